"""The office's year out of those of the organizations."""

from reports.gathering.office.office_year import office_year
from reports.gathering.office.remarks import remarks_on
from tests.reports.gathering.office.specimen import (
    figure,
    own,
    part,
    said,
    section,
    source,
    task,
    unanswered,
    yardstick,
    year,
)

YARDSTICKS = {"pledge": yardstick()}
SHORT = "资金安排晚于预期，个别项目启动时间推迟。"


def test_sections_hold_what_everybody_achieved_and_problems_once() -> None:
    told_by = {
        code: section(achievements=said(code, f"{code}完成。"), problems=said(code, SHORT))
        for code in ("31", "44")
    }
    parts = [part(code, year(code, sections=(told,))) for code, told in told_by.items()]

    (told,) = office_year(own(), parts, YARDSTICKS).sections

    assert [(each.text, each.sources) for each in told.achievements] == [
        ("31完成。", ("31.4",)),
        ("44完成。", ("44.4",)),
    ]
    assert [(each.text, each.sources) for each in told.problems] == [(SHORT, ("31.4", "44.4"))]


def test_who_is_asked_and_who_reported_is_counted_by_organization() -> None:
    parts = [
        part("31", year("31", tasks=(task(1), task(2)))),
        part("44", year("44", tasks=(unanswered(1), unanswered(2)))),
        part("54", year("54", tasks=(task(1, organizations=0, approved=0),))),
    ]

    (told,) = office_year(own(), parts, YARDSTICKS).sections

    assert (told.organizations, told.reported) == (2, 1)


def test_tasks_are_counted_over_everybody_who_is_asked() -> None:
    parts = [
        part("31"),
        part("44", year("44", tasks=(task(completed=2, delayed=0, sources=("44.4",)),))),
        part("54", year("54", tasks=(unanswered(),))),
    ]

    (told,) = office_year(own(), parts, YARDSTICKS).tasks

    assert (told.organizations, told.approved, told.measures, told.completed) == (3, 2, 4, 3)
    assert (told.percent_complete, told.state, told.sources) == ("75.0", "in_progress", ("31.4", "44.4"))


def test_a_task_that_was_withdrawn_after_somebody_answered_it_is_counted() -> None:
    """Those who reported in a section are as many as its tasks name."""
    parts = [
        part("31", year("31", tasks=(task(1), task(2, sources=("31.4",))))),
        part("44", year("44", tasks=(unanswered(1),))),
    ]

    told = office_year(own(tasks=(unanswered(1),)), parts, YARDSTICKS)

    assert [(each.order, each.organizations, each.approved) for each in told.tasks] == [(1, 2, 1), (2, 1, 1)]
    assert told.tasks[1].sources == ("31.4",)


def test_the_nation_comes_first_and_departments_stand_in_no_matrix() -> None:
    department = year("D-YYC", figures=(figure("D-YYC", 20),))
    parts = [part("31"), part("44", is_closed=False), part("D-YYC", department)]

    told = office_year(own(), parts, YARDSTICKS)

    assert [(each.id, each.rank) for each in told.figures] == [
        ("CNIPA:pledge", None),
        ("31:pledge", 1),
        ("44:pledge", None),
    ]
    assert told.figures[0].rule is not None
    assert [(each.organization, each.value) for each in told.region_figures] == [("east", "20")]


def test_sources_are_those_that_anything_rests_on() -> None:
    parts = [part("31", year("31", sources=(source("31"), source("31", id="31.9"))))]

    assert [each.id for each in office_year(own(), parts, YARDSTICKS).sources] == ["31.4"]


def test_earlier_periods_of_those_who_have_not_closed_the_year_are_said() -> None:
    parts = [
        part("31"),
        part("44", is_closed=False),
        part("54", year("54", figures=(figure("54"),)), is_closed=False),
    ]

    (remark,) = remarks_on(parts, {})

    assert "1 organization" not in remark.zh
    assert remark.en.startswith("The year-end report of 1 organization (Name 44) is not in this")
    assert remark.zh == "1 个单位（广东）的年终报告尚未计入，其已审核通过的填报计入全国数。"


def test_a_frozen_figure_that_is_no_longer_approved_is_said() -> None:
    now = {"31": year("31", figures=(figure("31", 12),)), "44": year("44")}

    (remark,) = remarks_on([part("31"), part("44")], now)

    assert remark.zh == "上海“质押融资规模”：定稿报告为10 亿元，现审核通过的数为12 亿元，全国数按后者计算。"
