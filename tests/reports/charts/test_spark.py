"""A course in a line small enough for a row: its points, its last one, the goal, and its words."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.spark import DOT, HEIGHT, WIDTH, Place, spark_line

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
SHARES = st.decimals(min_value=0, max_value=1, places=3)
QUARTERS = [
    (Decimal("0.25"), Decimal(600)),
    (Decimal("0.5"), Decimal(1400)),
    (Decimal("0.75"), Decimal(2200)),
]


def drawn(places: list[Place], *bounds: Decimal) -> ET.Element:
    return ET.fromstring(  # noqa: S314 (our own)
        spark_line(places, bounds=bounds, title="质押融资", description="一季度：600；半年：1,400 < 2,400")
    )


def points_of(svg: ET.Element) -> list[tuple[float, float]]:
    (line,) = svg.findall(f"{SVG}polyline")
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line.get("points", "").split())]


def test_a_line_goes_through_the_values_and_ends_in_a_dot() -> None:
    svg = drawn(QUARTERS, Decimal(2400))
    points = points_of(svg)
    assert [x for x, _y in points] == sorted(x for x, _y in points)
    assert [y for _x, y in points] == sorted((y for _x, y in points), reverse=True)
    (dot,) = svg.findall(f"{SVG}circle")
    assert (float(dot.get("cx", "")), float(dot.get("cy", ""))) == pytest.approx(points[-1], abs=0.1)
    (goal,) = svg.findall(f"{SVG}line")
    assert float(goal.get("y1", "")) == float(goal.get("y2", "")) < points[-1][1]


def test_it_says_in_words_what_it_shows() -> None:
    svg = drawn(QUARTERS)
    title, description = (svg.findtext(f"{SVG}{name}") for name in ("title", "desc"))
    assert (title, description) == ("质押融资", "一季度：600；半年：1,400 < 2,400")
    assert svg.get("role") == "img"
    assert title in svg.get("aria-label", "")


def test_each_colour_stands_in_an_attribute_and_has_a_class() -> None:
    for mark in drawn(QUARTERS, Decimal(2400)):
        if mark.tag not in {f"{SVG}title", f"{SVG}desc"}:
            assert mark.get("class")
            assert re.fullmatch(
                "#[0-9a-f]{6}", mark.get("fill") if mark.tag == f"{SVG}circle" else mark.get("stroke")
            )


def test_nothing_is_drawn_of_nothing_and_no_line_through_one_value() -> None:
    assert spark_line([], bounds=[Decimal(1)], title="", description="") == ""
    svg = drawn(QUARTERS[:1])
    assert svg.findall(f"{SVG}polyline") == []
    assert len(svg.findall(f"{SVG}circle")) == 1


@given(st.lists(st.tuples(SHARES, NUMBERS), min_size=1, max_size=6), st.lists(NUMBERS, max_size=2))
def test_it_is_always_as_large_and_all_of_it_is_within(places: list[Place], bounds: list[Decimal]) -> None:
    svg = drawn(sorted(places), *bounds)
    assert (svg.get("width"), svg.get("height")) == (str(WIDTH), str(HEIGHT))
    (dot,) = svg.findall(f"{SVG}circle")
    marks = [(float(dot.get("cx", "")), float(dot.get("cy", "")))]
    marks += points_of(svg) if len(places) > 1 else []
    for x, y in marks:
        assert DOT <= x <= WIDTH - DOT
        assert DOT <= y <= HEIGHT - DOT
    assert len(svg.findall(f"{SVG}line")) == len(bounds)
