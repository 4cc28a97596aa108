"""What is said of a file that is no spreadsheet to be read: what it is, and what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from spreadsheets.incoming.values import NotReadable

PROTECTED = gettext_noop(
    "The workbook is protected with a password. Open it in Excel or WPS, remove the password, save it and "
    "choose the file again."
)
OLD_EXCEL = gettext_noop(
    "The file is an old Excel workbook (.xls). Open it in Excel or WPS, save it as .xlsx and choose that "
    "file."
)
WPS_SHEET = gettext_noop(
    "The file is a WPS workbook (.et). Open it in WPS, save it as .xlsx and choose that file."
)
BINARY_EXCEL = gettext_noop(
    "The file is a binary Excel workbook (.xlsb). Open it in Excel, save it as .xlsx and choose that file."
)
OPEN_DOCUMENT = gettext_noop(
    "The file is an OpenDocument spreadsheet (.ods). Open it in Excel, WPS or LibreOffice, save it as .xlsx "
    "and choose that file."
)
XML_SHEET = gettext_noop(
    "The file is a workbook in one XML file. Open it in Excel or WPS, save it as .xlsx and choose that file."
)
OTHER_OLD = gettext_noop(
    "The file is of an old spreadsheet format. Open it in Excel or WPS, save it as .xlsx and choose that "
    "file."
)
WEB_PAGE = gettext_noop(
    "The file is a web page, although it may be named as a workbook. Open it in Excel or WPS, save it as "
    ".xlsx and choose that file."
)
XML = gettext_noop("The file is an XML file. Choose a workbook (.xlsx) or separated values (.csv).")
DOCUMENT = gettext_noop("The file is a Word or WPS document. Choose a workbook (.xlsx).")
SLIDES = gettext_noop("The file is a presentation. Choose a workbook (.xlsx).")
PDF = gettext_noop("The file is a PDF. Choose the workbook that it was made from (.xlsx).")
OFD = gettext_noop("The file is an OFD document. Choose the workbook that it was made from (.xlsx).")
IMAGE = gettext_noop("The file is a picture. Choose a workbook (.xlsx).")
ARCHIVE = gettext_noop("The file is an archive. Unpack it and choose the workbook itself (.xlsx).")
UNKNOWN = gettext_noop(
    "The file is no spreadsheet. Choose a workbook (.xlsx) or separated values (.csv); save other kinds as "
    ".xlsx in Excel or WPS first."
)
EMPTY = gettext_noop("The file is empty. Choose a workbook (.xlsx) or separated values (.csv).")
DAMAGED = gettext_noop(
    "The workbook is damaged or incomplete. Open it in Excel or WPS, save it as .xlsx and choose that file; "
    "if it was downloaded, download it again."
)
ENTITIES = gettext_noop(
    "The workbook defines a document type of its own, which no spreadsheet program does, and was not opened. "
    "Copy its cells into a new workbook and choose that file."
)
OUTSIDE = gettext_noop(
    "The workbook names parts outside of itself, which no spreadsheet program does, and was not opened. Copy "
    "its cells into a new workbook and choose that file."
)
PACKING = gettext_noop(
    "The workbook is packed in a way that no spreadsheet program uses. Open it in Excel or WPS, save it as "
    ".xlsx and choose that file."
)
NO_SHEET = gettext_noop("The workbook has no sheet with cells. Choose the workbook that holds the figures.")


def refusal(message: str) -> NotReadable:
    return NotReadable(_(message))


def sheet_lost(title: str) -> NotReadable:
    """The list of sheets names one that the file does not hold."""
    return NotReadable(
        _(
            "The sheet “%(sheet)s” is missing from the file. Open the workbook in Excel or WPS, save it as "
            ".xlsx and choose that file."
        )
        % {"sheet": title}
    )


def cell_damaged(title: str, place: str) -> NotReadable:
    return NotReadable(
        _(
            "The cell %(place)s is damaged in the file. Open the workbook in Excel or WPS, save it as .xlsx "
            "and choose that file."
        )
        % {"place": f"{title}!{place}"}
    )


def cell_twice(title: str, place: str) -> NotReadable:
    return NotReadable(
        _(
            "The cell %(place)s stands in the file twice, so that it is not known which value counts. Open "
            "the workbook in Excel or WPS, look at the cell, save it as .xlsx and choose that file."
        )
        % {"place": f"{title}!{place}"}
    )


def same_titles(title: str) -> NotReadable:
    return NotReadable(
        _("Two sheets are named “%(sheet)s”. Rename or delete one of them and choose the file again.")
        % {"sheet": title}
    )


def too_many(what: str, most: int) -> NotReadable:
    """More of ``what``, a message with ``%(most)s``, than is read."""
    return NotReadable(_(what) % {"most": f"{most:,}"})
