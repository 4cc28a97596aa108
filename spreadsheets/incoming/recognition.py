"""What kind of file some bytes are, by their content; a name may lie."""

import re
from enum import StrEnum

from spreadsheets.incoming import refusals
from texts.file_names import suffix_of
from texts.file_signatures import OLE, begins_at, has_stream, is_pdf, is_zip


class Kind(StrEnum):
    """The kinds that are read."""

    WORKBOOK = "workbook"
    SEPARATED = "separated"


HTML = re.compile(
    rb"<(?:!doctype\s+html|!--|(?:html|head|body|meta|table|style|div|script)\b)", re.IGNORECASE
)
XML_HEAD = 4096
SIGNATURES = (
    (b"{\\rtf", refusals.DOCUMENT),
    (b"\x89PNG\r\n", refusals.IMAGE),
    (b"\xff\xd8\xff", refusals.IMAGE),
    (b"GIF87a", refusals.IMAGE),
    (b"GIF89a", refusals.IMAGE),
    (b"II*\x00", refusals.IMAGE),
    (b"MM\x00*", refusals.IMAGE),
    (b"Rar!\x1a\x07", refusals.ARCHIVE),
    (b"7z\xbc\xaf", refusals.ARCHIVE),
    (b"\x1f\x8b", refusals.ARCHIVE),
    (b"BZh", refusals.ARCHIVE),
    (b"\xfd7zXZ\x00", refusals.ARCHIVE),
    (b"MIME-Version:", refusals.WEB_PAGE),
    (b"ID;P", refusals.OTHER_OLD),
    (b"TABLE\r\n0,1", refusals.OTHER_OLD),
)
# The first record of workbooks from before Excel 97, which stand in no container.
OLD_RECORDS = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
STREAMS = (
    ("EncryptedPackage", refusals.PROTECTED),
    ("Workbook", refusals.OLD_EXCEL),
    ("Book", refusals.OLD_EXCEL),
    ("WordDocument", refusals.DOCUMENT),
    ("PowerPoint Document", refusals.SLIDES),
)
WPS_SUFFIXES = {".et", ".ett"}


def recognise(content: bytes, name: str) -> Kind:
    """What a file is. Raises NotReadable for every kind that is not read; the name only tells those of one
    container apart."""
    if not content.strip(b"\x00\t\n\r "):
        raise refusals.refusal(refusals.EMPTY)
    if content.startswith(OLE):
        raise refusals.refusal(old_office(content, name))
    if is_zip(content[:XML_HEAD]):
        return Kind.WORKBOOK
    refuse_others(content)
    return Kind.SEPARATED


def old_office(content: bytes, name: str) -> str:
    """Which of the kinds in an OLE container it is; WPS writes the streams of Excel."""
    for stream, message in STREAMS:
        if has_stream(content, stream):
            is_wps = message == refusals.OLD_EXCEL and suffix_of(name) in WPS_SUFFIXES
            return refusals.WPS_SHEET if is_wps else message
    return refusals.OTHER_OLD


def refuse_others(content: bytes) -> None:
    """Raise NotReadable for kinds with a signature of their own."""
    for signature, message in SIGNATURES:
        if content.startswith(signature):
            raise refusals.refusal(message)
    if content.startswith(OLD_RECORDS):
        raise refusals.refusal(refusals.OLD_EXCEL)
    if content[:4] == b"RIFF" or (content[:2] == b"BM" and b"\x00" in content[:32]):
        raise refusals.refusal(refusals.IMAGE)
    if is_pdf(content[:XML_HEAD]):
        raise refusals.refusal(refusals.PDF)
    # Of UTF-16 every other byte is left out, which leaves what markup begins with.
    head = content[:XML_HEAD].replace(b"\x00", b"")
    start = head[begins_at(head) :]
    if HTML.match(start):
        raise refusals.refusal(refusals.WEB_PAGE)
    if start.startswith(b"<?xml"):
        raise refusals.refusal(flat_markup(start))


def flat_markup(start: bytes) -> str:
    """Which of the kinds that are one XML file begins so."""
    if b"<html" in start.lower():
        return refusals.WEB_PAGE
    is_sheet = b"office:spreadsheet" in start or b"opendocument.spreadsheet" in start
    return refusals.XML_SHEET if is_sheet else refusals.XML


def other_package(names: set[str]) -> str:
    """Why a zip file with members of these names, in small letters, is no workbook that is read."""
    if "xl/workbook.bin" in names:
        return refusals.BINARY_EXCEL
    if any(name.startswith("word/") for name in names):
        return refusals.DOCUMENT
    if any(name.startswith("ppt/") for name in names):
        return refusals.SLIDES
    if "ofd.xml" in names:
        return refusals.OFD
    return refusals.DAMAGED if any(name.startswith("xl/") for name in names) else refusals.ARCHIVE


OPEN_DOCUMENTS = {
    "spreadsheet": refusals.OPEN_DOCUMENT,
    "text": refusals.DOCUMENT,
    "presentation": refusals.SLIDES,
}


def open_document(media_type: str) -> str:
    """Which OpenDocument it is, by what its first member says."""
    kind = media_type.rpartition("opendocument.")[2].removesuffix("-template")
    return OPEN_DOCUMENTS.get(kind, refusals.UNKNOWN)
