"""What kind of file some bytes are, by their content; a name may lie."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from reading.document import DocumentError
from texts.file_signatures import OLE

_OLE = OLE[:4]
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|!--|(?:html|head|body|meta)\b)", re.IGNORECASE)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b")

ENCRYPTED_WORD = gettext_noop(
    "The document is protected with a password. Remove the password in Word and choose the file again."
)
OLD_WORD = gettext_noop("The file is an old Word document (.doc). Save it as .docx and choose that file.")
_WPS = gettext_noop("The file is a WPS document (.wps). Save it as .docx and choose that file.")
_SHEET = gettext_noop("The file is an Excel workbook. Choose the document as .docx, PDF with text, or .txt.")
_SLIDES = gettext_noop(
    "The file is a PowerPoint presentation. Choose the document as .docx, PDF with text, or .txt."
)
_OLD_OFFICE = gettext_noop("The file is of an old Office format. Save it as .docx and choose that file.")
_RTF = gettext_noop("The file is an RTF document. Save it as .docx and choose that file.")
_IMAGE = gettext_noop(
    "The file is a picture. Choose a .docx, a PDF with text or a .txt file, or run text recognition first."
)
_WEB_PAGE = gettext_noop(
    "The file is a web page. Copy its text into a .docx or .txt file and choose that file."
)
_FLAT_XML = gettext_noop("The file is an XML file. Save it as .docx and choose that file.")
_ARCHIVE = gettext_noop("The file is an archive. Unpack it and choose the document itself.")
_ODT = gettext_noop("The file is an OpenDocument text (.odt). Save it as .docx and choose that file.")
_OFD = gettext_noop(
    "The file is an OFD document. Convert it to a PDF with text or to .docx and choose that file."
)

_SIGNATURES = (
    (b"{\\rtf", _RTF),
    (b"\x89PNG\r\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"RIFF", _IMAGE),
    (b"BM", _IMAGE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"MIME-Version:", _WEB_PAGE),
)
_OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED_WORD),
    ("WordDocument", OLD_WORD),
    ("Workbook", _SHEET),
    ("PowerPoint Document", _SLIDES),
)
_ZIP_MEMBERS = (
    (re.compile(r"(?i)ofd\.xml"), _OFD),
    (re.compile(r"xl/.+"), _SHEET),
    (re.compile(r"ppt/.+"), _SLIDES),
    (re.compile(r"content\.xml"), _ODT),
)


def refuse_other_kinds(data: bytes, name: str) -> None:
    """Raise DocumentError when ``data``, neither PDF nor zip, is of a kind with a signature of its own."""
    if data.startswith(_OLE):
        raise DocumentError(_(_ole_reason(data, name)))
    for signature, reason in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 2 or b"\0" in data[:64]):
            raise DocumentError(_(reason))
    if _HTML.match(data):
        raise DocumentError(_(_WEB_PAGE))
    if _XML.match(data):
        raise DocumentError(_(_FLAT_XML))


def _ole_reason(data: bytes, name: str) -> str:
    """Which of the formats in an OLE container it is, by its streams; .wps has the streams of .doc."""
    for stream, reason in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            is_wps = reason == OLD_WORD and name.lower().endswith(".wps")
            return _WPS if is_wps else reason
    return _OLD_OFFICE


def other_zip(members: list[str]) -> str:
    """Why a zip file with these members is no Word document."""
    for pattern, reason in _ZIP_MEMBERS:
        if any(pattern.fullmatch(member) for member in members):
            return reason
    return _ARCHIVE
