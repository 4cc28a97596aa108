"""One sheet of lines as it is written into the workbook."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from spreadsheets.values import Number
from tasks.fill_in.heights import height_for
from tasks.fill_in.imprint import KEY_HEAD, READ_HEAD, VERSION_HEAD
from tasks.fill_in.line_sheet import (
    Answer,
    CellForm,
    FieldColumn,
    LineSheet,
    SheetColumn,
    SheetContent,
    SheetRow,
    Shown,
)
from tasks.fill_in.paper import protect, set_up_print
from tasks.fill_in.styles import Styles
from tasks.fill_in.validation import validation_of
from tasks.fill_in.words import yes_no_words
from texts.outgoing.formulas import is_formula
from texts.outgoing.workbook_text import MOST_DIGITS, cell_text

# Key and version stand in front, hidden; above the rows the technical head, hidden, a title, what to do, and
# the head that people read.
HIDDEN_COLUMNS = 2
TECHNICAL_HEAD, TITLE, INTRO, HEAD, FIRST = range(5)
CHOSEN = frozenset({CellForm.YES_NO, CellForm.WORD})


class LinePage:
    """The page of one sheet. ``lists`` are where the words of a long drop-down stand, by the field."""

    def __init__(self, page: Any, styles: Styles, content: SheetContent, lists: Mapping[str, str]) -> None:
        self.page, self.styles, self.content, self.lists = page, styles, content, lists
        self.words = {column.name: column.words for column in fields_of(content)}
        self.yes, self.no = yes_no_words()

    def write(self, sheet: LineSheet, heading: str) -> None:
        """``heading`` names the filing above the rows."""
        self.heads(sheet, heading)
        for place, row in enumerate(self.content.rows, start=FIRST):
            self.row(place, row)
        self.set_up()

    def heads(self, sheet: LineSheet, heading: str) -> None:
        page, named = self.page, self.styles.named
        for place, name in enumerate([f"{KEY_HEAD}{sheet.key}", VERSION_HEAD]):
            page.write_string(TECHNICAL_HEAD, place, name)
        page.write_string(HEAD, 0, READ_HEAD, named("head"))
        for place, column in self.placed():
            page.write_string(TECHNICAL_HEAD, place, column.name)
            style = "head_to_fill" if isinstance(column, FieldColumn) else "head"
            page.write_string(HEAD, place, cell_text(str(column.title)), named(style))
            page.set_column(place, place, column.width)
        page.write_string(TITLE, HIDDEN_COLUMNS, cell_text(heading), named("title"))
        page.write_string(INTRO, HIDDEN_COLUMNS, cell_text(str(sheet.intro)), named("intro"))

    def placed(self) -> Iterable[tuple[int, SheetColumn]]:
        """Each column with its place on the page."""
        return enumerate(self.content.columns, start=HIDDEN_COLUMNS)

    def row(self, place: int, row: SheetRow) -> None:
        page, named = self.page, self.styles.named
        page.write_string(place, 0, str(row.key))
        page.write_number(place, 1, row.version)
        page.set_row(place, self.height(row))
        for at, column in self.placed():
            if not isinstance(column, FieldColumn):
                style = self.read_style(row, is_name=at < HIDDEN_COLUMNS + self.content.frozen)
                self.shown(place, at, row.contexts.get(column.name), style)
            elif column.name not in row.answers:
                page.write_blank(place, at, None, named("band" if row.is_head else "closed"))
            elif is_open(row.answers[column.name]):
                self.answer(place, at, column, row)
            else:
                self.text(place, at, too_long(), "closed")

    def height(self, row: SheetRow) -> float:
        texts = (
            (text, column.width)
            for column in self.content.columns
            for text in (row.answers.get(column.name) or row.contexts.get(column.name),)
            if isinstance(text, str)
        )
        return height_for(texts, least=row.height)

    def read_style(self, row: SheetRow, *, is_name: bool) -> Any:
        """How a cell to read looks: what names a row of several stands out."""
        if not row.is_head:
            return self.styles.named("context")
        return self.styles.named("band_name" if is_name else "band")

    def shown(self, place: int, at: int, value: Shown, style: Any) -> None:
        """A cell to read."""
        match value:
            case None | "":
                self.page.write_blank(place, at, None, style)
            case Number():
                self.page.write_number(place, at, value.value, self.styles.named("context", value.decimals))
            case int():
                self.page.write_number(place, at, value, style)
            case str():
                self.page.write_string(place, at, cell_text(value), style)

    def answer(self, place: int, at: int, column: FieldColumn, row: SheetRow) -> None:
        """A cell to fill in, with what stands there so far."""
        value, named = row.answers[column.name], self.styles.named
        match column.form:
            case CellForm.NUMBER:
                self.number(place, at, value, row.decimals)
            case CellForm.YES_NO:
                self.page.write_string(place, at, self.yes if value else self.no, named("choice"))
            case CellForm.WORD if value:
                self.text(place, at, self.words[column.name].get(str(value), str(value)), "choice")
            case CellForm.TEXT if value:
                self.text(place, at, str(value), "to_fill")
            case _:
                style = "choice" if column.form in CHOSEN else "to_fill"
                self.page.write_blank(place, at, None, named(style))

    def number(self, place: int, at: int, value: Answer, decimals: int) -> None:
        """A number; as text where a spreadsheet would make zeros of its last digits."""
        if not isinstance(value, Decimal):
            self.page.write_blank(place, at, None, self.styles.named("to_fill", decimals))
        elif len(value.normalize().as_tuple().digits) > MOST_DIGITS:
            self.text(place, at, format(value, "f"), "to_fill")
        else:
            style = self.styles.named("to_fill", max(decimals, decimals_of(value)))
            self.page.write_number(place, at, value, style)

    def text(self, place: int, at: int, text: str, style: str) -> None:
        """Text that stays text, also where it is edited later."""
        shown = cell_text(text)
        self.page.write_string(place, at, shown, self.styles.named(style, is_quoted=is_formula(shown)))

    def set_up(self) -> None:
        """Widths, drop-downs, filter, frozen head, print, protection."""
        page, columns = self.page, self.content.columns
        last = FIRST + len(self.content.rows) - 1
        page.set_row(TECHNICAL_HEAD, None, None, {"hidden": True})
        page.set_row(TITLE, 26)
        page.set_row(INTRO, 18)
        page.set_row(HEAD, 44)
        page.set_column(0, HIDDEN_COLUMNS - 1, 12, None, {"hidden": True})
        for at, column in self.placed():
            if isinstance(column, FieldColumn):
                rule = validation_of(column, self.lists.get(column.field_name, ""))
                page.data_validation(FIRST, at, last, at, rule)
        # Keys and versions are within what is sorted, and move with their rows.
        page.autofilter(HEAD, 0, last, HIDDEN_COLUMNS + len(columns) - 1)
        page.freeze_panes(FIRST, HIDDEN_COLUMNS + self.content.frozen)
        page.ignore_errors({"number_stored_as_text": f"A{FIRST + 1}:XFD{last + 1}"})
        set_up_print(page, pages_wide=self.content.pages_wide)
        page.repeat_rows(TITLE, HEAD)
        page.repeat_columns(HIDDEN_COLUMNS, HIDDEN_COLUMNS + self.content.frozen - 1)
        protect(page)


def fields_of(content: SheetContent) -> list[FieldColumn]:
    return [column for column in content.columns if isinstance(column, FieldColumn)]


def is_open(value: Answer) -> bool:
    """Whether a cell can hold an answer as it stands; what it would have to cut or change stays as it is in
    the portal."""
    return not isinstance(value, str) or cell_text(value) == value


def open_columns(row: SheetRow) -> tuple[str, ...]:
    """The columns that are to be filled in here."""
    return tuple(name for name, value in row.answers.items() if is_open(value))


def too_long() -> str:
    return _("This text does not fit into a cell. It stays as it is; edit it in the portal.")


def decimals_of(value: Decimal) -> int:
    """How many decimals a number has that say something."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
