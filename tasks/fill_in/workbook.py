"""The fill-in workbook of a filing, written."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tasks.fill_in.imprint import LAYOUT, SHEET_TITLE, Imprint, SheetMark, words_of
from tasks.fill_in.line_page import LinePage, fields_of, open_columns
from tasks.fill_in.line_sheet import NAMING, SHEETS, CellForm, LineSheet, SheetContent, SheetRow
from tasks.fill_in.rules_page import rules_title, write_rules
from tasks.fill_in.styles import FONT_SIZE, Styles
from tasks.fill_in.validation import fits_in_rule
from tasks.models import Filing
from texts.outgoing.file_names import file_name
from texts.outgoing.workbook_text import cell_text, property_text, sheet_title

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Both are on every office PC; others fall back on what they have.
FONT = {"zh-hans": "Microsoft YaHei", "en": "Arial"}
# Where lists stand on the hidden sheet, behind what it says of the workbook.
FIRST_LIST_COLUMN = 6


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet of the workbook: its kind, its title and what it shows."""

    sheet: LineSheet
    title: str
    content: SheetContent


def fill_in_workbook(filing: Filing, *, at: dt.datetime, is_blank: bool = False) -> bytes:
    """The workbook of a filing as it stands ``at`` a moment, in the language of the page. Its organization,
    period and guidance are at hand; nine queries at the year end, seven before.

    ``is_blank`` is for those who may not read the draft: what is asked, and nothing of what was written."""
    found = ((sheet, sheet.content(filing, is_blank=is_blank)) for sheet in SHEETS.values())
    written = [Written(sheet, sheet_title(str(sheet.title)), content) for sheet, content in found if content]
    file = BytesIO()
    book = new_book(file)
    describe(book, filing, at)
    write_sheets(book, filing, written, imprint_of(filing, written, at))
    book.close()
    return file.getvalue()


def new_book(file: BytesIO) -> Any:
    """An empty workbook in the fonts of the language of the page, to be written to ``file``; all text on its
    sheets is text."""
    from spreadsheets.outgoing.literal_sheet import LiteralBook  # noqa: PLC0415 (loaded once a file is made)

    font = {"font_name": FONT.get(get_language() or "", FONT["en"]), "font_size": FONT_SIZE}
    return LiteralBook(file, {"in_memory": True, "default_format_properties": font})


def describe(book: Any, filing: Filing, at: dt.datetime) -> None:
    """The properties of the workbook; it names nobody."""
    book.set_properties(
        {
            "title": property_text(str(filing)),
            "subject": property_text(filing.period.guidance.title),
            "company": property_text(filing.organization.display_name),
            "created": at.astimezone(dt.UTC).replace(tzinfo=None),
        }
    )


def imprint_of(filing: Filing, written: list[Written], at: dt.datetime) -> Imprint:
    """What the hidden sheet says."""
    return Imprint(
        LAYOUT,
        filing.pk,
        filing.organization.code,
        filing.period.ends_on.isoformat(),
        get_language() or "",
        timezone.localtime(at).isoformat(timespec="seconds"),
        sheet_title(rules_title()),
        sheets={each.sheet.key: mark_of(each) for each in written},
        rows={str(row.key): open_columns(row) for each in written for row in each.content.rows},
        names={str(row.key): name_of(row) for each in written for row in each.content.rows},
        shown_organization=filing.organization.display_name,
        words={
            column.field_name: column.words
            for each in written
            for column in fields_of(each.content)
            if column.form is CellForm.WORD and not each.sheet.words()
        },
    )


def name_of(row: SheetRow) -> str:
    """What people read at the head of a row."""
    return words_of(str(row.contexts.get(column) or "") for column in NAMING)


def mark_of(written: Written) -> SheetMark:
    fields = fields_of(written.content)
    return SheetMark(written.title, {column.name: str(column.title) for column in fields})


def write_sheets(book: Any, filing: Filing, written: list[Written], imprint: Imprint) -> None:
    """The rules in front, the sheets of lines, and the hidden sheet at the end."""
    styles = Styles(book)
    rules = book.add_worksheet(imprint.rules)
    pages = [book.add_worksheet(each.title) for each in written]
    lists = write_imprint(book.add_worksheet(SHEET_TITLE), imprint, written)
    lines = [LinePage(page, styles, each.content, lists) for page, each in zip(pages, written, strict=True)]
    for each, line in zip(written, lines, strict=True):
        line.write(each.sheet, str(filing))
    write_rules(
        rules, styles, filing, [(each.title, line) for each, line in zip(written, lines, strict=True)]
    )
    rules.activate()


def write_imprint(page: Any, imprint: Imprint, written: list[Written]) -> dict[str, str]:
    """The very hidden sheet; answers where the words of long drop-downs stand on it, by the field."""
    return write_hidden(page, imprint.lines(), written)


def write_hidden(page: Any, lines: Iterable[tuple[str, ...]], written: list[Written]) -> dict[str, str]:
    """As ``write_imprint``, of what the ``lines`` say."""
    page.very_hidden()
    for place, texts in enumerate(lines):
        for at, text in enumerate(texts):
            page.write_string(place, at, cell_text(text))
    long = {
        column.field_name: list(column.words.values())
        for each in written
        for column in fields_of(each.content)
        if column.words and not fits_in_rule(column)
    }
    for at, words in enumerate(long.values(), start=FIRST_LIST_COLUMN):
        for place, word in enumerate(words):
            page.write_string(place, at, word)
    return {
        name: f"={SHEET_TITLE}!${letter(at)}$1:${letter(at)}${len(words)}"
        for at, (name, words) in enumerate(long.items(), start=FIRST_LIST_COLUMN)
    }


def letter(at: int) -> str:
    return chr(ord("A") + at)


def workbook_name(filing: Filing) -> str:
    """What the file is called."""
    name = _("%(organization)s %(period)s fill-in workbook") % {
        "organization": filing.organization.display_name,
        "period": filing.period,
    }
    return file_name(f"{name}.xlsx")
