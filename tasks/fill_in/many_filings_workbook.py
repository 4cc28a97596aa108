"""One fill-in workbook of many filings: a sheet for each kind of line, with the rows of one filing below
those of the other, told apart by their first column (decision 0068)."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from tasks.fill_in.imprint import LAYOUT, SHEET_TITLE
from tasks.fill_in.line_page import LinePage
from tasks.fill_in.line_sheet import (
    ORGANIZATION,
    SHEETS,
    ContextColumn,
    FieldColumn,
    SheetColumn,
    SheetContent,
    SheetRow,
)
from tasks.fill_in.many_filings import MANY_MARK
from tasks.fill_in.rules_page import rules_title, write_page
from tasks.fill_in.styles import Styles
from tasks.fill_in.workbook import Written, imprint_of, new_book, write_hidden
from tasks.models import Filing
from texts.outgoing.workbook_text import property_text, sheet_title

# A filing with whether what its organization has written stays out of the workbook.
type Wanted = tuple[Filing, bool]


def many_filings_workbook(
    wanted: Sequence[Wanted], *, at: dt.datetime, heading: str, told: Callable[[Filing], None]
) -> bytes:
    """The workbook of filings of one guidance, in the language of the page; ``told`` of each once it was
    read. The queries of ``fill_in_workbook`` for each filing."""
    contents: list[tuple[Filing, list[Written]]] = []
    for filing, is_blank in wanted:
        contents.append((filing, written_of(filing, is_blank=is_blank)))
        told(filing)
    together = list(joined(contents))
    file = BytesIO()
    book = new_book(file)
    book.set_properties(
        {"title": property_text(heading), "created": at.astimezone(dt.UTC).replace(tzinfo=None)}
    )
    styles = Styles(book)
    rules = book.add_worksheet(sheet_title(rules_title()))
    pages = [book.add_worksheet(each.title) for each in together]
    lists = write_hidden(book.add_worksheet(SHEET_TITLE), imprints(contents, at), together)
    for each, page in zip(together, pages, strict=True):
        LinePage(page, styles, each.content, lists).write(each.sheet, heading)
    write_rules(rules, styles, heading, [filing for filing, _written in contents])
    rules.activate()
    book.close()
    return file.getvalue()


def written_of(filing: Filing, *, is_blank: bool) -> list[Written]:
    """The sheets that the filing's own workbook would have."""
    found = ((sheet, sheet.content(filing, is_blank=is_blank)) for sheet in SHEETS.values())
    return [Written(sheet, sheet_title(str(sheet.title)), content) for sheet, content in found if content]


def imprints(contents: Sequence[tuple[Filing, list[Written]]], at: dt.datetime) -> Iterator[tuple[str, ...]]:
    """What the hidden sheet says: what it is, then what the workbook of each filing would say of itself."""
    yield MANY_MARK, str(LAYOUT)
    for filing, written in contents:
        yield from imprint_of(filing, written, at).lines()


def joined(contents: Sequence[tuple[Filing, list[Written]]]) -> Iterator[Written]:
    """A sheet for each kind of line, with the rows of all filings that have some."""
    for sheet in SHEETS.values():
        theirs = [
            (filing, each) for filing, written in contents for each in written if each.sheet.key == sheet.key
        ]
        if not theirs:
            continue
        first = theirs[0][1]
        columns = (
            ContextColumn(ORGANIZATION, _("Region or organization"), 16),
            *columns_of([each.content for _filing, each in theirs]),
        )
        rows = tuple(of_filing(row, filing) for filing, each in theirs for row in each.content.rows)
        content = replace(first.content, columns=columns, rows=rows, frozen=first.content.frozen + 1)
        yield Written(sheet, first.title, content)


def columns_of(contents: Sequence[SheetContent]) -> list[SheetColumn]:
    """The columns that one of the sheets has, each once where it stood first, with the words of all."""
    found: dict[str, SheetColumn] = {}
    for content in contents:
        before = None
        for column in content.columns:
            known = found.get(column.name)
            if known is None:
                found = inserted(found, column, after=before)
            elif isinstance(known, FieldColumn) and isinstance(column, FieldColumn):
                found[column.name] = replace(known, words={**known.words, **column.words})
            before = column.name
    return list(found.values())


def inserted(found: dict[str, SheetColumn], column: SheetColumn, *, after: str | None) -> dict[str, Any]:
    """The columns with one more, behind the one that stood before it."""
    names = list(found)
    place = names.index(after) + 1 if after in found else len(names)
    rows = list(found.items())
    return dict([*rows[:place], (column.name, column), *rows[place:]])


def of_filing(row: SheetRow, filing: Filing) -> SheetRow:
    """A row that names its filing: to people in its first column, to the portal in its key."""
    named = {ORGANIZATION: filing.organization.display_name}
    return replace(row, key=replace(row.key, filing=filing.pk), contexts={**row.contexts, **named})


def write_rules(page: Any, styles: Styles, heading: str, filings: Sequence[Filing]) -> None:
    """The sheet of rules, with the organizations that the workbook is for."""
    guidances = dict.fromkeys(filing.period.guidance.title for filing in filings)
    facts = [
        (_("Organizations"), _("%(count)d, each with rows of its own") % {"count": len(filings)}),
        (_("Period"), "\n".join(dict.fromkeys(str(filing.period) for filing in filings))),
        (_("Guidance"), "\n".join(guidances)),
    ]
    upload = _(
        "Save the workbook as .xlsx and bring it back where many filings are brought in at once. The portal"
        " first shows filing by filing what would change, and changes nothing until you confirm."
    )
    write_page(page, styles, heading, facts, upload)
