"""Values as cells: numbers as numbers, and text that no spreadsheet runs."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from targets.tables.values import Number, Value

LONGEST = 32_767
# Excel and WPS Office read text that begins so as a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r")
WRAPPED = Alignment(vertical="top", wrap_text=True)
PLAIN = Alignment(vertical="top")
HEAD_FONT = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", start_color="12355F")


def clean_text(text: str) -> str:
    """Text as a cell can hold it: without control characters, at most 32,767 long, cut with a mark."""
    cleaned = ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n"))
    if len(cleaned) <= LONGEST:
        return cleaned
    mark = _(" … (cut: the cell holds no more)")
    return cleaned[: LONGEST - len(mark)] + mark


def cell_of(sheet: Any, value: Value) -> Any:
    """A cell of a write-only sheet; empty for what is absent."""
    match value:
        case None | "" | False:
            return None
        case True:
            return text_cell(sheet, _("yes"))
        case Number():
            return formatted(sheet, value.value, number_format(value.decimals))
        case int():
            return formatted(sheet, value, "0")
        case dt.date():
            return moment_cell(sheet, value)
        case _:
            return text_cell(sheet, str(value))


def plain_text(value: Value) -> str:
    """A value for a file of plain text, which has no types: numbers bare, days as 2021-11-22, and a quote
    before text that a spreadsheet would run."""
    match value:
        case None | False:
            return ""
        case True:
            return _("yes")
        case Number():
            return format(value.value, "f")
        case dt.datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        case _:
            cleaned = clean_text(str(value))
            return f"'{cleaned}" if cleaned.lstrip().startswith(RISKY) else cleaned


def moment_cell(sheet: Any, value: dt.date) -> Any:
    """A day, or a time on the clock of the office."""
    if isinstance(value, dt.datetime):
        return formatted(sheet, timezone.localtime(value).replace(tzinfo=None), "yyyy-mm-dd hh:mm")
    return formatted(sheet, value, "yyyy-mm-dd")


def number_format(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def formatted(sheet: Any, value: Any, form: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = form
    cell.alignment = PLAIN
    return cell


def text_cell(sheet: Any, text: str) -> Any:
    """Text that stays text: its type says so, and where it looks like a formula its style does too, so
    that editing the cell does not run it either."""
    cell = WriteOnlyCell(sheet)
    cleaned = clean_text(text)
    cell.value = cleaned
    cell.data_type = "s"
    cell.alignment = WRAPPED
    if cleaned.startswith(RISKY):
        cell.quotePrefix = True
    return cell


def head_cell(sheet: Any, text: str) -> Any:
    cell = text_cell(sheet, text)
    cell.font, cell.fill = HEAD_FONT, HEAD_FILL
    return cell
