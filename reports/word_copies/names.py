"""What a copy carries to be recognised: of which text in which version, and that we made it."""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from reports.models import Edition

_SALT = "reports.word_copies"


@dataclass(frozen=True, slots=True)
class CopyName:
    """The id of a text, the moment at which it was begun, and its version."""

    edition: int
    begun_at: str
    version: int

    def is_of(self, edition: Edition) -> bool:
        return (self.edition, self.begun_at) == (edition.pk, moment(edition))


def moment(edition: Edition) -> str:
    return edition.begun_at.isoformat()


def name_of(edition: Edition) -> str:
    """The name of a copy of the text as it stands; its signature is the mark that nobody guesses."""
    return Signer(salt=_SALT).sign(f"{edition.pk} {moment(edition)} {edition.version}")


def read_name(name: str) -> CopyName | None:
    """What a name says; None of one that the portal did not write."""
    try:
        pk, begun_at, version = Signer(salt=_SALT).unsign(name).split(" ")
    except (BadSignature, ValueError):
        return None
    return CopyName(int(pk), begun_at, int(version))
