"""A file that somebody brings back, opened as a Word copy or refused with what is wrong and what to do."""

from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from organizations.errors import ActionRefused
from reading.document import DocumentError
from reading.sources.package import attribute, open_parts
from reading.sources.recognition import refuse_other_kinds
from reports.word.marks import PROPERTY
from reports.word_copies.names import CopyName, read_name
from texts.file_signatures import HEAD, OLE, is_zip

MEGABYTE = 1 << 20
LARGEST = 20 * MEGABYTE
# What a form has around its file.
AROUND = 1 << 16
KINDS = ("numbering", "styles", "comments", "footnotes", "endnotes", "custom-properties")


class CopyRefused(ActionRefused):
    """A file that is no copy of the text. Its words are for people; nothing is kept of it."""


def is_too_large(length: int) -> bool:
    """Whether a request of so many bytes holds a larger file than is taken back."""
    return length > LARGEST + AROUND


def too_large_in_words() -> str:
    words = {"most": LARGEST // MEGABYTE}
    return _("The file is larger than %(most)d MB and was not read. Take the pictures out of it.") % words


def opened(data: bytes, name: str) -> dict[str, ET.Element]:
    """The parts of a copy by kind. Raises ``CopyRefused``."""
    if len(data) > LARGEST:
        raise CopyRefused(too_large_in_words())
    if not data:
        raise CopyRefused(_("The file is empty. Choose the Word file that was downloaded here."))
    try:
        if data.startswith(OLE):
            refuse_other_kinds(data, name)
        if not is_zip(data[:HEAD]) or not has_text_part(data):
            raise CopyRefused(
                _("This is no Word document (.docx). Bring back the Word file that was downloaded here.")
            )
        if name.lower().rpartition(".")[2] != "docx":
            raise CopyRefused(_("Only a file that is called .docx is taken back. Save it as .docx in Word."))
        return open_parts(data, KINDS)
    except DocumentError as refusal:
        raise CopyRefused(str(refusal)) from None


def has_text_part(data: bytes) -> bool:
    """Whether a zip file is a Word document, or so damaged that nobody can tell."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return any(name.startswith("word/") for name in archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return True


def copy_name(parts: dict[str, ET.Element]) -> CopyName:
    """Which text, in which version, the copy is of. Raises ``CopyRefused`` where it does not say so."""
    for stated in stated_names(parts.get("custom-properties")):
        if (name := read_name(stated)) is not None:
            return name
    raise CopyRefused(
        _(
            "The file does not say which text it is of: it was not downloaded here, or was made anew. "
            "Download the Word file, copy your text into it, and bring that back."
        )
    )


def stated_names(properties: ET.Element | None) -> Iterator[str]:
    for each in () if properties is None else properties.iter("property"):
        if attribute(each, "name") == PROPERTY:
            yield "".join(each.itertext()).strip()
