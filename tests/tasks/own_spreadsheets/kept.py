"""Rows of mapped spreadsheets, and what the database refuses to keep of them."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tasks.models import OwnSpreadsheet, OwnSpreadsheetEntry
from tests.world import World


def spreadsheet(world: World, **values: Any) -> OwnSpreadsheet:
    made = {"organization": world.province, "name": "汇总表", "file": "x.xlsx", "file_name": "汇总.xlsx"}
    who = {"changed_at": timezone.now(), "changed_by": world.filer, "size": 4}
    return OwnSpreadsheet.objects.create(**made | who | values)


def entry(world: World, **values: Any) -> OwnSpreadsheetEntry:
    made = {"kind": "measurement", "identity": "pledge-financing", "field": "value", "subject": "质押融资"}
    at = {"anchor": "cell", "sheet": "汇总", "row": 3, "column": 2, "is_number": True}
    who = {"mapped_at": timezone.now(), "mapped_by": world.filer}
    held = values.pop("spreadsheet", None) or spreadsheet(world)
    return OwnSpreadsheetEntry.objects.create(spreadsheet=held, **made | at | who | values)


def same_field_twice(world: World) -> None:
    first = entry(world)
    entry(world, spreadsheet=first.spreadsheet, row=9)


SHEET, ENTRY = "tasks_ownspreadsheet", "tasks_ownspreadsheetentry"
BROKEN_MAPPINGS: dict[str, Callable[[World], Any]] = {
    f"{SHEET}_name_once": lambda world: [spreadsheet(world), spreadsheet(world)],
    f"{SHEET}_named": lambda world: spreadsheet(world, name=""),
    f"{SHEET}_shape_known": lambda world: spreadsheet(world, shape="rows"),
    f"{SHEET}_cities_complete": lambda world: spreadsheet(world, shape="city_rows", sheet="各市"),
    f"{ENTRY}_field_once": same_field_twice,
    f"{ENTRY}_field_named": lambda world: entry(world, identity=""),
    f"{ENTRY}_anchor_complete": lambda world: entry(world, anchor="head_and_key", head="本期"),
    f"{ENTRY}_unit_of_number": lambda world: entry(world, is_number=False, unit="万元"),
}
