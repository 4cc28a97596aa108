"""A province's spreadsheet with a row for each city fills the filings that the person may bring into."""

import pytest
from django.utils.translation import override

from tasks.file_edits import SpreadsheetUnknown
from tasks.line_imports.edits import Weight
from tasks.models import Filing
from tasks.own_spreadsheets.city_files import city_edits_for
from tests.tasks.own_spreadsheets.files import mapped_cities, workbook
from tests.world import World

HEAD = ("地市", "质押融资（亿元）")
CITIES = workbook(HEAD, ("广州", 20.5), ("长沙", 3), title="各市")


def of_city(world: World) -> list[Filing]:
    return list(Filing.objects.for_list().filter(pk=world.filing(world.city).pk))


def test_each_filing_gets_its_row_and_unknown_rows_are_said(world: World) -> None:
    mapped_cities(world)
    with override("en"):
        [edits] = city_edits_for(world.person("filer"), CITIES, "各市.xlsx", filings=of_city(world))
    assert edits.filing == world.filing(world.city).pk
    assert [each.fields["value"].text for each in edits.lines] == ["20.5亿元"]
    assert any("长沙" in found.message for found in edits.findings)
    assert all(found.weight is Weight.NOTE for found in edits.findings)


def test_the_sheet_of_a_province_says_nothing_for_who_files_elsewhere(world: World) -> None:
    mapped_cities(world)
    own = Filing.objects.for_list().get(pk=world.filing().pk)
    sheet = workbook(HEAD, ("广州", 20.5), ("广东", 99), title="各市")
    with override("en"):
        [edits] = city_edits_for(world.person("filer"), sheet, "各市.xlsx", filings=[*of_city(world), own])
    assert edits.filing == world.filing(world.city).pk
    assert any("广东" in found.message for found in edits.findings)


def test_a_filing_that_the_caller_does_not_name_is_not_filled(world: World) -> None:
    mapped_cities(world)
    with pytest.raises(SpreadsheetUnknown):
        city_edits_for(world.person("filer"), CITIES, "各市.xlsx", filings=[])


def test_the_mapping_of_strangers_is_of_no_use(world: World) -> None:
    mapped_cities(world)
    with pytest.raises(SpreadsheetUnknown):
        city_edits_for(world.person("outsider"), CITIES, "各市.xlsx", filings=of_city(world))


def test_a_sheet_that_drifted_is_told(world: World) -> None:
    mapped_cities(world)
    drifted = workbook(("单位", "质押融资（亿元）"), ("广州", 20.5), title="各市")
    with override("en"), pytest.raises(SpreadsheetUnknown, match="headed “地市”"):
        city_edits_for(world.person("filer"), drifted, "各市.xlsx", filings=of_city(world))
