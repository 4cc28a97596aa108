"""Charts as plain functions: escaped, in proportion, with links and words."""

from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from targets.charts.bullet import WIDTH, bullet_chart
from targets.charts.course import Mark, Wanted, course_chart
from targets.charts.forecast_marks import Expected
from targets.charts.history import Bar, history_chart
from targets.charts.svg import element, link

NASTY = '<b onload="x">&\''


def parsed(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314 (our own drawing)


def named(root: ET.Element, tag: str) -> list[ET.Element]:
    return [node for node in root.iter() if node.tag.endswith(tag)]


def test_texts_and_attributes_are_escaped() -> None:
    drawing = element("g", link(NASTY, NASTY, element("text", NASTY)), aria_label=NASTY)
    root = parsed(drawing.replace("<g", '<g xmlns="http://www.w3.org/2000/svg"', 1))
    assert named(root, "text")[0].text == NASTY
    assert "<b" not in drawing


def bullet(value: str | None, goal: str | None, expected: str | None = None) -> str:
    numbers = [None if one is None else Decimal(one) for one in (value, goal, expected)]
    bounds = [numbers[1]] if numbers[1] is not None else []
    return bullet_chart(value=numbers[0], bounds=bounds, expected=numbers[2], title="t", description=NASTY)


def test_bullet_is_in_proportion() -> None:
    root = parsed(bullet("50", "100"))
    bar = next(node for node in named(root, "rect") if node.get("class") == "bullet-chart__value")
    stroke = named(root, "line")[0]
    assert abs(float(bar.get("width", "0")) * 2 - float(stroke.get("x1", "0"))) < 0.02
    assert float(stroke.get("x1", "0")) < WIDTH


def test_a_bullet_fills_a_range_and_names_its_ends() -> None:
    drawn = bullet_chart(
        value=Decimal(4),
        bounds=[Decimal(3), Decimal(5)],
        expected=None,
        title="t",
        description="d",
        ends="3% to 5%",
    )
    root = parsed(f"<div>{drawn}</div>")
    low, high = (float(node.get("x1", "0")) for node in named(root, "line"))
    filled = next(node for node in named(root, "rect") if node.get("class") == "bullet-chart__range")
    assert (float(filled.get("x", "0")), float(filled.get("width", "0"))) == pytest.approx(
        (low, high - low), abs=0.02
    )
    assert [node.text for node in named(root, "text")] == ["3% to 5%"]


def test_a_course_draws_both_ends_of_a_range_and_what_lies_between() -> None:
    wanted = Wanted((Decimal(3), Decimal(5)), "between 3% and 5%")
    root = parsed(course([mark("Q1", 4, 4)], wanted))
    lines = [node for node in named(root, "line") if node.get("class") == "chart__goal"]
    band = next(node for node in named(root, "rect") if node.get("class") == "chart__goal-band")
    low, high = (float(node.get("y1", "0")) for node in lines)
    assert (float(band.get("y", "0")), float(band.get("height", "0"))) == pytest.approx(
        (high, low - high), abs=0.1
    )


def test_bullet_without_a_positive_number_is_empty() -> None:
    assert bullet(None, None) == ""
    assert bullet("0", None) == ""
    assert 'width="0"' in bullet("-5", "10")


def mark(name: str, official: int | None, provisional: int | None) -> Mark:
    return Mark(
        name=name,
        share=Decimal(name.removeprefix("Q")) / 4,
        official=None if official is None else Decimal(official),
        provisional=None if provisional is None else Decimal(provisional),
        official_words=str(official),
        provisional_words=str(provisional),
        href=f"#{name}",
    )


STRAIGHT = ((Decimal(0), Decimal(0)), (Decimal(1), Decimal(20)))


def course(marks: list[Mark], wanted: Wanted | None = None, expected: Expected | None = None) -> str:
    return course_chart(
        marks,
        wanted=wanted,
        title=NASTY,
        description="d",
        provisional_label="provisional",
        expected=expected,
    )


def test_course_links_every_mark_and_keeps_provisional_apart() -> None:
    root = parsed(
        course([mark("Q1", 5, 5), mark("Q2", 9, 12)], Wanted((Decimal(20),), "at least 20", STRAIGHT))
    )
    links = named(root, "a")
    assert [node.get("aria-label") for node in links] == ["12 · Q2 · provisional", "5 · Q1", "9 · Q2"]
    lines = [node.get("class") for node in named(root, "polyline")]
    assert lines == ["chart__axis", "chart__line chart__line--provisional", "chart__line"]


def test_course_draws_the_path_over_its_milestones() -> None:
    path = ((Decimal(0), Decimal(0)), (Decimal("0.5"), Decimal(4)), (Decimal(1), Decimal(20)))
    root = parsed(course([mark("Q2", 9, 9)], Wanted((Decimal(20),), "at least 20", path)))
    drawn = next(node for node in named(root, "polyline") if node.get("class") == "chart__axis")
    corners = [corner.split(",") for corner in drawn.get("points", "").split()]
    assert [corner[0] for corner in corners] == ["16.0", "320.0", "624.0"]
    assert float(corners[0][1]) > float(corners[1][1]) > float(corners[2][1])


def test_course_leaves_out_what_is_missing() -> None:
    root = parsed(course([mark("Q1", None, None), mark("Q2", 9, 9)]))
    assert len(named(root, "a")) == 1
    assert course([mark("Q1", None, None)]) == ""
    assert course([]) == ""


def test_course_shows_the_forecast_apart_from_facts() -> None:
    expected = Expected(Decimal(20), Decimal(15), Decimal(26), Decimal("0.5"), "Forecast: 20", "#forecast")
    root = parsed(course([mark("Q1", 5, 5), mark("Q2", 10, 10)], expected=expected))
    band = next(node for node in named(root, "polygon") if node.get("class") == "chart__range")
    start, high, low = (corner.split(",") for corner in band.get("points", "").split())
    reached = next(node for node in named(root, "circle") if node.get("cx") == "320")
    assert abs(float(start[1]) - float(reached.get("cy", "0"))) < 0.1
    assert high[0] == low[0] == "624.0"
    assert float(high[1]) < float(low[1])
    dashed = next(node for node in named(root, "polyline") if "forecast" in node.get("class", ""))
    assert dashed.get("stroke-dasharray")
    assert next(node.get("href") for node in named(root, "a")) == "#forecast"


def test_the_year_runs_to_the_right_edge_however_many_periods_are_there() -> None:
    root = parsed(course([mark("Q1", 5, 5)]))
    assert named(root, "circle")[0].get("cx") == "168"


def test_levels_far_above_zero_are_drawn_from_near_them_and_the_axis_says_so() -> None:
    root = parsed(course([mark("Q1", 20, 20), mark("Q2", 19, 19)]))
    first, second = (float(node.get("cy", "0")) for node in named(root, "circle"))
    assert second - first > 50
    assert "chart__begins" in {node.get("class") for node in named(root, "text")}
    assert "chart__begins" not in course([mark("Q1", 1, 1), mark("Q2", 19, 19)])


def test_only_periods_with_room_beside_each_other_have_words() -> None:
    marks = [
        replace(mark("Q1", place, place), name=f"M{place}", share=Decimal(place) / 12)
        for place in range(1, 12)
    ]
    root = parsed(course(marks))
    assert len(named(root, "circle")) == 11
    assert [node.text for node in named(root, "text") if (node.text or "").startswith("M")] == [
        "M11",
        "M8",
        "M5",
        "M2",
    ]


def test_course_survives_zeros_and_negative_values() -> None:
    parsed(course([mark("Q1", 0, 0)]))
    parsed(course([mark("Q1", -20, -20), mark("Q2", -5, -5)]))


def test_the_small_chart_of_earlier_periods_says_its_values_and_the_goal() -> None:
    bars = [
        Bar("2021-03", Decimal(10), "10.0"),
        Bar("2021-06", None, ""),
        Bar("2021-09", Decimal(30), "30.0"),
    ]
    drawn = history_chart(bars, bounds=[Decimal(40)], title="本单位", goal_words="at least 40")
    assert drawn.count("<rect") == 2
    assert "2021-03: 10.0" in drawn
    assert "at least 40" in drawn
    assert "chart__goal" in drawn


def test_the_small_chart_names_only_the_last_of_many_periods() -> None:
    bars = [Bar(f"2021-{month:02}", Decimal(month), str(month)) for month in range(1, 12)]
    drawn = history_chart(bars, bounds=[], title="本单位", goal_words="")
    assert drawn.count("<text") == 2
    assert ">2021-11</text>" in drawn


def test_there_is_no_small_chart_without_values() -> None:
    assert history_chart([Bar("2021-03", None, "")], bounds=[Decimal(1)], title="", goal_words="") == ""
