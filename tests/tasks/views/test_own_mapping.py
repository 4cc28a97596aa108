"""A spreadsheet of one's own in the browser: kept, mapped cell by cell, tried, brought in, deleted."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tasks.models import OwnSpreadsheet, ReceivedWorkbook
from tests.conftest import SignIn
from tests.tasks.own_spreadsheets.files import HEAD, ROWS, kept, mapped, mapped_cities, workbook
from tests.world import World


@pytest.fixture
def filer(world: World, signed_in: SignIn) -> Client:
    return signed_in("filer")


def value_key(world: World) -> str:
    return f"measurement:value:{world.pledge.indicator.code}"


def page_of(spreadsheet: OwnSpreadsheet, name: str = "own-spreadsheet") -> str:
    return reverse(f"tasks:{name}", args=[spreadsheet.pk])


def pick(client: Client, spreadsheet: OwnSpreadsheet, key: str, cell: str, sheet: str = "汇总") -> Any:
    return client.post(page_of(spreadsheet), {"field": key, "sheet": sheet, "cell": cell})


def bring(client: Client, world: World, content: bytes, **more: str) -> Any:
    address = reverse("tasks:filing-import", args=[world.filing().pk])
    return client.post(address, {"file": SimpleUploadedFile("三季度.xlsx", content), **more})


def test_the_whole_way_from_a_file_to_a_filled_filing(world: World, filer: Client) -> None:
    assert reverse("tasks:own-spreadsheet-add") in filer.get(reverse("tasks:own-spreadsheets")).text
    sent = {"name": "汇总表", "organization": world.province.pk, "shape": "cells"}
    file = SimpleUploadedFile("汇总.xlsx", workbook())
    added = filer.post(reverse("tasks:own-spreadsheet-add"), {**sent, "file": file})
    spreadsheet = OwnSpreadsheet.objects.get()
    assert added.url == page_of(spreadsheet)
    page = filer.get(added.url)
    assert 'value="B3"' in page.text
    assert "专利质押融资额" in page.text
    assert pick(filer, spreadsheet, value_key(world), "B3").status_code == 302
    entry = spreadsheet.entries.get()
    assert (entry.anchor, entry.head, entry.key, entry.unit) == (
        *("head_and_key", "本期完成（亿元）", "专利质押融资额", "亿元"),
    )
    brought = bring(filer, world, workbook(("新增",), *ROWS))
    shown = filer.get(brought.url)
    assert "120.5" in shown.text
    form = shown.context["form"]
    seen = {name: form[name].value() for name in ("seen", "reading")}
    assert filer.post(brought.url, seen).status_code == 302
    assert world.filing().measurements.get().value == Decimal("120.5")


def test_a_cell_is_typed_where_nobody_points(world: World, filer: Client) -> None:
    spreadsheet = kept(world)
    sent = {"field": value_key(world), "sheet": "汇总", "address": " b4 "}
    assert filer.post(page_of(spreadsheet), sent).status_code == 302
    assert (spreadsheet.entries.get().row, spreadsheet.entries.get().column) == (4, 2)


@pytest.mark.parametrize("address", ["", "B", "第三行", "B0", "ZZZ9", "B99999999"])
def test_what_is_no_cell_is_said_and_nothing_is_lost(world: World, filer: Client, address: str) -> None:
    spreadsheet = mapped(world)
    sent = {"field": value_key(world), "sheet": "汇总", "address": address}
    refused = filer.post(page_of(spreadsheet), sent)
    assert refused.status_code == 422
    assert refused.context["refusal"]
    assert spreadsheet.entries.get().row == 3


def test_an_unknown_field_or_sheet_is_refused(world: World, filer: Client) -> None:
    spreadsheet = kept(world)
    assert pick(filer, spreadsheet, "measurement:value:nothing", "B3").status_code == 422
    assert pick(filer, spreadsheet, "", "B3").status_code == 422
    assert pick(filer, spreadsheet, value_key(world), "B3", sheet="没有").status_code == 422
    assert filer.get(page_of(spreadsheet) + "?sheet=x&row=-1&column=1e9&field=:::").status_code == 200


def test_how_a_cell_is_found_and_its_unit_are_changed(world: World, filer: Client) -> None:
    spreadsheet = mapped(world)
    page = filer.get(page_of(spreadsheet), {"field": value_key(world)})
    ways = page.context["adjust"].ways
    fixed = next(str(place) for place, way in enumerate(ways) if way.__class__.__name__ == "FixedCell")
    sent = {"adjust-field": value_key(world), "adjust-how": fixed, "adjust-unit": "万元"}
    filer.post(page_of(spreadsheet, "own-spreadsheet-adjust"), sent)
    entry = spreadsheet.entries.get()
    assert (entry.anchor, entry.unit) == ("cell", "万元")
    filer.post(page_of(spreadsheet, "own-spreadsheet-adjust"), {**sent, "adjust-unit": "件"})
    filer.post(page_of(spreadsheet, "own-spreadsheet-adjust"), {**sent, "adjust-unit": "100万元"})
    filer.post(page_of(spreadsheet, "own-spreadsheet-adjust"), {**sent, "adjust-how": "99"})
    assert spreadsheet.entries.get().unit == "万元"
    filer.post(page_of(spreadsheet, "own-spreadsheet-adjust"), {**sent, "adjust-unit": "元"})
    assert spreadsheet.entries.get().unit == "元"
    filer.post(page_of(spreadsheet, "own-spreadsheet-unmap"), {"field": value_key(world)})
    assert not spreadsheet.entries.exists()


def test_fields_are_proposed_by_their_names_and_taken_over_once_ticked(world: World, filer: Client) -> None:
    name = world.pledge.indicator.name
    spreadsheet = kept(
        world, content=workbook(("指标", "目标", "本期完成（亿元）", "同比"), (name, 90, 12, 3))
    )
    [proposal] = filer.get(page_of(spreadsheet)).context["proposals"]
    assert (proposal.field.key, proposal.address) == (value_key(world), "C2")
    filer.post(page_of(spreadsheet, "own-spreadsheet-propose"), {"sheet": "汇总", "proposal": "junk"})
    assert not spreadsheet.entries.exists()
    sent = {"sheet": "汇总", "proposal": f"C2|{value_key(world)}"}
    filer.post(page_of(spreadsheet, "own-spreadsheet-propose"), sent)
    assert (spreadsheet.entries.get().column, spreadsheet.entries.get().unit) == (3, "亿元")


def test_the_unit_of_a_table_or_of_a_row_is_taken_with_the_cell(world: World, filer: Client) -> None:
    rows = (("指标", "单位", "本期"), ("甲", "", 7), ("乙", "元", 8))
    spreadsheet = kept(world, content=workbook(("汇总", "", "单位：万元"), *rows))
    for cell, unit in (("C3", "万元"), ("C4", "元")):
        pick(filer, spreadsheet, value_key(world), cell)
        assert spreadsheet.entries.get().unit == unit


def test_the_test_run_says_what_is_read_and_what_drifted(world: World, filer: Client) -> None:
    spreadsheet = mapped(world)
    address = page_of(spreadsheet, "own-spreadsheet-try")
    [read] = filer.get(address).context["trial"].fields
    assert (read.text, str(read.place), read.error) == ("120.5亿元", "汇总!B3", "")
    other = workbook(("三季度",), ("指标", "本期完成（万元）"), ROWS[2])
    tried = filer.post(address, {"file": SimpleUploadedFile("新.xlsx", other)})
    assert tried.context["trial"].error_count == 1
    refused = filer.post(address, {"file": SimpleUploadedFile("新.xlsx", b"%PDF-1.7")})
    assert (refused.status_code, ReceivedWorkbook.objects.count()) == (422, 0)


def test_a_drifted_file_changes_nothing_and_says_so(world: World, filer: Client) -> None:
    mapped(world)
    other = workbook(("三季度",), ("指标", "本期完成（万元）"), ROWS[2])
    address = bring(filer, world, other).url
    page = filer.get(address)
    assert "本期完成（万元）" in page.text
    assert not page.context["preview"].changes_anything
    returned = load_workbook(BytesIO(filer.get(f"{address}returned/").content))
    assert "本期完成（万元）" in returned["汇总"]["B2"].comment.text


def test_a_mapping_changed_meanwhile_is_shown_anew(world: World, filer: Client) -> None:
    spreadsheet = mapped(world)
    address = bring(filer, world, workbook()).url
    form = filer.get(address).context["form"]
    seen = {name: form[name].value() for name in ("seen", "reading")}
    pick(filer, spreadsheet, value_key(world), "B4")
    assert filer.post(address, seen).status_code == 409
    assert not world.filing().measurements.exists()


def test_a_file_brought_outlasts_its_mapping(world: World, filer: Client) -> None:
    spreadsheet = mapped(world)
    address = bring(filer, world, workbook()).url
    form = filer.get(address).context["form"]
    filer.post(address, {name: form[name].value() for name in ("seen", "reading")})
    filer.post(page_of(spreadsheet, "own-spreadsheet-delete"))
    assert reverse("tasks:import-undo", args=[world.filing().pk, ReceivedWorkbook.objects.get().pk]) in (
        filer.get(address).text
    )


def test_where_several_fit_the_page_asks_which(world: World, filer: Client) -> None:
    mapped(world)
    second = mapped(world, "另一张")
    refused = bring(filer, world, workbook())
    assert refused.status_code == 422
    assert "另一张" in refused.text
    assert bring(filer, world, workbook(), own=str(second.pk)).status_code == 302
    assert ReceivedWorkbook.objects.get().own_spreadsheet == second
    assert bring(filer, world, workbook(), own="0").status_code == 422


def test_names_and_files_that_do_not_do_are_said_at_their_fields(world: World, filer: Client) -> None:
    mapped(world)
    sent = {"name": "汇总表", "organization": world.province.pk, "shape": "cells"}
    for file, at in ((workbook(), "name"), (b"%PDF-1.7", "file")):
        upload = SimpleUploadedFile("汇总.xlsx", file)
        refused = filer.post(reverse("tasks:own-spreadsheet-add"), {**sent, "file": upload})
        assert refused.status_code == 422
        assert list(refused.context["form"].errors) == [at]
    theirs = {**sent, "organization": world.neighbour.pk, "name": "别人的"}
    file = SimpleUploadedFile("汇总.xlsx", workbook())
    assert filer.post(reverse("tasks:own-spreadsheet-add"), {**theirs, "file": file}).status_code == 422
    assert OwnSpreadsheet.objects.count() == 1


def test_name_and_sample_are_changed_and_the_mapping_stays(world: World, filer: Client) -> None:
    spreadsheet = mapped(world)
    address = page_of(spreadsheet, "own-spreadsheet-settings")
    newer = SimpleUploadedFile("新.xlsx", workbook(("空行",), *ROWS))
    assert filer.post(address, {"name": "季报", "file": newer}).status_code == 302
    now = OwnSpreadsheet.objects.get()
    assert (now.name, now.file_name, now.entries.count()) == ("季报", "新.xlsx", 1)
    assert filer.get(page_of(now), {"field": value_key(world)}).context["current"].address == "汇总!B4"
    assert filer.post(address, {"name": "季报", "file": SimpleUploadedFile("x", b"?\0")}).status_code == 422


def test_deleting_asks_first(world: World, filer: Client) -> None:
    spreadsheet = mapped(world)
    address = page_of(spreadsheet, "own-spreadsheet-delete")
    assert filer.get(address).status_code == 200
    assert OwnSpreadsheet.objects.exists()
    assert filer.post(address).url == reverse("tasks:own-spreadsheets")
    assert not OwnSpreadsheet.objects.exists()


def test_columns_of_a_sheet_with_cities_are_mapped(world: World, filer: Client) -> None:
    content = workbook(("地市", "质押融资（亿元）"), ("广州市", 20.5), ("长沙", 3), title="各市")
    spreadsheet = kept(world, "各市", content=content, shape="city_rows")
    assert filer.get(page_of(spreadsheet)).context["is_cities"]
    assert pick(filer, spreadsheet, value_key(world), "B2", "各市").status_code == 422
    assert pick(filer, spreadsheet, "cities", "A2", "各市").status_code == 302
    assert pick(filer, spreadsheet, value_key(world), "B3", "各市").status_code == 302
    now = OwnSpreadsheet.objects.get()
    assert (now.sheet, now.key_head, now.entries.get().head) == ("各市", "地市", "质押融资（亿元）")
    [read] = filer.get(page_of(now, "own-spreadsheet-try")).context["trial"].fields
    assert (read.whose, read.text) == (str(world.city), "20.5亿元")


def test_a_sheet_of_any_size_is_shown_in_stretches(world: World, filer: Client) -> None:
    rows = [(f"第{number}行", *range(30)) for number in range(400)]
    spreadsheet = kept(world, content=workbook(HEAD, *rows))
    first = filer.get(page_of(spreadsheet))
    shown = first.context["window"]["shown"]
    assert (len(shown.rows), len(shown.columns)) == (30, 10)
    below = filer.get(first.context["window"]["ways"]["rows_after"])
    assert below.context["window"]["shown"].top == 31


def test_markup_in_a_cell_stays_text(world: World, filer: Client) -> None:
    spreadsheet = kept(world, content=workbook(("<script>alert(1)</script>", 1)))
    page = filer.get(page_of(spreadsheet))
    assert "<script>alert" not in page.text


def test_the_page_takes_as_many_queries_however_much_is_mapped(world: World, filer: Client) -> None:
    spreadsheet = kept(world)
    with CaptureQueriesContext(connection) as few:
        filer.get(page_of(spreadsheet))
    for cell, name in (("B3", "value"), ("C3", "note")):
        pick(filer, spreadsheet, f"measurement:{name}:{world.pledge.indicator.code}", cell)
    with CaptureQueriesContext(connection) as many:
        filer.get(page_of(spreadsheet))
    assert len(many) == len(few)


def test_the_list_comes_as_a_file(world: World, filer: Client) -> None:
    mapped_cities(world)
    mapped(world)
    with CaptureQueriesContext(connection) as few:
        page = filer.get(reverse("tasks:own-spreadsheets"))
    assert "各市汇总" in page.text
    kept(world, "第三张")
    with CaptureQueriesContext(connection) as many:
        filer.get(reverse("tasks:own-spreadsheets"))
    assert len(many) == len(few)
    assert filer.get(reverse("tasks:own-spreadsheets"), {"format": "csv"}).status_code == 200
