"""Records as a workbook to be edited and brought back: the rows, and a sheet of rules in front."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spreadsheets.incoming.cell_names import column_letters
from spreadsheets.records.looks import Looks
from spreadsheets.records.rules import choices_of, is_long, rules_of
from spreadsheets.records.technical_head import KEY_HEAD, MARKS_HEAD, READ_HEAD
from spreadsheets.records.values import Record, RecordColumn, RecordForm, RecordLayout, exact, marks_of
from texts.outgoing.characters import one_line
from texts.outgoing.cuts import cut, utf16_units
from texts.outgoing.formulas import is_formula
from texts.outgoing.workbook_text import MOST_DIGITS, MOST_ROWS, cell_text, property_text, sheet_title

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Both are on every office PC; others fall back on what they have.
FONT = {"zh-hans": "Microsoft YaHei", "en": "Arial"}
FONT_SIZE = 10
# Key and marks stand in front, hidden; above the rows the technical head, hidden, and three for people.
KEY, MARKS, FIRST_COLUMN = range(3)
TECHNICAL_HEAD, TITLE, INTRO, HEAD, FIRST = range(5)
# Rows below the last one in which drop-downs wait for what is added.
FREE_ROWS = 1000
LONGEST_RULE_TITLE, LONGEST_MESSAGE = 32, 255
CHOICES = "_choices"


def write_records(
    file: IO[bytes], layout: RecordLayout, records: Iterable[Record], *, facts: Sequence[str], at: dt.datetime
) -> int:
    """Write the workbook into ``file`` in the language of the page, row by row; how many rows it has.

    ``facts`` are sentences on what was narrowed down. Only what may be changed is unlocked.
    """
    from spreadsheets.outgoing.literal_sheet import LiteralBook  # noqa: PLC0415 (loaded once a file is made)

    font = {"font_name": FONT.get(get_language() or "", FONT["en"]), "font_size": FONT_SIZE}
    book = LiteralBook(file, {"constant_memory": True, "default_format_properties": font})
    book.set_properties({"title": property_text(str(layout.title)), "created": moment(at)})
    looks = Looks(book)
    page = book.add_worksheet(sheet_title(str(layout.title)))
    rules, choices = book.add_worksheet(sheet_title(_("Rules"))), book.add_worksheet(CHOICES)
    count = RecordPage(page, looks, layout, write_choices(choices, layout)).write(records, at)
    write_rules(rules, looks, layout, [*facts, row_fact(count)])
    page.activate()
    book.close()
    return count


def moment(at: dt.datetime) -> dt.datetime:
    return at.astimezone(dt.UTC).replace(tzinfo=None)


def row_fact(count: int) -> str:
    return _("Rows: %(count)d. What is not in the file stays as it is.") % {"count": count}


class RecordPage:
    """The sheet of rows. ``listed`` says where the words of a long drop-down stand."""

    def __init__(self, page: Any, looks: Looks, layout: RecordLayout, listed: Mapping[str, str]) -> None:
        self.page, self.looks, self.layout, self.listed = page, looks, layout, listed
        self.places = {column.name: place for place, column in enumerate(layout.columns, start=FIRST_COLUMN)}
        self.keys = frozenset(layout.key_columns)

    def write(self, records: Iterable[Record], at: dt.datetime) -> int:
        self.columns()
        self.heads(at)
        place = HEAD
        for place, record in enumerate(records, start=FIRST):
            if place >= MOST_ROWS:
                break
            self.row(place, record)
        self.set_up(place)
        return place - HEAD

    def columns(self) -> None:
        """Widths, and what cells look like that were never written: those of rows to be added."""
        page, look = self.page, self.looks.named
        page.set_column(KEY, MARKS, 3, look("locked"), {"hidden": True})
        for column in self.layout.columns:
            is_open = self.layout.takes_new and not column.is_read_only
            style = look("free" if is_open else "locked", column.form)
            page.set_column(self.places[column.name], self.places[column.name], column.width, style)

    def heads(self, at: dt.datetime) -> None:
        """The names for programs, a title, what to do, and the titles for people."""
        page, look, layout = self.page, self.looks.named, self.layout
        marked = ",".join(column.name for column in layout.editable)
        page.set_row(TECHNICAL_HEAD, None, None, {"hidden": True})
        page.write_string(TECHNICAL_HEAD, KEY, f"{KEY_HEAD}{layout.kind}")
        page.write_string(TECHNICAL_HEAD, MARKS, f"{MARKS_HEAD}{marked}")
        for column in layout.columns:
            page.write_string(TECHNICAL_HEAD, self.places[column.name], column.name)
        page.set_row(TITLE, 26)
        page.write_string(TITLE, FIRST_COLUMN, cell_text(str(layout.title)), look("title"))
        page.set_row(INTRO, 20)
        day = date_format(timezone.localtime(at), "DATETIME_FORMAT")
        intro = _("As of %(time)s. Change the yellow cells, save the file and bring it back.") % {"time": day}
        page.write_string(INTRO, FIRST_COLUMN, cell_text(intro), look("intro"))
        page.set_row(HEAD, 32)
        page.write_string(HEAD, KEY, READ_HEAD, look("head"))
        for column in layout.columns:
            name = "head" if column.is_read_only or column.name in self.keys else "head_to_change"
            style = look(name, is_quoted=is_formula(column.heading))
            page.write_string(HEAD, self.places[column.name], cell_text(column.heading), style)

    def row(self, place: int, record: Record) -> None:
        page = self.page
        page.write_string(place, KEY, record.key)
        page.write_string(place, MARKS, marks_of(record.values, self.layout.editable))
        for column in self.layout.columns:
            is_locked = record.is_locked or column.is_read_only or column.name in self.keys
            value = column.shown(record.values.get(column.name, ""))
            self.cell(place, column, value, is_locked=is_locked)

    def cell(self, place: int, column: RecordColumn, value: str, *, is_locked: bool) -> None:
        """One value: a number as a number where it keeps all its digits, all else as text."""
        at, name = self.places[column.name], "locked" if is_locked else "open"
        number = exact(value) if column.form is RecordForm.NUMBER else None
        if not value:
            self.page.write_blank(place, at, None, self.looks.named(name, column.form))
        elif number is not None and len(number.as_tuple().digits) <= MOST_DIGITS:
            self.page.write_number(place, at, number, self.looks.named(name, column.form))
        else:
            style = self.looks.named(name, column.form, is_quoted=is_formula(value))
            self.page.write_string(place, at, cell_text(value), style)

    def set_up(self, last: int) -> None:
        """Frozen titles, filters, drop-downs, protection and print."""
        page = self.page
        page.freeze_panes(FIRST, FIRST_COLUMN + len(self.keys))
        width = FIRST_COLUMN + len(self.layout.columns) - 1
        # Keys and marks are within what is sorted, and move with their rows.
        page.autofilter(HEAD, KEY, max(last, FIRST), width)
        for column in self.layout.editable:
            at = self.places[column.name]
            rule = validation_of(column, self.listed.get(column.name, ""))
            page.data_validation(FIRST, at, min(last + FREE_ROWS, MOST_ROWS - 1), at, rule)
        allowed = ("sort", "autofilter", "format_cells", "format_columns", "format_rows", "insert_rows")
        page.protect("", dict.fromkeys(allowed, True))
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD)


def validation_of(column: RecordColumn, listed: str) -> dict[str, Any]:
    """What may be typed into a column, and what a person reads who does."""
    hints = [str(column.help)] if column.help else []
    if column.longest:
        hints.append(_("At most %(most)s characters.") % {"most": f"{column.longest:,}"})
    shown = {
        "input_title": message(column.heading, LONGEST_RULE_TITLE),
        "input_message": message("\n".join(hints), LONGEST_MESSAGE),
    }
    return rule_of(column, listed) | shown


def rule_of(column: RecordColumn, listed: str) -> dict[str, Any]:
    if source := choices_of(column) or listed:
        told = _("Choose one of the words in the list.")
        return {"validate": "list", "source": source, "error_message": told}
    if column.form is RecordForm.NUMBER:
        # A warning: a number of many digits may stand as text.
        return {"validate": "decimal", "criteria": ">", "value": -1e300, "error_type": "warning"}
    if column.longest and column.form is RecordForm.TEXT:
        return {"validate": "length", "criteria": "<=", "value": column.longest}
    return {"validate": "any"}


def message(text: str, longest: int) -> str:
    return cut(text if "\n" in text else one_line(text), longest, by=utf16_units)


def write_rules(page: Any, looks: Looks, layout: RecordLayout, facts: Sequence[str]) -> None:
    """The sheet of rules: what may be changed in which column, and how the file comes back."""
    look = looks.named
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 100)
    page.hide_gridlines(2)
    for place, (label, text) in enumerate(rules_of(layout, facts)):
        style = look("rule_head" if not text else "fact", is_quoted=is_formula(label))
        page.write_string(place, 0, cell_text(label), style)
        if text:
            page.write_string(place, 1, cell_text(text), look("rule", is_quoted=is_formula(text)))
    page.protect("")


def write_choices(page: Any, layout: RecordLayout) -> dict[str, str]:
    """The hidden sheet of words that no rule can hold; where those of each column stand."""
    page.very_hidden()
    columns = [column for column in layout.editable if is_long(column)]
    for place in range(max((len(column.words) for column in columns), default=0)):
        for at, column in enumerate(columns):
            words = list(column.words.values())
            if place < len(words):
                page.write_string(place, at, cell_text(str(words[place])))
    return {
        column.name: f"={CHOICES}!${letters}$1:${letters}${len(column.words)}"
        for letters, column in ((column_letters(at + 1), column) for at, column in enumerate(columns))
    }
