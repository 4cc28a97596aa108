"""Values as cells: numbers as numbers, and text that no spreadsheet runs."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, PatternFill

from spreadsheets.outgoing.fonts import Font
from spreadsheets.outgoing.number_formats import number_format
from spreadsheets.values import Number, Value
from texts.outgoing.formulas import is_formula
from texts.outgoing.workbook_text import MOST_DIGITS, cell_text, escaped

# Days of the year 1900 are counted wrongly on purpose; earlier ones not at all.
FIRST_YEAR = 1901
WRAPPED = Alignment(vertical="top", wrap_text=True)
PLAIN = Alignment(vertical="top")
HEAD_FONT = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", start_color="12355F")


def cell_of(sheet: Any, value: Value) -> Any:
    """A cell of a write-only sheet; empty for what is absent."""
    match value:
        case None | "" | False:
            return None
        case True:
            return text_cell(sheet, _("yes"))
        case Number():
            return number_cell(sheet, value.value, number_format(value.decimals))
        case int():
            return number_cell(sheet, Decimal(value), "0")
        case dt.date():
            return moment_cell(sheet, value)
        case _:
            return text_cell(sheet, str(value))


def number_cell(sheet: Any, value: Decimal, form: str) -> Any:
    """A number; as text where Excel would make zeros of its last digits, or knows no such number."""
    if not value.is_finite() or len(value.normalize().as_tuple().digits) > MOST_DIGITS:
        return text_cell(sheet, format(value, "f"))
    return formatted(sheet, value, form)


def moment_cell(sheet: Any, value: dt.date) -> Any:
    """A day, or a time on the clock of the office; as text before the calendar of workbooks begins."""
    if value.year < FIRST_YEAR:
        return text_cell(sheet, value.isoformat())
    if isinstance(value, dt.datetime):
        return formatted(sheet, timezone.localtime(value).replace(tzinfo=None), "yyyy-mm-dd hh:mm")
    return formatted(sheet, value, "yyyy-mm-dd")


def formatted(sheet: Any, value: Any, form: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = form
    cell.alignment = PLAIN
    return cell


def text_cell(sheet: Any, text: str) -> Any:
    """Text that stays text: its type says so, and where it looks like a formula its style does too, so
    that editing the cell does not run it either."""
    cell: Any = WriteOnlyCell(sheet)
    shown = cell_text(text)
    # Set past the cell's own check, which would cut what its escapes make longer, and say nothing.
    cell._value = escaped(shown)
    cell.data_type = "s"
    cell.alignment = WRAPPED
    if is_formula(text) or is_formula(shown):
        cell.quotePrefix = True
    return cell


def head_cell(sheet: Any, text: str) -> Any:
    cell = text_cell(sheet, text)
    cell.font, cell.fill = HEAD_FONT, HEAD_FILL
    return cell
