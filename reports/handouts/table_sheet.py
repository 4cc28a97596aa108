"""One table as a sheet: the same rows in the same order under the same heads, and its totals."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from reports.data_tables.values import DataTable, Head, Row
from reports.handouts.columns import entries, file_heads, groups, head_words
from reports.handouts.paper import Paper, set_up
from reports.handouts.sheet_cells import entry_cell, head_cell, indented, said_cell, total_cell
from reports.workbook.paper import row_height
from spreadsheets.outgoing.plain_values import plain_text
from spreadsheets.values import Value
from texts.outgoing.workbook_text import sheet_title
from texts.sign_width import width_of

# In signs of the Latin face; what is longer is wrapped.
NARROWEST, WIDEST, PADDING = 7, 40, 2
HEAD_LINES = 3
# What a row may be high at most, in lines; Excel takes 409 points.
MOST_LINES = 24
# Excel knows no deeper one.
DEEPEST_OUTLINE = 7


def add_table(book: Workbook, table: DataTable, title: str, paper: Paper) -> None:
    """A sheet of a write-only workbook, called ``title``; its heads stay in view and repeat on paper."""
    sheet: Any = book.create_sheet(title)
    heads = file_heads(table)
    over = groups(heads)
    first = 2 if over else 1
    sheet.freeze_panes = f"B{first + 1}"
    sheet.sheet_properties.outlinePr.summaryBelow = False
    wide = widths(table, heads)
    set_up(sheet, paper, wide, heads=first)
    sheet.row_dimensions[first].height = row_height(most_lines(map(head_words, heads), wide))
    for place, row in enumerate((*table.rows, *table.totals), start=first + 1):
        lines = most_lines((plain_text(entry.value) for entry in entries(row, table)), wide)
        if lines > 1:
            sheet.row_dimensions[place].height = row_height(lines)
        if row.level:
            sheet.row_dimensions[place].outlineLevel = min(row.level, DEEPEST_OUTLINE)
    if over:
        sheet.append(group_cells(sheet, over))
    sheet.append([head_cell(sheet, head_words(head)) for head in heads])
    for cells in body(sheet, table, heads):
        sheet.append(cells)
    last = first + len(table.rows)
    sheet.auto_filter.ref = f"A{first}:{get_column_letter(len(heads))}{last}"


def body(sheet: Any, table: DataTable, heads: Sequence[Head]) -> Iterator[list[Any]]:
    """The rows, the totals, and what is said beneath."""
    for row in table.rows:
        yield row_cells(sheet, row, table, heads)
    for row in table.totals:
        pairs = zip(entries(row, table), heads, strict=True)
        yield [total_cell(sheet, entry, head) for entry, head in pairs]
    for said in ([] if table.rows else [table.empty], [table.note]):
        for words in filter(None, said):
            yield [said_cell(sheet, words)]


def row_cells(sheet: Any, row: Row, table: DataTable, heads: Sequence[Head]) -> list[Any]:
    pairs = zip(entries(row, table), heads, strict=True)
    first, *others = [entry_cell(sheet, entry, head) for entry, head in pairs]
    return [indented(first, row.level), *others]


def group_cells(sheet: Any, over: Sequence[tuple[str, int]]) -> list[Any]:
    """Titles over columns, in cells made one."""
    cells: list[Any] = []
    for title, span in over:
        start = len(cells) + 1
        if span > 1:
            sheet.merged_cells.add(f"{get_column_letter(start)}1:{get_column_letter(start + span - 1)}1")
        cells += [head_cell(sheet, title), *(head_cell(sheet, "") for _place in range(span - 1))]
    return cells


def widths(table: DataTable, heads: Sequence[Head]) -> list[float]:
    """How wide each column is to be, in Latin signs: as its longest text, within limits; heads take some
    lines."""
    longest = [max(NARROWEST, extent(head_words(head)) / HEAD_LINES) for head in heads]
    for row in (*table.rows, *table.totals):
        for place, entry in enumerate(entries(row, table)):
            longest[place] = max(longest[place], extent(entry.value) + len(entry.unit) * 2)
    return [min(width + PADDING, WIDEST) for width in longest]


def most_lines(texts: Iterable[str], wide: Sequence[float]) -> int:
    """The lines of the longest text, each in its column."""
    found = 1
    for text, width in zip(texts, wide, strict=True):
        lines = sum(ceil(2 * width_of(line) / (width - PADDING / 2)) or 1 for line in text.split("\n"))
        found = max(found, lines)
    return min(found, MOST_LINES)


def extent(value: Value) -> float:
    """How long a value is in Latin signs, its longest line where it has several."""
    return max((2 * width_of(line) for line in plain_text(value).split("\n")), default=0)


def titles(tables: Sequence[DataTable], taken: str) -> list[str]:
    """A name for the sheet of each table; those that would be equal are numbered."""
    used, found = {taken.casefold()}, []
    for table in tables:
        title, number = sheet_title(table.title), 1
        while title.casefold() in used:
            number += 1
            title = sheet_title(f"{number} {table.title}")
        used.add(title.casefold())
        found.append(title)
    return found
