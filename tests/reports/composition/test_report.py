"""A bureau's report as a document."""

import re

import msgspec
import pytest

from reports.composition.report import compose_report
from reports.snapshot.document import Chart, Heading, Paragraph
from reports.snapshot.head import Difference, Replaced
from reports.snapshot.year import Coverage, Name, PeriodYear, SectionYear, Year
from tests.reports.composition.specimen import (
    cells_of,
    figure,
    occasion,
    period,
    quarter,
    section,
    source,
    statement,
    tables_of,
    task,
    text_of,
    year,
)

NOTHING = Year(sections=(), tasks=(), figures=())


def protection(*achievements: str) -> SectionYear:
    """A section with what was achieved, a paragraph each."""
    return section("三/五", "（五）", "保护", achievements=tuple(map(statement, achievements)))


def chinese(told: Year, **head: object) -> str:
    return text_of(compose_report(told, occasion(**head), "zh-hans"))


def test_the_report_has_the_parts_of_an_official_one() -> None:
    document = compose_report(year(), occasion(), "zh-hans")

    assert document.title == ("关于落实《推动知识产权高质量发展", "年度工作指引（2021）》情况的报告")
    assert document.addressee == "国家知识产权局知识产权运用促进司："
    first = [block for block in document.body if isinstance(block, Heading) and block.level == 1]
    assert [f"{each.number}{each.text}" for each in first] == [
        "一、总体情况",
        "二、主要做法和成效",
        "三、典型案例",
        "四、存在问题",
        "五、下一步打算",
    ]
    assert document.closing == "特此报告。"
    assert document.signature.organization == "上海市知识产权局"
    assert document.signature.date == "2021年12月14日"
    assert document.signature.contact == "联系人：张三，021-12345678"
    assert document.attachments == ("目标完成情况表", "任务台账", "佐证材料目录")
    assert [annex.label for annex in document.annexes] == ["附件1", "附件2", "附件3"]


def test_the_overview_tells_the_year_in_figures() -> None:
    text = chinese(year())

    assert "年度计划要求填报2期，已报送2期，均按期报送，审核通过2期。" in text
    assert "工作任务共2项，已填报1项。所含2项举措中，已完成1项、正在推进1项，完成率50.0%。" in text
    assert "量化指标数据截至2021年11月17日。质押融资规模：189.6亿元，超额完成" in text


def test_points_are_counted_off_with_their_sources() -> None:
    document = compose_report(year(), occasion(), "zh-hans")
    told = next(each for each in document.body if isinstance(each, Paragraph) and "一是" in each.text)

    assert told.text == (
        "该项工作共2项举措，已完成1项、正在推进1项。一是办结案件42件。二是新增工作站4个。三是全年培训5期。"
    )
    assert [(each.text, each.sources) for each in told.passages if each.is_quoted] == [
        ("办结案件42件。", ("4.1",)),
        ("新增工作站4个。", ("4.1",)),
        ("全年培训5期。", ("3.1",)),
    ]


def test_a_single_point_is_not_counted() -> None:
    text = chinese(year())

    assert "基层专业人员不足。" in text.splitlines()
    assert "一是加强培训。二是推进试点。" in text


def test_a_section_without_a_report_says_so_and_none_is_dropped() -> None:
    text = chinese(year())

    assert "（二）完善运用促进政策\n该项工作尚无经审核通过的填报内容。" in text
    assert "未列我局为填报单位：（八）“深化‘国际’合作”。" in text


def test_cases_stand_under_their_titles() -> None:
    assert "（一）“入园惠企”\n第一段。\n第二段。\n（对应工作：“完善运用促进政策”。）" in chinese(year())


def test_a_case_that_nobody_has_approved_is_marked() -> None:
    submitted = (source("3.1"), source("4.1", status="submitted"))

    text = chinese(year(sources=submitted), with_submitted=True)

    assert "（一）“入园惠企”（待审核）\n第一段。" in text


def test_a_report_without_a_case_says_why() -> None:
    missing = period(state="submitted", source=None)

    assert "\n年终填报未报送典型案例。\n" in chinese(year(cases=()))
    assert "典型案例随年终填报报送，年终填报尚未审核通过。" in chinese(year(cases=(), periods=(missing,)))


def test_a_nil_return_is_no_figure_to_judge() -> None:
    nil = figure(
        value=None,
        text=Name("零报告", "Nil return"),
        summary=Name("甲：零报告。", "A: Nil return."),
        numerator_name=Name("分子", "Numerator"),
        denominator_name=Name("分母", "Denominator"),
        outcome_name=Name("待评", "To be judged"),
        nil_reason="由省局统一填报。",
    )
    document = compose_report(year(figures=(nil,)), occasion(), "zh-hans")
    row = [cell.text for cell in tables_of(document)[1].rows[0]]

    assert "甲：零报告。原因：由省局统一填报。" in text_of(document)
    assert (row[3], row[4], row[6]) == ("零报告", "—", "—")


@pytest.mark.parametrize(
    "reason", ["由省局统一填报。", "由省局统一填报；", "由省局\n统一填报！", "由省局统一填报"]
)
def test_a_reason_goes_on_in_the_sentence_without_its_own_mark(reason: str) -> None:
    nil = figure(value=None, summary=Name("甲：零报告。", "A: Nil return."), nil_reason=reason)
    sections = (section("三/五", "（五）", "保护", nil_reasons=(statement(reason),)),)

    text = chinese(year(figures=(nil,), sections=sections))

    assert "甲：零报告。原因：由省局统一填报。" in text.replace("！", "")
    assert not any(odd in text for odd in ("；。", "！。", "。。"))


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        (Coverage(34, 3, 0, 8, 23), "最近一期应报单位34个，已计入3个、待审核8个、未报23个。"),
        (Coverage(34, 34, 1, 0, 0), "最近一期应报单位34个，已计入34个（零报告1个）。"),
        (Coverage(2, 0, 0, 0, 2), "最近一期应报单位2个，未报2个。"),
    ],
)
def test_the_coverage_of_a_departments_figure_tells_what_occurs(coverage: Coverage, said: str) -> None:
    assert said in chinese(year(figures=(figure(coverage=coverage),)))


def test_figures_with_different_days_carry_each_its_own() -> None:
    other = figure(id="31:other", holds_on="2021-09-30", summary=Name("甲：1 家。", "A: 1."))
    text = chinese(year(figures=(figure(), other)))

    assert "截至2021年11月17日，质押融资规模：" in text
    assert "截至2021年9月30日，甲：1家。" in text


def test_cells_of_figures_name_them() -> None:
    document = compose_report(year(), occasion(), "zh-hans")
    named = {cell.figure: cell.text for cell in cells_of(document) if cell.figure}

    assert named == {"31:pledge": "189.6 亿元"}


def test_every_source_that_is_named_is_known() -> None:
    told = year()
    document = compose_report(told, occasion(), "zh-hans")
    passages = [each for block in document.body if isinstance(block, Paragraph) for each in block.passages]
    named = {key for each in (*passages, *cells_of(document)) for key in each.sources}

    assert named == {source.id for source in told.sources}


def test_a_missing_year_end_is_told_and_nothing_stands_in_silently() -> None:
    missing = period(state="draft", source=None, filed_on=None, timeliness="due")
    document = compose_report(year(periods=(quarter(), missing)), occasion(), "zh-hans")

    assert "尚未报送：2021年终。" in text_of(document)
    assert "以“2021年第三季度”及以前审核通过的填报为准（截至2021年9月30日）。" in text_of(document)
    assert "“2021年终”填报尚未审核通过。" in document.notices


def test_late_filings_are_named() -> None:
    assert "逾期报送：2021年第三季度。" in chinese(year(periods=(quarter(timeliness="late"), period())))


def test_what_waits_for_approval_is_marked() -> None:
    told = year(
        sources=(source("3.1"), source("4.1", status="submitted")),
        periods=(quarter(), period(state="submitted")),
        figures=(figure(is_provisional=True),),
    )
    document = compose_report(told, occasion(with_submitted=True), "zh-hans")

    assert "一是办结案件42件。（待审核）二是新增工作站4个。（待审核）三是全年培训5期。" in text_of(document)
    assert "该数据含待审核内容。" in text_of(document)
    assert "189.6 亿元 *" in {cell.text for cell in cells_of(document)}
    assert "“2021年终”填报尚未审核通过。" in document.notices


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_year_with_nothing_filed_is_a_whole_report(language: str) -> None:
    unfiled = period(state="draft", source=None, filed_on=None, timeliness="due")
    for told in (NOTHING, Year(sections=(), tasks=(), figures=(), periods=(unfiled,))):
        document = compose_report(told, occasion(), language)

        assert len([block for block in document.body if isinstance(block, Heading)]) == 5
        assert len(document.annexes) == 3
        assert all(annex.blocks for annex in document.annexes)


def test_a_report_that_is_not_frozen_says_so_with_its_moment() -> None:
    assert compose_report(year(), occasion(), "zh-hans").standing == "未定稿（截至2021年12月14日10:30）"
    assert compose_report(year(), occasion(is_frozen=True), "zh-hans").standing == ""


def test_a_version_names_the_one_it_replaces_and_lists_what_changed() -> None:
    change = Difference(Name("质押融资", "Pledge financing"), "120 亿元", "189.6 亿元")
    replaced = Replaced(1, "c3" * 32, "2021-12-10T02:00:00+00:00", (change,))
    document = compose_report(year(), occasion(is_frozen=True, version=2, replaces=replaced), "zh-hans")

    assert "本报告替代第1版（SHA-256 c3c3c3c3c3c3c3c3…）。" in document.notices
    assert document.attachments[3] == document.annexes[3].title == "与所替代版本的差异"
    assert [cell.text for cell in tables_of(document)[-1].rows[0]] == [
        "1",
        "质押融资",
        "120 亿元",
        "189.6 亿元",
    ]


def test_sample_data_is_named() -> None:
    assert compose_report(year(), occasion(is_sample=True), "zh-hans").notices[0].startswith("示例数据")


def test_text_that_cannot_be_printed_is_shown_and_told_of() -> None:
    told = year(sections=(protection("甲\ufffe乙。\u202e丙𠮷䶮😀。=1+1。"),))
    document = compose_report(told, occasion(), "zh-hans")

    assert "一是甲�乙。二是丙𠮷䶮😀。三是=1+1。" in text_of(document)
    assert "有1处文字含无法打印的字符，已以“�”标示或略去。" in document.notices
    assert "有1处" not in "".join(compose_report(year(), occasion(), "zh-hans").notices)


def test_a_claim_and_its_counts_are_one_point() -> None:
    written = ("规划印发。今年以来，论证8次；通报2次。", "执法加强。其中，办案3件。")
    told = year(sections=(protection(*written),))

    assert "一是规划印发。今年以来，论证8次；通报2次。二是执法加强。其中，办案3件。" in chinese(told)


def test_people_who_count_themselves_are_left_alone() -> None:
    told = year(sections=(protection("一是办结案件42件；", "二是新增工作站4个。"),))

    assert "\n一是办结案件42件。\n二是新增工作站4个。\n" in chinese(told)


def test_sixty_paragraphs_stay_as_they_were_written() -> None:
    written = [f"园区{number}完成导航。提升能力{number}项。" for number in range(60)]
    lines = chinese(year(sections=(protection(*written),))).splitlines()

    assert [line for line in lines if line.startswith("园区")] == written


def test_the_chart_shows_what_is_reached_of_each_goal() -> None:
    blocks = compose_report(year(), occasion(), "en").annexes[0].blocks
    chart = next(block for block in blocks if isinstance(block, Chart))

    assert [(bar.label, bar.value, bar.goal) for bar in chart.bars] == [("Pledge financing", "126.4", "100")]


def test_a_task_has_a_row_for_each_measure() -> None:
    ledger = tables_of(compose_report(year(), occasion(), "zh-hans"))[2]
    rows = [[cell.text for cell in row] for row in ledger.rows]

    assert rows[0] == ["1", "（五）任务1", "健全评估体系。", "已完成", "50.0%", "2021年终第1版（孙晓燕审核）"]
    assert len(rows) == sum(len(each.measure_states) for each in year().tasks if each.organizations)


def test_an_organization_that_is_asked_for_figures_alone_is_told_so() -> None:
    text = chinese(year(tasks=(task(3, "三/八", organizations=0, approved=0),)))

    assert "《指引》未列我局工作任务。" in text
    assert "《指引》仅要求我局填报量化指标" in text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_document_goes_through_the_snapshot(language: str) -> None:
    document = compose_report(year(), occasion(), language)

    assert document.language == language
    assert msgspec.json.decode(msgspec.json.encode(document), type=type(document)) == document


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_sign_stands_twice_and_nothing_is_left_to_fill_in(language: str) -> None:
    text = text_of(compose_report(year(), occasion(), language))
    assert not any(odd in text for odd in ("。。", "；。", "，。", "：：", "..", "%(", "None"))


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (
            (period(state="draft", source=None, filed_on=None, timeliness="due"),),
            "年度计划要求填报1期。尚未报送：2021年终。",
        ),
        ((period(state="submitted", source=None),), "已报送1期，均未审核通过。"),
    ],
)
def test_nothing_is_counted_where_there_is_none(periods: tuple[PeriodYear, ...], said: str) -> None:
    unanswered = task(1, "三/五", approved=0, measures=0, completed=0, measure_states=(("甲", ""),))
    text = chinese(year(periods=periods, tasks=(unanswered,), figures=()))

    assert said in text
    assert "工作任务共1项，尚未填报。" in text
    assert not re.search(r"(?<![0-9.,])0[项个期篇家]", text)
