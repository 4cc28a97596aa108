"""Spreadsheets of an organization's own: kept, renamed, mapped, let go; nothing half done."""

from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tasks.actions import own_spreadsheets
from tasks.actions.own_spreadsheets import (
    Sample,
    delete_spreadsheet,
    map_fields,
    name_city_column,
    rename_spreadsheet,
    replace_sample,
    unmap_field,
)
from tasks.errors import SpreadsheetRefused
from tasks.models import OwnSpreadsheet, OwnSpreadsheetEntry
from tests.tasks.own_spreadsheets.files import kept, mapped, mapped_cities, pledge_value
from tests.world import World

NOW = timezone.now


def test_a_name_belongs_to_one_spreadsheet_of_an_organization(world: World) -> None:
    kept(world)
    kept(world, organization=world.neighbour)
    with pytest.raises(SpreadsheetRefused, match="汇总表"):
        kept(world)
    other = kept(world, "另一张")
    with pytest.raises(SpreadsheetRefused, match="汇总表"):
        rename_spreadsheet(spreadsheet=other, name="汇总表", by=world.filer, at=NOW())
    renamed = rename_spreadsheet(spreadsheet=other, name="季报", by=world.colleague, at=NOW())
    assert (renamed.name, renamed.changed_by) == ("季报", world.colleague)


def test_a_name_is_given_under_the_lock_of_the_organization(world: World) -> None:
    """Where the database locks rows; the embedded one lets one write at a time."""
    with CaptureQueriesContext(connection) as asked:
        kept(world)
    held = [query["sql"] for query in asked if "FOR NO KEY UPDATE" in query["sql"]]
    assert len(held) == connection.features.has_select_for_no_key_update
    assert all('FROM "organizations_organization"' in statement for statement in held)


def test_a_refused_sample_leaves_no_file_behind(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stored: list[Any] = []

    def fails(spreadsheet: OwnSpreadsheet) -> None:
        stored.append(spreadsheet)
        raise DatabaseError("disk full")

    monkeypatch.setattr(own_spreadsheets, "keep_new", fails)
    monkeypatch.setattr(OwnSpreadsheet._meta.get_field("file").storage, "delete", stored.append)
    with pytest.raises(DatabaseError):
        kept(world)
    assert len(stored) == 2
    assert not OwnSpreadsheet.objects.exists()


def test_there_are_not_too_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_spreadsheets, "MOST_SPREADSHEETS", 1)
    monkeypatch.setattr(own_spreadsheets, "MOST_ENTRIES", 0)
    first = kept(world)
    with pytest.raises(SpreadsheetRefused, match="1"):
        kept(world, "另一张")
    with pytest.raises(SpreadsheetRefused, match="0"):
        map_fields(spreadsheet=first, fields=[pledge_value(world)], by=world.filer, at=NOW())


def test_a_field_is_read_from_one_place(world: World) -> None:
    spreadsheet = mapped(world)
    anew = pledge_value(world, anchor="cell", sheet="汇总", row=4, column=2, left="其他", above="本期")
    map_fields(spreadsheet=spreadsheet, fields=[anew], by=world.colleague, at=NOW())
    entry = spreadsheet.entries.get()
    assert (entry.anchor, entry.row, entry.mapped_by) == ("cell", 4, world.colleague)
    names = {"kind": anew.kind, "identity": anew.identity, "field": anew.field}
    assert unmap_field(spreadsheet=spreadsheet, by=world.filer, at=NOW(), **names)
    assert not unmap_field(spreadsheet=spreadsheet, by=world.filer, at=NOW(), **names)


def test_cells_and_columns_are_not_mixed(world: World) -> None:
    spreadsheet = kept(world)
    column = pledge_value(world, anchor="column", head="质押融资")
    with pytest.raises(SpreadsheetRefused):
        map_fields(spreadsheet=spreadsheet, fields=[column], by=world.filer, at=NOW())
    with pytest.raises(SpreadsheetRefused):
        name_city_column(spreadsheet=spreadsheet, sheet="汇总", key_head="指标", by=world.filer, at=NOW())


def test_on_another_sheet_of_cities_the_columns_are_mapped_anew(world: World) -> None:
    spreadsheet = mapped_cities(world)
    name_city_column(spreadsheet=spreadsheet, sheet="各市", key_head="单位", by=world.filer, at=NOW())
    assert spreadsheet.entries.count() == 1
    name_city_column(spreadsheet=spreadsheet, sheet="表二", key_head="单位", by=world.filer, at=NOW())
    assert spreadsheet.entries.count() == 0


def test_a_newer_sample_takes_the_place_of_the_one_before(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    spreadsheet = mapped(world)
    storage, before = spreadsheet.file.storage, str(spreadsheet.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        replace_sample(spreadsheet=spreadsheet, sample=Sample(b"newer", "新.xlsx"), by=world.lead, at=NOW())
    now = OwnSpreadsheet.objects.get()
    assert (now.file_name, now.size, now.entries.count()) == ("新.xlsx", 5, 1)
    assert storage.exists(str(now.file.name))
    assert not storage.exists(before)


def test_a_deleted_spreadsheet_takes_its_sample_and_its_entries_along(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    spreadsheet = mapped(world)
    storage, name = spreadsheet.file.storage, str(spreadsheet.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        delete_spreadsheet(spreadsheet=spreadsheet, by=world.filer, at=NOW())
        delete_spreadsheet(spreadsheet=spreadsheet, by=world.filer, at=NOW())
    assert not OwnSpreadsheetEntry.objects.exists()
    assert not storage.exists(name)
    with pytest.raises(SpreadsheetRefused, match="deleted"):
        map_fields(spreadsheet=spreadsheet, fields=[pledge_value(world)], by=world.filer, at=NOW())


def test_only_who_may_edit_the_filings_sees_it(world: World) -> None:
    mapped(world)
    seen = {name for name in world.people if OwnSpreadsheet.objects.of(world.person(name)).exists()}
    assert seen == {"filer", "colleague", "lead"}
