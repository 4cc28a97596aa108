"""The whole way of a fill-in workbook: taken away, edited, looked at, brought in, given back."""

import datetime as dt
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from tasks.access import filings_with_people
from tasks.file_edits import edits_in
from tasks.fill_in.workbook import fill_in_workbook
from tasks.line_imports.preview import preview_of
from tasks.line_imports.returned_workbook import returned_workbook
from tasks.models import Filing
from tests.world import World

NAME = "filing.xlsx"


@pytest.fixture
def filing(world: World) -> Filing:
    found = filings_with_people.first(filing=world.filing().pk)
    assert found is not None
    return found


@pytest.fixture
def book(filing: Filing) -> Any:
    return load_workbook(BytesIO(fill_in_workbook(filing, at=timezone.now())))


def saved(book: Any) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def cell_of(book: Any, key: str, column: str) -> Any:
    """The cell of a row by its hidden key, in the column of that technical name."""
    for page in book.worksheets:
        names = {cell.value: cell.column for cell in page[1]}
        for (first,) in page.iter_rows(min_row=5, max_col=1):
            if first.value == key and column in names:
                return page.cell(first.row, names[column])
    raise LookupError(key)


def pledge_cell(book: Any, world: World) -> Any:
    return cell_of(book, f"measurement:{world.pledge.pk}", "value")


def test_an_untouched_workbook_changes_nothing(filing: Filing, book: Any, world: World) -> None:
    preview = preview_of(filing, edits_in(saved(book), NAME), by=world.filer)
    assert not preview.changes_anything
    assert (preview.error_count, preview.conflicts) == (0, ())


def test_an_edited_cell_is_the_one_change_and_is_brought_in_by_the_command(
    filing: Filing, book: Any, world: World, tmp_path: Path
) -> None:
    pledge_cell(book, world).value = "1,234.5亿元"
    file = tmp_path / NAME
    file.write_bytes(saved(book))
    said = StringIO()
    call_command("import_filing", str(file), "--dry-run", stdout=said)
    assert "1234.5" in said.getvalue()
    assert not filing.measurements.exists()
    call_command("import_filing", str(file), by=world.filer.username, stdout=StringIO())
    line = filing.measurements.get(target=world.pledge)
    assert (line.value, line.version, line.edited_by) == (Decimal("1234.5"), 1, world.filer)


def test_the_log_names_the_file_in_a_line_of_its_own(
    filing: Filing, book: Any, world: World, tmp_path: Path
) -> None:
    pledge_cell(book, world).value = 5
    file = tmp_path / "填报\nSHA-256 0.xlsx"
    file.write_bytes(saved(book))
    call_command("import_filing", str(file), by=world.filer.username, stdout=StringIO())
    name, checksum, _lines = filing.events.get(action="take_over").reason.split("\n")
    assert (name, len(checksum)) == ("填报SHA-256 0.xlsx", len("SHA-256 ") + 64)


@pytest.mark.parametrize(
    ("options", "reason"),
    [({}, "--by"), ({"by": "nobody"}, "Nobody signs in"), ({"by": "outsider"}, "may not edit")],
)
def test_the_command_refuses_in_one_line_and_changes_nothing(
    options: dict[str, str], reason: str, filing: Filing, book: Any, world: World, tmp_path: Path
) -> None:
    pledge_cell(book, world).value = 5
    (tmp_path / NAME).write_bytes(saved(book))
    by = {"by": world.outsider.username} if options.get("by") == "outsider" else options
    with pytest.raises(CommandError, match=reason):
        call_command("import_filing", str(tmp_path / NAME), stdout=StringIO(), **by)
    assert not filing.measurements.exists()


def test_a_file_that_is_no_workbook_is_refused_in_one_line(world: World, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(CommandError) as refused:
        call_command("import_filing", str(tmp_path / NAME), "--dry-run", stdout=StringIO())
    assert "\n" not in str(refused.value)


def test_errors_come_back_at_their_cells_and_in_a_column_to_filter_by(
    filing: Filing, book: Any, world: World, tmp_path: Path
) -> None:
    cell = pledge_cell(book, world)
    cell.value, title, place = "约七亿", cell.parent.title, (cell.row, cell.column)
    content = saved(book)
    preview = preview_of(filing, edits_in(content, NAME), by=world.filer)
    assert [str(error.place) for row in preview.mistaken for error in row.errors] == [
        f"{title}!{cell.coordinate}"
    ]
    file = tmp_path / NAME
    file.write_bytes(returned_workbook(content, preview))
    page = load_workbook(file)[title]
    assert "七" in page.cell(*place).comment.text
    assert "七" in page.cell(place[0], page.max_column).value
    assert page.auto_filter.ref.endswith(str(page.max_row))
    faults = [str(fault) for fault in OpenXmlValidator().validate(file).errors]
    assert [fault for fault in faults if "[schema]" in fault] == []


def test_the_workbook_that_came_back_is_brought_again_and_checked_anew(
    filing: Filing, book: Any, world: World
) -> None:
    cell = pledge_cell(book, world)
    cell.value, title = "约七亿", cell.parent.title
    content = saved(book)
    first = returned_workbook(content, preview_of(filing, edits_in(content, NAME), by=world.filer))
    again = load_workbook(BytesIO(first))
    columns = again[title].max_column
    pledge_cell(again, world).value = 7
    mended = saved(again)
    preview = preview_of(filing, edits_in(mended, NAME), by=world.filer)
    assert preview.error_count == 0
    assert len(preview.changed) == 1
    second = load_workbook(BytesIO(returned_workbook(mended, preview)))[title]
    assert second.max_column == columns
    assert pledge_cell(second.parent, world).comment is None


def test_a_colleagues_change_in_between_is_a_conflict_only_where_the_row_was_edited(
    filing: Filing, book: Any, world: World
) -> None:
    from tests.tasks.line_imports.test_preview import measured  # noqa: PLC0415

    measured(world, "9")
    assert not preview_of(filing, edits_in(saved(book), NAME), by=world.filer).changes_anything
    pledge_cell(book, world).value = 11
    preview = preview_of(filing, edits_in(saved(book), NAME), by=world.filer)
    assert [row.kind.key for row in preview.conflicts] == ["measurement"]


def test_sorted_rows_and_added_columns_say_the_same(filing: Filing, book: Any, world: World) -> None:
    pledge_cell(book, world).value = 42
    page = pledge_cell(book, world).parent
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]
    for number, values in enumerate(reversed(rows), start=5):
        for column, value in enumerate(values, start=1):
            page.cell(number, column).value = value
    page.cell(6, page.max_column + 1).value = dt.date(2021, 11, 22)
    preview = preview_of(filing, edits_in(saved(book), NAME), by=world.filer)
    assert [row.line.subject_id for row in preview.changed] == [world.pledge.pk]
    assert any("列" in note.message or "olumn" in note.message for note in preview.notes)
