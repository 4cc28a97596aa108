"""The workbook that a person brought, given back with what was found in it: a column to filter by, and
comments at the cells. Everything else of it stays as the person has it."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill, Protection
from openpyxl.utils import get_column_letter

from spreadsheets.incoming.places import place_of
from spreadsheets.outgoing.fonts import Font
from tasks.line_imports.edits import Place
from tasks.line_imports.preview import Preview
from tasks.line_imports.weighing import Outcome, Weighed
from texts.outgoing.formulas import is_formula
from texts.outgoing.workbook_text import cell_text, escaped

AUTHOR = "portal"
WIDTH = 48
NOTE_WIDTH, NOTE_HEIGHT = 320, 110
COLOURS = {Outcome.ERROR: "F9DEDC", Outcome.CONFLICT: "FCE8C8", Outcome.CHANGED: "DDF0E0"}
HEAD_FONT, HEAD_FILL = Font(bold=True, color="FFFFFF"), PatternFill("solid", start_color="12355F")
WRAPPED = Alignment(vertical="top", wrap_text=True)

# By row of a sheet: what became of it, and in words.
type Results = Mapping[int, tuple[Outcome, str]]


def returned_workbook(content: bytes, preview: Preview) -> bytes:
    """The workbook ``content``, which was read before, with the findings of ``preview``.

    Results of formulas are not in it: a spreadsheet program computes them when it opens the file.
    """
    book = load_workbook(BytesIO(content), rich_text=True)
    for page in book.worksheets:
        clear_comments(page)
        results = results_on(page.title, preview)
        if results:
            add_results(page, results)
        for place, message in findings_on(page.title, preview):
            add_comment(page, place, message)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def results_on(title: str, preview: Preview) -> Results:
    """What became of each row of a sheet that says something for a line."""
    return {
        place[0]: (row.outcome, in_words(row))
        for row in preview.rows
        if row.edit.place.sheet == title and (place := row_and_column(row.edit.place))
    }


def row_and_column(place: Place) -> tuple[int, int] | None:
    """Where a place is; the column of a whole row is 0."""
    if place.cell.isdigit():
        return int(place.cell), 0
    return place_of(place.cell)


def in_words(row: Weighed) -> str:
    """What became of a row, and why."""
    match row.outcome:
        case Outcome.ERROR:
            return "\n".join([_("Error"), *(error.message for error in row.errors)])
        case Outcome.CONFLICT:
            return "\n".join([_("Changed by somebody else as well"), *row.hints])
        case Outcome.CHANGED:
            return "\n".join([_("Changed"), *row.hints])
        case Outcome.SAID:
            return _("Stands there already")
        case Outcome.UNCHANGED:
            return _("Unchanged")


def findings_on(title: str, preview: Preview) -> Iterator[tuple[Place, str]]:
    """What is wrong at which cell of a sheet."""
    for row in preview.rows:
        for error in row.errors:
            if error.place.sheet == title:
                yield error.place, error.message
    for found in preview.errors:
        if found.place is not None and found.place.sheet == title:
            yield found.place, found.message


def add_results(page: Any, results: Results) -> None:
    """The column behind the last one; one from before is written anew."""
    head = min(results) - 1
    at = result_column(page, head)
    if head >= 1:
        cell = page.cell(head, at)
        say(cell, result_head())
        cell.font, cell.fill = HEAD_FONT, HEAD_FILL
    page.column_dimensions[get_column_letter(at)].width = WIDTH
    for number, (outcome, words) in results.items():
        cell = page.cell(number, at)
        say(cell, words)
        colour = COLOURS.get(outcome)
        cell.fill = PatternFill("solid", start_color=colour) if colour else PatternFill()
        cell.protection = Protection(locked=False)
    page.auto_filter.ref = f"A{max(head, 1)}:{get_column_letter(at)}{max(page.max_row, *results)}"


def result_head() -> str:
    return _("Result of the check")


def result_column(page: Any, head: int) -> int:
    """Where the results of an earlier check stand, else the column behind the last one."""
    if head >= 1:
        for cell in page[head]:
            if cell.value == result_head():
                return int(cell.column)
    return int(page.max_column) + 1


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
    for cells in page.iter_rows():
        for cell in cells:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment = None


def add_comment(page: Any, place: Place, message: str) -> None:
    """A comment at the cell, or at the beginning of its row; those of one cell are one."""
    found = row_and_column(place)
    if found is None:
        return
    cell = page.cell(found[0], max(found[1], first_shown(page)) if not found[1] else found[1])
    if isinstance(cell, MergedCell):
        return
    before = f"{cell.comment.text}\n" if cell.comment is not None else ""
    cell.comment = Comment(before + cell_text(message), AUTHOR, height=NOTE_HEIGHT, width=NOTE_WIDTH)


def first_shown(page: Any) -> int:
    """The first column that is not hidden."""
    hidden = {
        number
        for dimension in page.column_dimensions.values()
        if dimension.hidden
        for number in range(dimension.min, dimension.max + 1)
    }
    return next(number for number in range(1, len(hidden) + 2) if number not in hidden)
