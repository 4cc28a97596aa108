"""What a correction changed, in words (design R15)."""

import msgspec
import pytest

from reports.snapshot.differences import differences
from reports.snapshot.year import Case, Coverage, EvidenceFile, Name, Standing, Statement, Year
from tests.reports.specimen import PLEDGES, specimen_year


def changed(year: Year, **values: object) -> Year:
    return msgspec.structs.replace(year, **values)


def test_the_same_year_has_none() -> None:
    assert differences(specimen_year(), specimen_year()) == ()


def test_a_corrected_figure_is_told_with_both_values() -> None:
    corrected = msgspec.structs.replace(PLEDGES, text=Name("498.7 亿元", "CNY 49.87 billion"), value="498.7")
    (difference,) = differences(specimen_year(), changed(specimen_year(), figures=(corrected,)))
    assert difference.label == PLEDGES.name
    assert (difference.before, difference.after) == ("512.36 亿元；已完成", "498.7 亿元；已完成")


def test_parts_of_a_ratio_are_told_where_the_ratio_reads_the_same() -> None:
    before = msgspec.structs.replace(PLEDGES, numerator="1", denominator="2")
    after = msgspec.structs.replace(PLEDGES, numerator="2", denominator="4")
    (difference,) = differences(
        changed(specimen_year(), figures=(before,)), changed(specimen_year(), figures=(after,))
    )
    assert (difference.before, difference.after) == ("512.36 亿元；1/2；已完成", "512.36 亿元；2/4；已完成")


def test_what_came_and_what_went_is_empty_on_the_other_side() -> None:
    year = specimen_year()
    case = Case("44", 2, "又一案例", "内容。", ("二/六",), ("7.2",))
    after = changed(year, cases=(case,), figures=())
    found = {
        difference.label.zh: (difference.before, difference.after) for difference in differences(year, after)
    }
    assert found["典型案例 2"] == ("", "又一案例\n内容。")
    assert found["典型案例 1"] == ("一家企业的质押贷款\n甲公司以专利质押获得贷款。", "")
    assert found["专利商标质押融资规模"] == ("512.36 亿元；已完成", "")


@pytest.mark.parametrize("part", ["achievements", "problems", "next_steps", "nil_reasons"])
def test_a_changed_text_is_told_under_its_section(part: str) -> None:
    year = specimen_year()
    (section,) = year.sections
    replaced = msgspec.structs.replace(section, **{part: (Statement("改写后的一段。", ("7.3",)),)})
    (difference,) = differences(year, changed(year, sections=(replaced,)))
    assert difference.label.zh.startswith("（六）加强知识产权转化运用：")
    assert difference.after == "改写后的一段。"


def test_a_task_that_got_further_is_told() -> None:
    year = specimen_year()
    (task,) = year.tasks
    (difference,) = differences(
        year, changed(year, tasks=(msgspec.structs.replace(task, completed=4, delayed=1),))
    )
    assert (difference.before, difference.after) == ("3/4", "4/4，滞后1")


def test_another_file_is_told() -> None:
    file = EvidenceFile("证明.pdf", 10, "a" * 64, Name("任务", "Task"), ("7.2",))
    (difference,) = differences(specimen_year(), changed(specimen_year(), evidence=(file,)))
    assert (difference.label.en, difference.before, difference.after) == ("Evidence", "", "证明.pdf")


@pytest.mark.parametrize(
    ("values", "label", "after"),
    [
        ({"goal": Name("≥ 600 亿元", "at least 600")}, "专利商标质押融资规模：目标值", "≥ 600 亿元"),
        ({"last_year": "400"}, "专利商标质押融资规模：上年数", "400"),
        ({"coverage": Coverage(34, 33, 0, 0, 1)}, "专利商标质押融资规模：覆盖情况", "33/34"),
        ({"holds_on": "2021-12-20"}, "专利商标质押融资规模：截至", "2021-12-20"),
    ],
)
def test_what_else_is_told_of_a_figure(values: dict[str, object], label: str, after: str) -> None:
    corrected = msgspec.structs.replace(PLEDGES, **values)
    (difference,) = differences(specimen_year(), changed(specimen_year(), figures=(corrected,)))

    assert (difference.label.zh, difference.after) == (label, after)


def test_a_measure_that_changed_is_told_where_the_counts_stay() -> None:
    year = specimen_year()
    (task,) = year.tasks
    one, other = (
        msgspec.structs.replace(task, measure_states=states)
        for states in ((("甲", "completed"), ("乙", "delayed")), (("甲", "delayed"), ("乙", "completed")))
    )
    found = differences(changed(year, tasks=(one,)), changed(year, tasks=(other,)))

    assert [(each.label.zh, each.before, each.after) for each in found] == [
        (f"{task.title.zh}：举措1", "已完成", "滞后"),
        (f"{task.title.zh}：举措2", "滞后", "已完成"),
    ]


def test_the_offices_differences_say_whose_they_are() -> None:
    standing = Standing("44", Name("广东", "Guangdong"), "bureau", "frozen", "on_time", report_version=1)
    again = msgspec.structs.replace(standing, report_version=2)
    figure = msgspec.structs.replace(PLEDGES, organization="44")
    corrected = msgspec.structs.replace(figure, text=Name("498.7 亿元", "CNY 49.87 billion"))
    before = changed(specimen_year(), standings=(standing,), figures=(figure,), cases=())
    case = Case("44", 1, "案例", "内容。", (), ("7.2",))
    after = changed(before, standings=(again,), figures=(corrected,), cases=(case,))

    assert [each.label.zh for each in differences(before, after)] == [
        "广东：年度报告",
        "广东：专利商标质押融资规模",
        "广东：典型案例 1",
    ]
