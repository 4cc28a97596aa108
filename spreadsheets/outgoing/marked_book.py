"""A workbook that a person brought, given back with what was found in it: a column to filter by, and comments
at the cells. Everything else of it stays as the person has it."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill, Protection
from openpyxl.utils import get_column_letter

from spreadsheets.incoming.limits import LAST_COLUMN, LONGEST_FORMULA, Allowance
from spreadsheets.incoming.values import Book, NotReadable
from spreadsheets.outgoing.fonts import Font
from texts.outgoing.formulas import is_formula
from texts.outgoing.workbook_text import cell_text, escaped

logger = logging.getLogger(__name__)

AUTHOR = "portal"
WIDTH = 48
NOTE_WIDTH, NOTE_HEIGHT = 320, 110
# By what a row came to.
WRONG, DOUBTFUL, GOOD, PLAIN = "F9DEDC", "FCE8C8", "DDF0E0", ""
# Signs "<" in what is marked: 5,000 rows of twenty cells, which are written again in some seconds.
MOST_TAGS = 600_000
# The library makes a cell of each merged one, and words a formula anew for each cell that shares it.
MOST_MERGED_CELLS, MOST_OF_FORMULAS = 100_000, 2_000_000
HEAD_FONT, HEAD_FILL = Font(bold=True, color="FFFFFF"), PatternFill("solid", start_color="12355F")
WRAPPED = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row, in words, and the colour that says it."""

    words: str
    colour: str = PLAIN


@dataclass(frozen=True, slots=True)
class CellNote:
    """What is wrong at a cell, by row and column from 1; column 0 is the whole row."""

    row: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class SheetFindings:
    """What was found on a sheet. ``head`` is the row of titles, 0 where there is none; ``results`` are by
    row."""

    head: int
    results: Mapping[int, RowResult]
    notes: Sequence[CellNote]


def marking_allowance() -> Allowance:
    """What a workbook may take that is read to be marked: writing it again takes longer than reading it."""
    return Allowance(tags=MOST_TAGS)


def marked_book(content: bytes, read: Book, findings: Mapping[str, SheetFindings]) -> bytes:
    """The workbook ``content`` with ``findings`` by the titles of its sheets; ``read`` is what was read of it
    with ``marking_allowance``.

    Results of formulas are not in it: a spreadsheet program computes them when it opens the file. Raises
    NotReadable where it is written so that it can be read, and not be written again.
    """
    refuse_slow(read)
    try:
        book = load_workbook(BytesIO(content), rich_text=True)
    except Exception:
        logger.warning("A workbook could not be opened to be marked.", exc_info=True)
        raise not_markable() from None
    mark(book, findings)
    file = BytesIO()
    try:
        book.save(file)
    except Exception:
        logger.warning("A marked workbook could not be written.", exc_info=True)
        raise not_markable() from None
    return file.getvalue()


def not_markable() -> NotReadable:
    """The library opens parts that were not read here, and raises whatever comes."""
    return NotReadable(
        _("The file is written so that nothing can be added to it. Save it anew with Excel or WPS.")
    )


def refuse_slow(book: Book) -> None:
    """Raise NotReadable for a workbook of few tags that becomes many cells, or much work, when it is written
    again."""
    merged = sum(
        (area.bottom - area.top + 1) * (area.right - area.left + 1)
        for sheet in book.sheets
        for area in sheet.merged
    )
    formulas = [len(cell.formula) for sheet in book.sheets for _row, _column, cell in sheet.filled()]
    is_cut = max(formulas, default=0) > LONGEST_FORMULA
    if merged > MOST_MERGED_CELLS or sum(formulas) > MOST_OF_FORMULAS or is_cut:
        raise NotReadable(
            _(
                "The file merges so many cells, or has so many formulas, that what was found is not written"
                " into it. It stands on this page."
            )
        )


def mark(book: Any, findings: Mapping[str, SheetFindings]) -> None:
    for page in book.worksheets:
        clear_comments(page)
        found = findings.get(page.title)
        if found is None:
            continue
        if found.results:
            add_results(page, found.head, found.results)
        for note in found.notes:
            add_comment(page, note)


def add_results(page: Any, head: int, results: Mapping[int, RowResult]) -> None:
    """The column behind the last one; one from before is written anew."""
    at = result_column(page, head)
    if head >= 1:
        cell = page.cell(head, at)
        say(cell, result_head())
        cell.font, cell.fill = HEAD_FONT, HEAD_FILL
    page.column_dimensions[get_column_letter(at)].width = WIDTH
    for number, result in results.items():
        cell = page.cell(number, at)
        say(cell, result.words)
        cell.fill = PatternFill("solid", start_color=result.colour) if result.colour else PatternFill()
        cell.protection = Protection(locked=False)
    # A table filters for itself; Excel takes two filters over the same cells for damage.
    if not page.tables:
        page.auto_filter.ref = f"A{max(head, 1)}:{get_column_letter(at)}{max(page.max_row, *results)}"


def result_head() -> str:
    return _("Result of the check")


def result_heads() -> set[str]:
    """How the column may be called in a file that was marked before, whoever's language that was in."""
    titles = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            titles.add(result_head())
    return titles


def result_column(page: Any, head: int) -> int:
    """Where the results of an earlier check stand, emptied of them, else the column behind the last one."""
    if head >= 1:
        titles = result_heads()
        for cell in page[head]:
            # A title with letters of several fonts is a list of its pieces.
            if str(cell.value) in titles:
                clear_results(page, head, int(cell.column))
                return int(cell.column)
    if page.max_column >= LAST_COLUMN:
        raise not_markable()
    return int(page.max_column) + 1


def clear_results(page: Any, head: int, column: int) -> None:
    """Take away what an earlier check has said, whatever became of its rows since; merged cells are parted,
    as each row has a result of its own."""
    for area in list(page.merged_cells.ranges):
        if area.min_col <= column <= area.max_col and area.max_row > head:
            page.unmerge_cells(area.coord)
    for cell in cells_there(page):
        if cell.column == column and cell.row > head:
            cell.value, cell.fill = None, PatternFill()


def cells_there(page: Any) -> list[Any]:
    """The cells that the file holds: the library makes those in between where rows are asked for, down to
    one that stands far below."""
    return list(page._cells.values())


def say(cell: Any, words: str) -> None:
    """Write text that stays text."""
    shown = cell_text(words)
    cell.value = None
    cell._value, cell.data_type = escaped(shown), "s"
    cell.alignment = WRAPPED
    if is_formula(shown):
        cell.quotePrefix = True


def clear_comments(page: Any) -> None:
    """Take away what an earlier check has written."""
    for cell in cells_there(page):
        if cell.comment is not None and cell.comment.author == AUTHOR:
            cell.comment = None


def add_comment(page: Any, note: CellNote) -> None:
    """A comment at the cell, or at the beginning of its row; those of one cell are one."""
    cell = page.cell(note.row, note.column or first_shown(page))
    if isinstance(cell, MergedCell):
        return
    before = f"{cell.comment.text}\n" if cell.comment is not None else ""
    cell.comment = Comment(before + cell_text(note.message), AUTHOR, height=NOTE_HEIGHT, width=NOTE_WIDTH)


def first_shown(page: Any) -> int:
    """The first column that is not hidden."""
    hidden = {
        number
        for dimension in page.column_dimensions.values()
        if dimension.hidden
        for number in range(dimension.min, dimension.max + 1)
    }
    return next(number for number in range(1, len(hidden) + 2) if number not in hidden)
