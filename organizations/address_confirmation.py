"""The signed link by which a person shows that a mail address is theirs."""

from dataclasses import dataclass

from django.core import signing

SALT = "organizations.address_confirmation"
LASTS_DAYS = 3


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The id of the person, the address that becomes theirs, and the one they had when they asked."""

    person: int
    address: str
    before: str

    def token(self) -> str:
        """The secret part of the link."""
        return signing.dumps([self.person, self.address, self.before], salt=SALT, compress=True)


def confirmation_of(token: str) -> Confirmation | None:
    """What a link of the last three days says; None for any other text."""
    try:
        person, address, before = signing.loads(token, salt=SALT, max_age=LASTS_DAYS * 24 * 60 * 60)
    except (signing.BadSignature, ValueError):
        return None
    return Confirmation(person, address, before)
