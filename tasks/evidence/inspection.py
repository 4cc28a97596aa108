"""One file that somebody sends, looked at before anything is kept of it."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from tasks.errors import EvidenceRefused
from tasks.evidence import kinds
from tasks.evidence.kinds import BY_SUFFIX, SUFFIXES, Family, FileKind, OtherKind
from tasks.evidence.recognition import recognise
from texts.file_names import file_name, suffix_of

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """A file that may be evidence: its harmless name, its size in bytes, its kind and its SHA-256."""

    file: File[Any]
    name: str
    size: int
    kind: FileKind
    sha256: str


def inspect(file: File[Any]) -> InspectedFile:
    """Look at a file that was sent. Raises ``EvidenceRefused`` with the reason for the person who sent it."""
    name = cleaned_name(file.name or "")
    refuse_size(file.size)
    kind = agreed_kind(recognise(file), suffix_of(name))
    if not suffix_of(name):
        name += kind.suffix
    return InspectedFile(file, name, file.size, kind, checksum(file))


def cleaned_name(name: str) -> str:
    """The name under which a file is shown and given back."""
    return file_name(name, unnamed=_("evidence"))


def refuse_size(size: int) -> None:
    """Raise ``EvidenceRefused`` for an empty file and for one over the limit, before it is read."""
    if not size:
        raise EvidenceRefused(_("The file is empty."))
    if size > settings.EVIDENCE_FILE_MB * MEGABYTE:
        raise EvidenceRefused(
            _("The file has %(size)s MB; at most %(most)s MB are allowed.")
            % {"size": -(-size // MEGABYTE), "most": settings.EVIDENCE_FILE_MB}
        )


def agreed_kind(found: FileKind | OtherKind, suffix: str) -> FileKind:
    """The kind on which content and name agree; raises ``EvidenceRefused`` where they do not.

    Formats of one family pass for each other: a picture named .jpg may be a PNG. Plain text has no mark of
    its own, so only the name says that it is meant as text.
    """
    family = found.family if isinstance(found, FileKind) else None
    if suffix in BY_SUFFIX and BY_SUFFIX[suffix] != family:
        raise EvidenceRefused(disguise(found, suffix))
    if not isinstance(found, FileKind):
        raise EvidenceRefused(unwanted(found))
    if suffix not in BY_SUFFIX and (suffix or family is Family.TEXT):
        raise EvidenceRefused(misnamed(found, suffix))
    return kinds.CSV if suffix == kinds.CSV.suffix else found


def disguise(found: FileKind | OtherKind, suffix: str) -> str:
    """The name promises something else than the content holds; the sentence names both."""
    sentence = _("The name ends in %(suffix)s, but the content is: %(found)s.") % {
        "suffix": suffix,
        "found": found.label,
    }
    return f"{sentence} {advice_on(found)}".rstrip()


def unwanted(found: OtherKind) -> str:
    sentence = _("This cannot be attached: %(found)s.") % {"found": found.label}
    return f"{sentence} {advice_on(found)}".rstrip()


def misnamed(found: FileKind, suffix: str) -> str:
    """The content would do, but no computer would open it by that name."""
    if not suffix:
        return _("The name has no ending that says what the file is. Add one, such as .txt.")
    return _("A file that ends in %(suffix)s cannot be attached. Its content is: %(found)s.") % {
        "suffix": suffix,
        "found": found.label,
    }


def advice_on(found: FileKind | OtherKind) -> str:
    """What to do: for a kind that is allowed, to name it as what it is."""
    if isinstance(found, OtherKind):
        return str(found.advice)
    endings = ", ".join(SUFFIXES[found.family])
    return _("Rename it (%(endings)s) or choose the right file.") % {"endings": endings}


def checksum(file: File[Any]) -> str:
    """The SHA-256 of the whole file, read in pieces; it is left at its beginning."""
    digest = hashlib.sha256()
    file.seek(0)
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
