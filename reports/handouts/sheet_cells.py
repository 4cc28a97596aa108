"""Cells of a view's workbook: numbers with decimals and units, shares as percentages, totals marked."""

from typing import Any

from openpyxl.styles import Alignment, Border, PatternFill, Side

from reports.data_tables.values import Head
from reports.handouts.columns import Entry
from spreadsheets.outgoing.cells import HEAD_FILL, PLAIN, cell_of, number_cell, text_cell
from spreadsheets.outgoing.fonts import Font
from spreadsheets.outgoing.number_formats import number_format
from spreadsheets.values import Number, Value

PERCENT = "%"
# A share is stored as what it is, so that it can be reckoned with, and shown in percent.
HUNDRED_PLACES = 2
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LINE = Side(style="thin", color="768396")
FACE = "Calibri"
HEAD_FONT = Font(name=FACE, size=11, bold=True, color="FFFFFF")
TOTAL_FONT, TOTAL_FILL = Font(name=FACE, size=11, bold=True), PatternFill("solid", start_color="EDF1F6")
TOTAL_BORDER = Border(top=LINE, bottom=LINE)
TITLE_FONT, SENTENCE_FONT = Font(name=FACE, bold=True, size=14), Font(name=FACE, bold=True, size=12)
LABEL_FONT = TOTAL_FONT


def entry_cell(sheet: Any, entry: Entry, head: Head) -> Any:
    """A value of a row, None where it is empty."""
    if not isinstance(entry.value, Number):
        return cell_of(sheet, entry.value)
    value, decimals = entry.value.value, entry.value.decimals
    if PERCENT in {entry.unit, head.unit}:
        return number_cell(sheet, value.scaleb(-HUNDRED_PLACES), percent_format(decimals))
    return number_cell(sheet, value, number_format(decimals) + unit_format(entry.unit))


def percent_format(decimals: int) -> str:
    return "0" + ("." + "0" * decimals if decimals else "") + PERCENT


def unit_format(unit: str) -> str:
    """A unit behind the number, which stays a number."""
    return f'" {unit.replace(chr(34), "")}"' if unit else ""


def head_cell(sheet: Any, words: str) -> Any:
    cell = text_cell(sheet, words)
    cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, CENTRED
    return cell


def total_cell(sheet: Any, entry: Entry, head: Head) -> Any:
    """A value of a total; an empty one is marked too."""
    cell = entry_cell(sheet, entry, head) or text_cell(sheet, "")
    cell.font, cell.fill, cell.border = TOTAL_FONT, TOTAL_FILL, TOTAL_BORDER
    return cell


def said_cell(sheet: Any, words: str) -> Any:
    """A sentence below a table, which runs on over the columns beside it."""
    cell = text_cell(sheet, words)
    cell.alignment = PLAIN
    return cell


def indented(cell: Any, level: int) -> Any:
    """The head of a row that stands beneath another."""
    if cell is not None and level:
        cell.alignment = Alignment(vertical="top", wrap_text=True, indent=2 * level)
    return cell


def styled(sheet: Any, value: Value, font: Font) -> Any:
    cell = cell_of(sheet, value)
    if cell is not None:
        cell.font = font
    return cell
