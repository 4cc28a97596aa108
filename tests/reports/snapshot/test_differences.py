"""What a correction changed, in words (design R15)."""

import msgspec
import pytest

from reports.snapshot.differences import differences
from reports.snapshot.year import Case, EvidenceFile, Name, Statement, Year
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
    assert (difference.before, difference.after) == ("3/4", "4/4（1）")


def test_another_file_is_told() -> None:
    file = EvidenceFile("证明.pdf", 10, "a" * 64, Name("任务", "Task"), ("7.2",))
    (difference,) = differences(specimen_year(), changed(specimen_year(), evidence=(file,)))
    assert (difference.label.en, difference.before, difference.after) == ("Evidence", "", "证明.pdf")
