"""The whole office's report as a document."""

import msgspec
import pytest

from reports.composition.office.case_selection import chosen_cases
from reports.composition.office.common_points import common_points
from reports.gathering.office.office_year import office_year
from reports.snapshot.document import Heading
from reports.snapshot.year import Case, Coverage, Name, SectionYear, Statement, Year
from tests.reports.composition.office.specimen import country, nation, report, rows, table, told
from tests.reports.composition.specimen import text_of
from tests.reports.gathering.office.specimen import (
    figure,
    own,
    part,
    said,
    section,
    source,
    unanswered,
    yardstick,
    year,
)

NOTHING = Year(sections=(), tasks=(), figures=())
SHORT = "资金安排晚于预期，个别项目启动时间推迟。"


def test_the_report_has_the_parts_of_an_official_one() -> None:
    document = report()

    assert (
        "".join(document.title)
        == "国家知识产权局关于《推动知识产权高质量发展年度工作指引（2021）》落实情况的报告"
    )
    assert document.addressee == "局领导："
    first = [block for block in document.body if isinstance(block, Heading) and block.level == 1]
    titles = ["总体情况", "主要做法和成效", "典型案例", "存在问题", "下一步打算"]
    assert [each.text for each in first] == titles
    assert document.closing == "特此报告。"
    assert document.signature.organization == "国家知识产权局"
    assert document.attachments == (
        "目标完成情况表",
        "各地区指标完成情况",
        "任务完成情况表",
        "填报和迟报情况",
        "典型案例目录",
        "统计口径和覆盖范围说明",
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_year_with_nothing_in_it_is_a_whole_report(language: str) -> None:
    document = report(NOTHING, language)

    assert len([block for block in document.body if isinstance(block, Heading)]) == 5
    assert len(document.annexes) == 6
    assert all(annex.blocks for annex in document.annexes)


def test_the_overview_counts_who_reported_and_names_who_is_late() -> None:
    given = country(
        part("31"),
        part("44", state="submitted", timeliness="late", is_closed=False),
        part("54", year("54", figures=()), state="not_filed", timeliness="overdue", filed_on=None),
    )

    text = text_of(report(given))

    assert "应报送年度落实情况的单位3个，其中3个地方单位。" in text
    assert "截至2021年12月20日，已审核通过1个、待审核1个、未报1个。" in text
    assert "按期报送1个、迟报1个（广东）、逾期未报1个（西藏）。" in text


def test_the_figures_of_the_nation_are_sentences_and_a_table() -> None:
    document = report(country(coverage=Coverage(34, 32, 1, 1, 1)))

    sentence = "质押融资规模：3,098亿元，超额完成698亿元。较上年增加918亿元（+42.1%）。"
    assert f"已达到的目标：{sentence}" in text_of(document)
    found = rows(table(document, "全国主要指标完成情况"))
    assert found[0][1:] == [
        "≥ 2,400 亿元",
        "3098 亿元",
        "已达成",
        "32/34",
        "2,180 亿元",
        "+918 亿元（+42.1%）",
    ]


@pytest.mark.parametrize(
    ("outcome", "lead"),
    [
        ("met", "已达到的目标："),
        ("at_risk", "尚未达到的目标："),
        ("no_data", "待评定或尚无数据的目标："),
        (None, "待评定或尚无数据的目标："),
    ],
)
def test_figures_stand_where_their_judgement_puts_them(outcome: str | None, lead: str) -> None:
    assert f"{lead}质押融资规模" in text_of(report(country(outcome=outcome)))


def test_figures_tell_their_day_once_or_each_its_own() -> None:
    given = country(holds_on="2021-09-30")
    assert "已达到1项。量化指标数据截至2021年9月30日。" in text_of(report(given))

    other = msgspec.structs.replace(given.figures[0], id="CNIPA:other", holds_on="2021-11-17")
    (first,) = (figure for figure in given.figures if figure.organization == "CNIPA")
    same = msgspec.structs.replace(first, id="CNIPA:same")
    text = text_of(report(msgspec.structs.replace(given, figures=(other, first, same))))
    assert "已达到的目标：截至2021年11月17日，质押融资规模" in text
    assert "截至2021年9月30日，质押融资规模" in text
    assert text.count("截至2021年9月30日，") == 1


def test_shares_are_told_beside_the_whole() -> None:
    given = country(
        part("31", year("31", figures=(figure("31", 9, share="6", attainment="150"),))),
        part("44", year("44", figures=(figure("44", 9, share="12", attainment="75"),))),
    )

    assert "目标已分解到2个单位，合计18亿元，其中1个单位完成本单位任务。" in text_of(report(given))


def test_a_section_tells_the_count_before_who_did_what() -> None:
    text = text_of(report())

    assert "3个省（区、市）、运用促进司均已报告。共报告举措8项次，已完成4项次，完成率50.0%。" in text
    assert "部门推进情况：运用促进司制定管理办法，征求8个单位意见。" in text
    assert "地方做法：上海出台地方条例，设立专项资金2亿元。广东举办对接活动，惠及园区40个。" in text


def test_a_heading_has_no_mark_of_the_text_it_stood_in() -> None:
    given = country(part("31"), part("44"))
    sections = tuple(msgspec.structs.replace(each, title=f"{each.title}。") for each in given.sections)
    headings = [
        block.text
        for block in report(msgspec.structs.replace(given, sections=sections)).body
        if isinstance(block, Heading)
    ]

    assert "完善运用促进政策" in headings


def test_a_section_on_which_nobody_reported_says_so() -> None:
    silent = year("31", sections=(section(),), tasks=(unanswered(),), figures=())

    assert "应报的1个单位均未报告。" in text_of(report(country(part("31", silent))))


def test_who_had_nothing_to_report_is_named_with_the_reason_once() -> None:
    silent = year("44", sections=(section(nil_reasons=said("44", "由省局统一填报。")),))
    document = report(country(part("31"), part("44", silent)))

    assert "无填报内容：广东" in text_of(document)
    reasons = [block.text for block in document.annexes[3].blocks if hasattr(block, "passages")]
    assert "零报告原因（广东）：由省局统一填报。" in reasons


def test_problems_come_with_how_many_say_so() -> None:
    codes = ("31", "44", "54", "66")
    given = country(*(part(code, told(code, problems=said(code, SHORT))) for code in codes))

    assert "资金安排晚于预期，个别项目启动时间推迟（上海、广东、西藏等4个单位）。" in text_of(report(given))


def test_what_single_organizations_say_is_told_under_their_names() -> None:
    given = country(part("31", told("31", problems=said("31", "平台系统尚未全部对接。"))), part("44"))

    assert "个别单位反映：上海：平台系统尚未全部对接。" in text_of(report(given))


def test_what_several_say_is_never_told_of_one() -> None:
    things = [*["规划", "执法", "融资", "窗口", "统计", "培训", "宣传", "示范", "导航", "预审"], "国际交流"]
    texts = [f"{thing}方面工作人手不够、经费紧张。" for thing in things]
    given = country(*(part(code, told(code, problems=said(code, *texts))) for code in ("31", "44")))

    text = text_of(report(given))

    assert "十是预审" in text
    assert text.count("（上海、广东）") == len(texts)
    assert "此外，有多个单位反映：国际交流方面工作人手不够、经费紧张（上海、广东）。" in text


def test_what_most_say_comes_first_whatever_the_section() -> None:
    staff = "基层专业人员不足，工作力量需要加强。"
    seen = nation()
    few, many = (SectionYear(path=path, number="", title="", level=2, is_asked=True) for path in ("一", "二"))
    said_by = [(few, Statement(SHORT, ("31.4",))), (many, Statement(staff, ("31.4", "44.4")))]

    points = common_points(seen, said_by)

    assert [(each.text, each.speakers, each.sections) for each in points] == [
        (staff, ("31", "44"), ("二",)),
        (SHORT, ("31",), ("一",)),
    ]


def test_what_the_figures_show_is_a_problem_whatever_anybody_says() -> None:
    given = country(part("31", timeliness="late"), outcome="off_track")

    shown = "从完成情况看，1项目标尚未达到，涉及专利商标质押融资规模；1个单位未按期报送。"
    assert shown in text_of(report(given))


def test_a_case_is_told_in_brief_and_listed() -> None:
    long = "".join(f"第{number}步推进试点建设并总结成效经验。" for number in range(40))
    case = Case("44", 1, "入园惠企", long, ("三/六",), ("44.4",))
    document = report(country(part("31"), part("44", year("44", cases=(case,)))))
    text = text_of(document)

    assert "1个单位报送典型案例1篇" in text
    assert "入园惠企（广东）" in text
    assert "第0步" in text
    assert "第39步" not in text
    assert "（全文见随附电子表格。）" in text
    assert [column.title for column in table(document, "典型案例目录").columns][2] == "标题"
    assert rows(table(document, "典型案例目录")) == [["1", "广东", "入园惠企", "完善运用促进政策"]]


def test_cases_tasks_and_regions_that_hold_what_waits_are_marked() -> None:
    case = Case("44", 1, "入园惠企", "开展对接。", ("三/六",), ("44.4",))
    waiting = (source("44", status="submitted"),)
    figures = (figure("44", 10, is_provisional=True),)
    told = year("44", cases=(case,), sources=waiting, figures=figures)
    document = report(country(part("31"), part("44", told, state="submitted")), with_submitted=True)

    assert "入园惠企（广东）（待审核）" in text_of(document)
    assert rows(table(document, "典型案例目录"))[0][2] == "入园惠企（待审核）"
    tasks, regions = table(document, "任务完成情况表"), table(document, "分区域情况")
    assert rows(tasks)[0][3] == "2 *"
    assert rows(regions)[0][1].endswith(" *")
    assert {tasks.notes[-1], regions.notes[-1]} == {"* 含待审核内容。"}


def test_the_matrix_never_shows_what_is_missing_as_zero() -> None:
    given = country(
        part("31"),
        part("44", is_closed=False, state="submitted"),
        part("54", year("54", figures=(figure("54"),)), state="not_filed"),
    )

    assert rows(table(report(given), "各地区指标完成情况")) == [
        ["上海", "10 亿元", "1"],
        ["广东", "10 亿元 †", "—"],
        ["西藏", "—", "—"],
        ["全国", "3098 亿元", "—"],
    ]


def test_the_mark_that_ends_a_title_in_the_guidance_is_no_part_of_a_heading() -> None:
    own_section = section(title="完善运用促进政策。")
    given = office_year(own(sections=(own_section,)), [part("31")], {"pledge": yardstick()})

    headings = [block.text for block in report(given).body if isinstance(block, Heading)]

    assert "完善运用促进政策" in headings


def test_who_corrects_a_frozen_report_is_marked_unless_the_correction_counts() -> None:
    given = country(
        part("31", state="correcting", report_version=1),
        part("44", is_closed=False, state="correcting", report_version=1),
    )

    assert rows(table(report(given), "各地区指标完成情况"))[:2] == [
        ["上海", "10 亿元", "1"],
        ["广东", "10 亿元 †", "—"],
    ]


def test_a_wide_matrix_goes_on_in_a_second_table() -> None:
    indicators = [f"i{number}" for number in range(8)]
    figures = [figure("CNIPA", 1, each, name=Name(each, each)) for each in indicators]
    small = country()
    given = Year(
        sections=(),
        tasks=(),
        figures=(*figures, *(figure("31", 1, each) for each in indicators)),
        standings=small.standings,
        sources=small.sources,
    )
    tables = [block for block in report(given).annexes[1].blocks if hasattr(block, "columns")]

    assert [len(each.columns) for each in tables] == [13, 5]


def test_every_cell_of_a_figure_names_it() -> None:
    found = table(report(), "各地区指标完成情况")

    assert [row[1].figure for row in found.rows] == ["31:pledge", "44:pledge", "54:pledge", "CNIPA:pledge"]


def test_a_frozen_report_names_the_reports_it_is_built_from() -> None:
    given = country(
        part("31", state="frozen", report_version=2, report_sha256="ab" * 32),
        part("44", is_closed=False, state="approved"),
    )
    document = report(given, is_frozen=True, version=1)

    assert document.standing == ""
    assert rows(table(document, "所依据的定稿报告")) == [["上海", "2", "ab" * 8]]
    in_the_matrix = rows(table(document, "各地区指标完成情况"))
    assert in_the_matrix[:2] == [["上海", "10 亿元", "1"], ["广东", "10 亿元 †", "—"]]
    method = "\n".join(block.text for block in document.annexes[5].blocks if hasattr(block, "passages"))
    assert "取自各单位的定稿报告" in method
    assert "1个单位（广东）的年终报告尚未计入" in method


def test_a_provisional_report_says_so_first() -> None:
    assert report().standing.startswith("未定稿")
    assert report(language="en").standing.startswith("Not final")


def test_english_says_the_same_with_the_texts_as_written() -> None:
    text = text_of(report(language="en"))

    assert "4 organizations were to report on their year: 3 bureaus and centers, 1 department" in text
    assert "Name D-YYC: 制定管理办法，征求8个单位意见。" in text


def test_cases_are_of_different_regions_organizations_and_sections() -> None:
    filed = [("31", "甲"), ("31", "乙"), ("44", "甲"), ("54", "甲"), ("54", "丙")]
    cases = {
        code: tuple(
            Case(code, 1, title, "文。", (title,), (f"{code}.4",)) for by, title in filed if by == code
        )
        for code in ("31", "44", "54")
    }
    seen = nation(country(*(part(code, year(code, cases=told)) for code, told in cases.items())))

    chosen = chosen_cases(seen)

    assert [(case.organization, case.title) for case in chosen] == [("31", "甲"), ("44", "甲"), ("54", "丙")]
