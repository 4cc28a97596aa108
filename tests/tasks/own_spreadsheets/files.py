"""Workbooks of bureaus for tests, as bytes, and their mappings in the database."""

from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from organizations.models import Organization
from tasks.actions.own_spreadsheets import Sample, add_spreadsheet, map_fields, name_city_column
from tasks.models import OwnSpreadsheet
from tasks.own_spreadsheets.mapping import MappedField
from tests.world import World

HEAD = ("指标", "本期完成（亿元）", "说明")
ROWS = (("2021年三季度汇总",), HEAD, ("专利质押融资额", 120.5, "同比增长"), ("其他", 9, "无"))


def workbook(*rows: tuple[Any, ...], title: str = "汇总") -> bytes:
    """Rows from A1 on one sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows or ROWS:
        page.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def kept(
    world: World,
    name: str = "汇总表",
    *,
    organization: Organization | None = None,
    content: bytes = b"",
    shape: str = "cells",
) -> OwnSpreadsheet:
    """A spreadsheet of the province, with nothing mapped."""
    return add_spreadsheet(
        organization=organization or world.province,
        name=name,
        shape=OwnSpreadsheet.Shape(shape),
        sample=Sample(content or workbook(), "汇总.xlsx"),
        by=world.filer,
        at=timezone.now(),
    )


def pledge_value(world: World, **anchor: Any) -> MappedField:
    """The value of pledge financing, at B3 of the sheet unless ``anchor`` says otherwise."""
    at = {"anchor": "head_and_key", "sheet": "汇总", "row": 3, "column": 2}
    words = {"head": "本期完成（亿元）", "key": "专利质押融资额"}
    code = world.pledge.indicator.code
    return MappedField(
        *("measurement", code, "value", "专利质押"), is_number=True, unit="亿元", anchor=anchor or at | words
    )


def mapped(world: World, name: str = "汇总表", **values: Any) -> OwnSpreadsheet:
    """A spreadsheet of the province of which pledge financing is mapped."""
    spreadsheet = kept(world, name, **values)
    map_fields(spreadsheet=spreadsheet, fields=[pledge_value(world)], by=world.filer, at=timezone.now())
    return spreadsheet


def mapped_cities(world: World, organization: Organization | None = None) -> OwnSpreadsheet:
    """A spreadsheet of the province with a row for each city, of which pledge financing is mapped."""
    content = workbook(("地市", "质押融资（亿元）"), ("广州市", 20.5), ("长沙", 3), title="各市")
    spreadsheet = kept(world, "各市汇总", organization=organization, content=content, shape="city_rows")
    by, at = world.filer, timezone.now()
    name_city_column(spreadsheet=spreadsheet, sheet="各市", key_head="地市", by=by, at=at)
    column = pledge_value(world, anchor="column", head="质押融资（亿元）")
    map_fields(spreadsheet=spreadsheet, fields=[column], by=by, at=at)
    return OwnSpreadsheet.objects.get(pk=spreadsheet.pk)
