"""A spreadsheet that was mapped once fills the filing of each period; one that drifted is told."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tasks.access import filings_with_people
from tasks.actions.own_spreadsheets import map_fields
from tasks.file_edits import SpreadsheetUnknown, read_file
from tasks.line_imports.edits import FilingEdits, Weight
from tasks.line_imports.preview import preview_of
from tasks.models import Filing, OwnSpreadsheet, Task
from tasks.own_spreadsheets.mapping import MappedField
from tests.tasks.own_spreadsheets.files import (
    HEAD,
    ROWS,
    kept,
    mapped,
    mapped_cities,
    pledge_value,
    workbook,
)
from tests.world import World


@pytest.fixture
def filing(world: World) -> Filing:
    return of(world.filing())


def of(filing: Filing) -> Filing:
    found = filings_with_people.first(filing=filing.pk)
    assert found is not None
    return found


def said(edits: FilingEdits) -> dict[tuple[str, int], str]:
    return {(edit.kind, edit.subject): each.text for edit in edits.lines for each in edit.fields.values()}


def errors(edits: FilingEdits) -> list[str]:
    return [found.message for found in edits.findings if found.weight is Weight.ERROR]


def test_the_file_is_read_by_the_mapping_that_it_fits(world: World, filing: Filing) -> None:
    spreadsheet = mapped(world)
    read = read_file(workbook(), "三季度.xlsx", filing=filing)
    assert read.spreadsheet == spreadsheet
    assert said(read.edits) == {("measurement", world.pledge.pk): "120.5亿元"}
    assert preview_of(filing, read.edits, by=world.filer).changes_anything


def test_moved_rows_are_followed_and_other_heads_are_told(world: World, filing: Filing) -> None:
    mapped(world)
    moved = read_file(workbook(("新增",), *ROWS), "a.xlsx", filing=filing).edits
    assert said(moved) == {("measurement", world.pledge.pk): "120.5亿元"}
    assert not errors(moved)
    with override("en"):
        other = workbook(("三季度",), ("指标", "本期完成（万元）"), ROWS[2])
        drifted = read_file(other, "a.xlsx", filing=filing).edits
    assert said(drifted) == {}
    assert errors(drifted)[0].startswith("The head “本期完成（亿元）” now reads “本期完成（万元）”")


def test_a_renamed_sheet_is_told_where_there_is_one_spreadsheet(world: World, filing: Filing) -> None:
    mapped(world)
    with override("en"):
        read = read_file(workbook(title="汇总表二"), "a.xlsx", filing=filing)
    assert errors(read.edits)[0].startswith("The sheet “汇总” is not in the file")


def test_without_a_mapping_it_is_said_what_to_do(filing: Filing) -> None:
    with override("en"), pytest.raises(SpreadsheetUnknown, match="map its cells once"):
        read_file(workbook(), "a.xlsx", filing=filing)


def test_where_several_fit_the_person_says_which(world: World, filing: Filing) -> None:
    mapped(world)
    second = kept(world, "另一张")
    at_four = pledge_value(world, anchor="cell", sheet="汇总", row=4, column=2, left="其他", above=HEAD[1])
    map_fields(spreadsheet=second, fields=[at_four], by=world.filer, at=second.changed_at)
    with override("en"), pytest.raises(SpreadsheetUnknown, match="several"):
        read_file(workbook(), "a.xlsx", filing=filing)
    read = read_file(workbook(), "a.xlsx", filing=filing, chosen=second)
    assert (read.spreadsheet, said(read.edits)) == (second, {("measurement", world.pledge.pk): "9亿元"})


def test_a_mapping_of_another_organization_reads_nothing(world: World, filing: Filing) -> None:
    theirs = mapped(world, organization=world.neighbour)
    with pytest.raises(SpreadsheetUnknown):
        read_file(workbook(), "a.xlsx", filing=filing, chosen=theirs)


def test_separated_values_are_known_whatever_the_file_is_called(world: World, filing: Filing) -> None:
    spreadsheet = kept(world)
    anchor = {"anchor": "head_and_key", "sheet": "CSV", "row": 2, "column": 2}
    words = {"head": "完成", "key": "质押融资"}
    map_fields(
        spreadsheet=spreadsheet,
        fields=[pledge_value(world, **anchor, **words)],
        by=world.filer,
        at=spreadsheet.changed_at,
    )
    content = "指标,完成\n质押融资,7\n".encode()
    assert said(read_file(content, "四季度.csv", filing=filing).edits) == {
        ("measurement", world.pledge.pk): "7亿元"
    }


def test_a_task_is_known_by_its_title_and_not_by_its_number(world: World, filing: Filing) -> None:
    title = world.local_task.title
    spreadsheet = kept(world)
    at = {"anchor": "cell", "sheet": "汇总", "row": 3, "column": 3}
    witnesses = {"left": "专利质押融资额", "above": "说明"}
    field = MappedField(
        "progress", title, "achievements", title, is_number=False, unit="", anchor=at | witnesses
    )
    map_fields(spreadsheet=spreadsheet, fields=[field], by=world.filer, at=spreadsheet.changed_at)
    assert said(read_file(workbook(), "a.xlsx", filing=filing).edits) == {
        ("progress", world.local_task.pk): "同比增长"
    }
    Task.objects.filter(pk=world.local_task.pk).update(title="另一项工作")
    with override("en"):
        edits = read_file(workbook(), "a.xlsx", filing=filing).edits
    assert said(edits) == {}
    assert "no such line" in edits.findings[-1].message


def test_a_city_reads_its_row_of_the_provinces_spreadsheet(world: World) -> None:
    mapped_cities(world)
    city = of(world.filing(world.city))
    content = workbook(("地市", "质押融资（亿元）"), ("广州市", 20.5), ("长沙", 3), title="各市")
    edits = read_file(content, "a.xlsx", filing=city).edits
    assert said(edits) == {("measurement", world.pledge.pk): "20.5亿元"}
    assert not errors(edits)
    with override("en"):
        none = read_file(
            workbook(("地市", "质押融资（亿元）"), ("长沙", 3), title="各市"), "a.xlsx", filing=city
        ).edits
    assert (said(none), len(errors(none))) == ({}, 1)


def test_a_sheet_of_the_cities_does_not_fill_the_provinces_filing(world: World, filing: Filing) -> None:
    mapped_cities(world)
    content = workbook(("地市", "质押融资（亿元）"), ("广州市", 20.5), title="各市")
    with override("en"), pytest.raises(SpreadsheetUnknown, match="a row for each city"):
        read_file(content, "a.xlsx", filing=filing)


def test_reading_takes_as_many_queries_however_much_is_mapped(world: World, filing: Filing) -> None:
    spreadsheet = mapped(world)
    with CaptureQueriesContext(connection) as few:
        read_file(workbook(), "a.xlsx", filing=filing)
    more = [
        MappedField("measurement", f"other-{number}", "value", "其他", is_number=True, unit="", anchor=anchor)
        for number in range(20)
        for anchor in [pledge_value(world).anchor]
    ]
    map_fields(spreadsheet=spreadsheet, fields=more, by=world.filer, at=spreadsheet.changed_at)
    with CaptureQueriesContext(connection) as many:
        read_file(workbook(), "a.xlsx", filing=filing)
    assert len(many) == len(few)


def test_the_command_brings_it_in(world: World, filing: Filing, tmp_path: Path, capsys: Any) -> None:
    mapped(world)
    path = tmp_path / "三季度.xlsx"
    path.write_bytes(workbook())
    with pytest.raises(CommandError):
        call_command("import_filing", str(path), by="filer")
    with pytest.raises(CommandError, match="No spreadsheet"):
        call_command("import_filing", str(path), by="filer", filing=filing.pk, spreadsheet="没有")
    with pytest.raises(CommandError, match="There is no filing"):
        call_command("import_filing", str(path), by="filer", filing=0)
    call_command("import_filing", str(path), by="filer", filing=filing.pk, spreadsheet="汇总表")
    assert str(filing.measurements.get().value) == "120.500000"
    assert "Taken over: 1 lines" in capsys.readouterr().out


def test_an_unused_spreadsheet_is_no_candidate(world: World, filing: Filing) -> None:
    kept(world)
    mapped(world, "第二张")
    assert read_file(workbook(), "a.xlsx", filing=filing).spreadsheet == OwnSpreadsheet.objects.get(
        name="第二张"
    )
