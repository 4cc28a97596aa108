"""Indicators as a workbook: what comes back is what the back office would have done, or is refused."""

import pytest

from organizations.record_kinds.weighing import RecordsRefused
from spreadsheets.records.comparison import Fate
from targets.models import Indicator, IndicatorCorrection
from targets.record_kinds.indicators import IndicatorRecords
from tests.organizations.record_kinds.there_and_back import (
    Sheet,
    apply,
    downloaded,
    edited,
    read,
    told,
    weigh,
)
from tests.world import World


@pytest.fixture
def content(world: World) -> bytes:
    return downloaded(IndicatorRecords(), world.administrator)


def test_what_nobody_edited_changes_nothing(world: World, content: bytes) -> None:
    found = read(IndicatorRecords(), content)
    assert (found.rows, found.untouched) == ((), 3)


def test_words_are_corrected_on_record_and_a_new_row_is_a_new_indicator(world: World, content: bytes) -> None:
    code = world.pledge.indicator.code

    def edit(sheet: Sheet) -> None:
        sheet.put(code, name="质押融资金额", definition="当年新增。\n含商标。", reason="名称更正。")
        sheet.add(
            code="patent-loans",
            name="专利贷款",
            english_name="Patent loans",
            unit="亿元",
            english_unit="CNY 100 million",
            form="数值",
            decimals=1,
            scale=1,
            over_organizations="Sum",
            over_periods="各期新增数之和",
            never_falls="否",
        )

    back = edited(content, edit)
    assert {fate for fate, *_said in told(weigh(IndicatorRecords(), back, world.administrator))} == {
        Fate.CHANGED,
        Fate.NEW,
    }
    assert not IndicatorCorrection.objects.exists()
    apply(IndicatorRecords(), back, world.administrator)
    made = IndicatorCorrection.objects.get()
    assert made.changes == [
        {"field": "name", "before": "专利商标质押融资规模", "after": "质押融资金额"},
        {"field": "definition", "before": "", "after": "当年新增。\n含商标。"},
    ]
    assert (made.reason, made.by) == ("名称更正。", world.administrator)
    new = Indicator.objects.get(code="patent-loans")
    assert (new.form, new.over_periods, new.never_falls, new.decimals) == ("value", "sum", False, 1)


def test_a_text_that_nobody_edited_keeps_its_blank_lines(world: World) -> None:
    """A cell shows it without them."""
    Indicator.objects.filter(pk=world.pledge.indicator.pk).update(definition="当年新增。\n\n含商标。")
    content = downloaded(IndicatorRecords(), world.administrator)
    code = world.pledge.indicator.code
    back = edited(content, lambda sheet: sheet.put(code, name="质押融资金额", reason="名称更正。"))
    apply(IndicatorRecords(), back, world.administrator)
    assert [each["field"] for each in IndicatorCorrection.objects.get().changes] == ["name"]
    assert Indicator.objects.get(code=code).definition == "当年新增。\n\n含商标。"


def test_what_does_not_fit_stands_at_its_cell(world: World, content: bytes) -> None:
    pledge, growth, cycle = (target.indicator.code for target in (world.pledge, world.growth, world.cycle))

    def edit(sheet: Sheet) -> None:
        sheet.put(pledge, name="另一名")
        sheet.put(growth, unit="万元", reason="单位更正。")
        sheet.put(cycle, over_periods="每周", decimals="很多", reason="试一试。")

    back = edited(content, edit)
    said = {
        key: (fate, text) for fate, key, text in told(weigh(IndicatorRecords(), back, world.administrator))
    }
    assert all(fate is Fate.REFUSED for fate, _text in said.values())
    assert "Say why the indicator is changed." in said[pledge][1][0]
    assert "Make a new indicator from this one" in said[growth][1][0]
    assert "“每周” is none of: " in said[cycle][1][0]
    with pytest.raises(RecordsRefused, match="Nothing was taken over"):
        apply(IndicatorRecords(), back, world.administrator)
    assert not IndicatorCorrection.objects.exists()


def test_a_code_that_stands_twice_is_refused(world: World, content: bytes) -> None:
    code = world.pledge.indicator.code
    back = edited(content, lambda sheet: sheet.add(code=code, name="同码", reason="。") and None)
    changes = weigh(IndicatorRecords(), back, world.administrator)
    assert [change.fate for change in changes] == [Fate.REFUSED, Fate.REFUSED]
    assert all("stands in the rows" in text for _fate, _key, said in told(changes) for text in said)


def test_what_was_corrected_meanwhile_is_a_conflict(world: World, content: bytes) -> None:
    code = world.pledge.indicator.code
    Indicator.objects.filter(code=code).update(name="别人的名")
    back = edited(content, lambda sheet: sheet.put(code, name="我的名", reason="更正。"))
    [change] = weigh(IndicatorRecords(), back, world.administrator)
    assert change.fate is Fate.CONFLICT
    assert [(each.before, each.after) for each in change.changes if each.is_contested] == [
        ("别人的名", "我的名")
    ]


def test_they_are_the_administrators_of_the_office(world: World) -> None:
    kind = IndicatorRecords()
    assert [name for name in world.people if kind.is_for(world.person(name))] == ["administrator"]
