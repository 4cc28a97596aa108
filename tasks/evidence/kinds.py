"""The kinds of file that may be evidence, and the best known of those that may not."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Family(StrEnum):
    """Kinds that people take for the same: a picture is a picture, whatever its format."""

    DOCUMENT = "document"
    SHEET = "sheet"
    SLIDES = "slides"
    PDF = "pdf"
    OFD = "ofd"
    IMAGE = "image"
    TEXT = "text"


SUFFIXES: dict[Family, tuple[str, ...]] = {
    Family.DOCUMENT: (".docx", ".doc", ".wps", ".odt"),
    Family.SHEET: (".xlsx", ".xls", ".et", ".ods"),
    Family.SLIDES: (".pptx", ".ppt", ".dps", ".odp"),
    Family.PDF: (".pdf",),
    Family.OFD: (".ofd",),
    Family.IMAGE: (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".heic"),
    Family.TEXT: (".txt", ".csv"),
}


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is. ``suffix`` is what a name without one is given."""

    label: "StrOrPromise"
    family: Family
    suffix: str
    media_type: str
    is_shown: bool = field(default=False)
    """Whether browsers show it by themselves."""


@dataclass(frozen=True, slots=True)
class OtherKind:
    """What cannot be evidence, with what to do instead where there is something."""

    label: "StrOrPromise"
    advice: "StrOrPromise" = ""


OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"
WORD, EXCEL, POWERPOINT = _("Word document"), _("Excel workbook"), _("PowerPoint presentation")
PICTURE = _("picture")

PDF = FileKind(_("PDF"), Family.PDF, ".pdf", "application/pdf", is_shown=True)
OFD = FileKind(_("OFD document"), Family.OFD, ".ofd", "application/ofd")
DOCX = FileKind(WORD, Family.DOCUMENT, ".docx", f"{OOXML}.wordprocessingml.document")
XLSX = FileKind(EXCEL, Family.SHEET, ".xlsx", f"{OOXML}.spreadsheetml.sheet")
PPTX = FileKind(POWERPOINT, Family.SLIDES, ".pptx", f"{OOXML}.presentationml.presentation")
DOC = FileKind(WORD, Family.DOCUMENT, ".doc", "application/msword")
XLS = FileKind(EXCEL, Family.SHEET, ".xls", "application/vnd.ms-excel")
PPT = FileKind(POWERPOINT, Family.SLIDES, ".ppt", "application/vnd.ms-powerpoint")
ODT = FileKind(_("OpenDocument text"), Family.DOCUMENT, ".odt", f"{ODF}.text")
ODS = FileKind(_("OpenDocument spreadsheet"), Family.SHEET, ".ods", f"{ODF}.spreadsheet")
ODP = FileKind(_("OpenDocument presentation"), Family.SLIDES, ".odp", f"{ODF}.presentation")
PNG = FileKind(PICTURE, Family.IMAGE, ".png", "image/png", is_shown=True)
JPEG = FileKind(PICTURE, Family.IMAGE, ".jpg", "image/jpeg", is_shown=True)
GIF = FileKind(PICTURE, Family.IMAGE, ".gif", "image/gif", is_shown=True)
WEBP = FileKind(PICTURE, Family.IMAGE, ".webp", "image/webp", is_shown=True)
BMP = FileKind(PICTURE, Family.IMAGE, ".bmp", "image/bmp", is_shown=True)
TIFF = FileKind(PICTURE, Family.IMAGE, ".tif", "image/tiff")
HEIC = FileKind(PICTURE, Family.IMAGE, ".heic", "image/heic")
TXT = FileKind(_("text file"), Family.TEXT, ".txt", "text/plain")
CSV = FileKind(_("text file"), Family.TEXT, ".csv", "text/csv")

ALLOWED = (
    *(PDF, OFD, DOCX, XLSX, PPTX, DOC, XLS, PPT, ODT, ODS, ODP),
    *(PNG, JPEG, GIF, WEBP, BMP, TIFF, HEIC, TXT, CSV),
)
BY_MEDIA_TYPE = {kind.media_type: kind for kind in ALLOWED}
BY_SUFFIX = {suffix: family for family, suffixes in SUFFIXES.items() for suffix in suffixes}
ACCEPT = ",".join(BY_SUFFIX)

ARCHIVE = OtherKind(_("archive"), _("Unpack it and attach the files themselves."))
PROGRAM = OtherKind(_("program"))
SCRIPT = OtherKind(_("script"))
SHORTCUT = OtherKind(_("shortcut to a file"), _("Attach the file itself."))
WEB_PAGE = OtherKind(_("web page"), _("Print it to a PDF and attach that."))
DRAWING = OtherKind(_("SVG drawing"), _("Save it as PNG or PDF and attach that."))
XML = OtherKind(_("XML file"), _("Save it as an Office document or PDF and attach that."))
RTF = OtherKind(_("RTF document"), _("Save it as .docx or PDF and attach that."))
MACROS = OtherKind(
    _("Office document with macros"), _("Save it without macros (.docx, .xlsx, .pptx) and attach that.")
)
LOCKED = OtherKind(_("Office document protected with a password"), _("Remove the password and attach it."))
OLD_OFFICE = OtherKind(_("file of an old Office format"), _("Save it as PDF and attach that."))
DAMAGED = OtherKind(_("damaged file"), _("Open it, save it anew and attach that."))
UNKNOWN = OtherKind(_("file of an unknown type"), _("Save it as PDF and attach that."))
