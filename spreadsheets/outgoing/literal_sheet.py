"""Workbooks and sheets of XlsxWriter on which all text is text.

XlsxWriter takes a string that begins and ends like its own markup, ``<r>…</r>``, for markup and puts it into
the package as it is: what somebody typed so would be lost, or no program could open the workbook.
"""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

OPENING, CLOSING = "<r>", "</r>"


class LiteralSheet(Worksheet):
    """Each string is shown as it was given."""

    def _write_string(self, row: int, col: int, string: Any, cell_format: Any = None) -> int:
        if string.startswith(OPENING) and string.endswith(CLOSING):
            string = as_one_run(string)
        written: int = super()._write_string(row, col, string, cell_format)
        return written


class LiteralBook(Workbook):
    """A workbook of which every sheet is a ``LiteralSheet``."""

    worksheet_class = LiteralSheet


def as_one_run(text: str) -> str:
    """The markup of a text that says ``text``."""
    said = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'{OPENING}<t xml:space="preserve">{said}</t>{CLOSING}'
