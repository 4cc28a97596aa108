"""One workbook of many filings: written, filled in, and parted again; and the workbook that says nothing."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from spreadsheets.incoming.cell_text import text_of
from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.values import Book, Cell, NotReadable, Sheet
from tasks.access import filings_with_people
from tasks.file_edits import all_edits_in, edits_in
from tasks.fill_in.many_filings import MANY_MARK, MOST_IN_ONE_WORKBOOK, read_many
from tasks.fill_in.many_filings_workbook import many_filings_workbook
from tasks.fill_in.workbook import fill_in_workbook
from tasks.line_imports.preview import preview_of
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing
from tests.tasks.fill_in.books import at, changed, line, texts
from tests.world import World, answers, write_line

TARGETS = "Filing · Targets"


def read_anew(filing: Filing) -> Filing:
    found = filings_with_people.first(filing=filing.pk)
    assert found is not None
    return found


@pytest.fixture
def filings(world: World) -> list[Filing]:
    return [read_anew(world.filing()), read_anew(world.filing(world.city))]


def together(filings: list[Filing], *, is_blank: bool = False) -> bytes:
    told: list[Filing] = []
    content = many_filings_workbook(
        [(filing, is_blank) for filing in filings],
        at=timezone.now(),
        heading="2021 · Third quarter",
        told=told.append,
    )
    assert told == filings
    return content


def pledge_key(filing: Filing, world: World) -> str:
    return f"{filing.pk}/measurement:{world.pledge.pk}"


def filled(content: bytes, values: dict[str, Any]) -> bytes:
    def fill(book: Any) -> None:
        for key, value in values.items():
            at(book[TARGETS], key, "value").value = value

    return changed(content, fill)


def test_each_filing_gets_what_its_own_rows_say(filings: list[Filing], world: World) -> None:
    content = filled(
        together(filings), {pledge_key(filings[0], world): 7.5, pledge_key(filings[1], world): 3}
    )
    found = all_edits_in(content, "many.xlsx")
    assert [edits.filing for edits in found] == [filing.pk for filing in filings]
    said = [texts(line(edits, "measurement", world.pledge.pk))["value"] for edits in found]
    assert said == ["7.5", "3"]
    assert not [finding for edits in found for finding in edits.findings]
    for filing, edits in zip(filings, found, strict=True):
        preview = preview_of(filing, edits, by=world.filer)
        assert (len(preview.changed), preview.error_count) == (1, 0)


@pytest.mark.parametrize("markup", ["<r>甲 & 乙</r>", "<r><t>x</t></r>"])
def test_text_like_the_markup_of_workbooks_stays_text(world: World, markup: str) -> None:
    entry = LINE_KINDS["progress"].lines_of(world.filing())[0]
    write_line(entry, answers(entry) | {"achievements": markup}, by=world.filer)
    [edits] = all_edits_in(together([read_anew(world.filing())]), "many.xlsx")
    assert texts(line(edits, "progress", entry.subject_id))["achievements"] == markup


def test_what_nobody_touched_changes_nothing(filings: list[Filing], world: World) -> None:
    world.fill(filings[1], by=world.city_lead)
    for edits in all_edits_in(together([read_anew(filing) for filing in filings]), "many.xlsx"):
        assert not preview_of(Filing.objects.get(pk=edits.filing), edits, by=None).changes_anything


def test_rows_name_their_organization_first(filings: list[Filing]) -> None:
    page = load_workbook(BytesIO(together(filings)))[TARGETS]
    named = [row[2].value for row in page.iter_rows(min_row=5)]
    assert dict.fromkeys(named) == dict.fromkeys(filing.organization.display_name for filing in filings)


def test_sorted_rows_and_their_places_are_told_as_they_stand(filings: list[Filing], world: World) -> None:
    def turn(book: Any) -> None:
        page = book[TARGETS]
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]
        for number, values in enumerate(reversed(rows), start=5):
            for column, value in enumerate(values, start=1):
                page.cell(number, column).value = value
        at(page, pledge_key(filings[0], world), "value").value = "about seven"

    content = changed(together(filings), turn)
    place = at(load_workbook(BytesIO(content))[TARGETS], pledge_key(filings[0], world), "value")
    edits = edits_in(content, "many.xlsx", filing=filings[0])
    preview = preview_of(filings[0], edits, by=world.filer)
    assert [str(error.place) for row in preview.mistaken for error in row.errors] == [
        f"{TARGETS}!{place.coordinate}"
    ]
    assert not preview_of(filings[1], edits_in(content, "many.xlsx", filing=filings[1]), by=None).error_count


def test_a_row_of_another_organization_is_told(filings: list[Filing], world: World) -> None:
    """As after sorting without the hidden columns."""

    def swap(book: Any) -> None:
        page = book[TARGETS]
        for name in ("organization", "value"):
            cell, other = (at(page, pledge_key(filing, world), name) for filing in filings)
            cell.value, other.value = other.value, cell.value

    content = changed(together(filings), swap)
    for filing in filings:
        edits = edits_in(content, "many.xlsx", filing=filing)
        assert [finding.message[:13] for finding in line(edits, "measurement", world.pledge.pk).findings] == [
            "This row says"
        ]


def test_a_row_that_lost_its_key_is_told_where_one_is_missing(filings: list[Filing], world: World) -> None:
    def lose(book: Any) -> None:
        page = book[TARGETS]
        at(page, pledge_key(filings[1], world), "value").value = 4
        row = next(row for row in page.iter_rows() if row[0].value == pledge_key(filings[1], world))
        row[0].value = None

    first, second = all_edits_in(changed(together(filings), lose), "many.xlsx")
    assert not [found for found in first.findings if found.weight == "error"]
    assert [found.message for found in second.findings if "lost its hidden key" in found.message]


def test_a_hidden_sheet_that_was_changed_is_refused(filings: list[Filing]) -> None:
    def spoil(book: Any) -> None:
        book["portal_fill_in"]["B3"].value = "x"

    with pytest.raises(NotReadable, match="hidden sheet"):
        all_edits_in(changed(together(filings), spoil), "many.xlsx")


def made_up(count: int, rows: int) -> Book:
    """A workbook that speaks of so many filings, and has so many rows that name none."""
    facts = (("sheet", "measurement", "Targets"), ("column", "measurement", "value"))
    said: list[tuple[str, ...]] = [(MANY_MARK, "1")]
    for number in range(1, count + 1):
        said += [("portal-fill-in", "1"), ("filing", str(number)), *facts, ("row", "measurement:9", "value")]
    hidden = {place: cells(texts) for place, texts in enumerate(said, start=1)}
    shown = {1: cells(("line:measurement", "version", "value")), 2: cells(("head",))}
    shown |= {number: {3: Cell("7")} for number in range(3, rows + 3)}
    return Book((Sheet("hidden", hidden, is_hidden=True), Sheet("Targets", shown)))


def cells(texts: tuple[str, ...]) -> dict[int, Cell]:
    return {column: Cell(text) for column, text in enumerate(texts, start=1)}


def test_a_workbook_of_more_filings_than_are_given_out_is_refused() -> None:
    assert len(read_many(made_up(MOST_IN_ONE_WORKBOOK, 1))) == MOST_IN_ONE_WORKBOOK
    with pytest.raises(NotReadable, match="at most 100"):
        read_many(made_up(MOST_IN_ONE_WORKBOOK + 1, 1))


def test_rows_without_a_key_are_not_read_anew_for_each_filing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr("tasks.fill_in.line_edits.text_of", lambda cell: asked.append(1) or text_of(cell))
    found = read_many(made_up(50, 2000))
    assert all("lost its hidden key" in edits.findings[0].message for edits in found)
    assert len(asked) < 20_000


def test_many_filings_are_no_file_of_one(filings: list[Filing]) -> None:
    with pytest.raises(NotReadable, match="many filings"):
        edits_in(together(filings), "many.xlsx")


@pytest.mark.parametrize(
    "write",
    [
        lambda filing: fill_in_workbook(filing, at=timezone.now(), is_blank=True),
        lambda filing: together([filing], is_blank=True),
    ],
)
def test_a_blank_workbook_says_nothing_of_the_draft_and_takes_nothing_back(
    write: Callable[[Filing], bytes], world: World
) -> None:
    filing = world.filing(world.city)
    world.fill(filing, by=world.city_lead, value="98765.4")
    content = write(read_anew(filing))
    shown = {
        str(cell.value)
        for sheet in read_book(content, "blank.xlsx").sheets
        for _r, _c, cell in sheet.filled()
    }
    assert not [text for text in shown if "98765" in text or "已完成评估" in text]
    edits = edits_in(content, "blank.xlsx")
    assert {edit.version for edit in edits.lines} == {0}
    assert not preview_of(filing, edits, by=None).changes_anything
