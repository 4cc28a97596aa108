"""A fill-in workbook that comes back, read into what it says for the lines of its filing.

Rows are found by their hidden keys and columns by the technical head, wherever people have moved them. What
cannot be read keeps its line from being taken over and is said with its place; what was added is left out.
"""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from spreadsheets.incoming.values import Book, NotReadable, Sheet
from tasks.fill_in.imprint import LAYOUT, Imprint, imprint_on, is_imprint, layout_of
from tasks.fill_in.line_edits import LineGathering
from tasks.fill_in.line_sheet import SHEETS
from tasks.fill_in.technical_head import Head, head_of
from tasks.line_imports.edits import FilingEdits, Finding, Weight


def is_fill_in(book: Book) -> bool:
    """Whether a workbook is one that the portal gave out to be filled in, whatever was done to it since."""
    return any(is_imprint(sheet) or head_of(sheet) for sheet in book.sheets)


def read_fill_in(book: Book) -> FilingEdits:
    """What a fill-in workbook says. Raises ``NotReadable`` for one that lost what it is read by, or is of
    another form."""
    imprint = imprint_in(book)
    heads = heads_in(book, imprint)
    findings = list(findings_on_sheets(book, imprint, heads))
    gathered = [LineGathering(imprint, kind, theirs) for kind, theirs in heads.items() if theirs]
    for gathering in gathered:
        gathering.read()
        findings += gathering.findings
    lines = [line for gathering in gathered for line in gathering.lines()]
    return FilingEdits(imprint.filing, tuple(lines), tuple(findings))


def imprint_in(book: Book) -> Imprint:
    """What the workbook says of itself. Raises ``NotReadable``."""
    sheet = next((sheet for sheet in book.sheets if is_imprint(sheet)), None)
    if sheet is None:
        raise NotReadable(
            _(
                "This is no whole fill-in workbook: its hidden sheet is missing, as when single sheets are"
                " copied or saved as .csv. Download the workbook of the filing again and copy your entries"
                " into it."
            )
        )
    layout = layout_of(sheet)
    if layout != LAYOUT:
        raise NotReadable(other_layout(layout))
    try:
        return imprint_on(sheet)
    except ValueError:
        raise NotReadable(
            _(
                "The hidden sheet of this fill-in workbook was changed, so that its rows cannot be told any"
                " more. Download the workbook of the filing again and copy your entries into it."
            )
        ) from None


def other_layout(layout: int) -> str:
    if layout > LAYOUT:
        return _(
            "This fill-in workbook was made by a newer version of the portal. Bring it in there, or download"
            " the workbook of the filing here and copy your entries into it."
        )
    return _(
        "This fill-in workbook is of an older form that is not taken in any more. Download the workbook of"
        " the filing again and copy your entries into it."
    )


def heads_in(book: Book, imprint: Imprint) -> dict[str, list[Head]]:
    """The sheets of each kind of line, in the order in which they were given out; found by their technical
    heads. Raises ``NotReadable`` where a sheet stands under its title and has lost its head."""
    heads: dict[str, list[Head]] = {kind: [] for kind in imprint.sheets if kind in SHEETS}
    for sheet in book.sheets:
        head = head_of(sheet)
        if head is not None and head.kind in heads:
            heads[head.kind].append(head)
    for kind, mark in imprint.sheets.items():
        if not heads.get(kind) and book.sheet(mark.title):
            raise NotReadable(
                _(
                    "The sheet “%(sheet)s” has lost its hidden first row or its hidden columns in front, so"
                    " that its rows cannot be told any more. Download the workbook of the filing again and"
                    " copy your entries into it."
                )
                % {"sheet": mark.title}
            )
    return heads


def findings_on_sheets(book: Book, imprint: Imprint, heads: Mapping[str, list[Head]]) -> Iterator[Finding]:
    """Notes on sheets that are missing, and on those that were added."""
    for caution in book.cautions:
        yield note(caution)
    for kind, mark in imprint.sheets.items():
        if not heads.get(kind):
            yield note(
                _("The sheet “%(sheet)s” is not in the file: its lines stay as they are.")
                % {"sheet": mark.title}
            )
    known = {id(head.sheet) for theirs in heads.values() for head in theirs}
    for sheet in book.sheets:
        if id(sheet) not in known and sheet.rows and not is_of_portal(sheet, imprint):
            yield note(
                _("The sheet “%(sheet)s” is no part of the fill-in workbook and was not read.")
                % {"sheet": sheet.title}
            )


def is_of_portal(sheet: Sheet, imprint: Imprint) -> bool:
    """Whether the portal gave a sheet out that holds no lines."""
    return is_imprint(sheet) or sheet.title.casefold() == imprint.rules.casefold()


def note(message: str) -> Finding:
    return Finding(message, weight=Weight.NOTE)
