"""The first sheet of a view's workbook: what it was asked for, its sentence, its numbers and its points."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from reports.dashboards.shown_page import KeyNumber, PointList, ShownPage
from reports.data_tables.values import DataTable, Head
from reports.handouts.columns import Entry
from reports.handouts.paper import Paper, set_up
from reports.handouts.sheet_cells import (
    LABEL_FONT,
    SENTENCE_FONT,
    TITLE_FONT,
    entry_cell,
    head_cell,
    styled,
)
from reports.handouts.table_sheet import most_lines
from reports.workbook.paper import row_height
from spreadsheets.outgoing.cells import text_cell
from spreadsheets.values import Number, Value
from texts.sign_width import width_of

WIDTHS = (34, 44, 12, 34)
# Title, subject and sentence run over all columns.
MERGED = 3
# How much larger the sentence is than other text.
SENTENCE_SCALE = 1.3
NO_HEAD = Head("value", "")


def cover_title() -> str:
    return _("What this shows")


def add_cover(book: Workbook, page: ShownPage, sheets: Sequence[tuple[str, DataTable]], paper: Paper) -> None:
    """``sheets`` are the names of those that follow, each with its table."""
    sheet: Any = book.create_sheet(cover_title())
    set_up(sheet, paper, WIDTHS)
    lines = ceil(2 * SENTENCE_SCALE * width_of(page.headline.sentence) / sum(WIDTHS))
    # The list of its sheets stays with what it shows.
    sheet.page_setup.fitToHeight = 1
    for place, height in enumerate((1, 1, max(lines, 1)), start=1):
        sheet.merged_cells.add(f"A{place}:D{place}")
        sheet.row_dimensions[place].height = row_height(height) * SENTENCE_SCALE
    for place, cells in enumerate(rows(sheet, page, sheets), start=1):
        if place > MERGED and (high := most_lines(texts_of(cells), WIDTHS)) > 1:
            sheet.row_dimensions[place].height = row_height(high)
        sheet.append(cells)


def texts_of(cells: Sequence[Any]) -> list[str]:
    """What stands in each column of a row."""
    texts = [str(getattr(cell, "value", cell) or "") for cell in cells]
    return [*texts, *[""] * (len(WIDTHS) - len(texts))]


def rows(sheet: Any, page: ShownPage, sheets: Sequence[tuple[str, DataTable]]) -> Iterator[list[Any]]:
    yield [styled(sheet, page.subject, TITLE_FONT)]
    yield [styled(sheet, page.title, LABEL_FONT)]
    yield [styled(sheet, page.headline.sentence, SENTENCE_FONT)]
    yield []
    for label, words in page.facts:
        yield [styled(sheet, label, LABEL_FONT), text_cell(sheet, words)]
    heads = [_("Key figures"), "", _("Unit"), _("About the figure")]
    yield from block(sheet, heads, map(number_row, page.headline.numbers))
    for points in page.lists:
        yield from block(sheet, [points.title, points.note], point_rows(points))
    listed = ((name, len(table.rows)) for name, table in sheets)
    yield from block(sheet, [_("Sheet"), _("Rows")], listed)


def block(sheet: Any, heads: Sequence[str], values: Iterator[tuple[Value, ...]]) -> Iterator[list[Any]]:
    """Rows under a head of their own; nothing where there are none."""
    found = list(values)
    if found:
        yield []
        yield [head_cell(sheet, words) for words in heads]
    for row in found:
        yield [entry_cell(sheet, Entry(value), NO_HEAD) for value in row]


def number_row(number: KeyNumber) -> tuple[Value, ...]:
    value = number.value if isinstance(number.value, Number | int) else number.words
    return number.label, value, number.unit, number.note


def point_rows(points: PointList) -> Iterator[tuple[Value, ...]]:
    if not points.points:
        yield (points.empty,)
    for point in points.points:
        yield point.text, point.note
