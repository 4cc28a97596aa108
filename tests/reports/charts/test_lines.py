"""Lines over periods: numbers on the axis, the last value at the end, gaps where nothing is known."""

import re
from decimal import Decimal

from reports.charts.lines import BOTTOM, LABEL_STEP, Line, Spot, lines_chart


def line(*values: int | None, name: str = "On time") -> Line:
    return Line(name, tuple(Spot(None if one is None else Decimal(one), f"{one}%") for one in values))


def drawn(*lines: Line, places: int = 3) -> str:
    names = [f"Q{place}" for place in range(places)]
    return lines_chart(lines, names, title="Rates", description="told", largest=Decimal(100))


def test_the_last_value_stands_at_the_end_of_its_line() -> None:
    said = re.findall(r'<text[^>]*class="chart__value"[^>]*>([^<]*)<', drawn(line(90, 95, 97)))
    assert said == ["97%"]


def test_a_line_that_has_stopped_says_its_last_value_where_it_stopped() -> None:
    said = re.findall(r'class="chart__value"[^>]*>([^<]*)<', drawn(line(90, 95, None)))
    assert said == ["95%"]


def test_a_missing_value_breaks_the_line_and_has_no_mark() -> None:
    markup = drawn(line(90, 91, None, 93, 94), places=5)
    assert markup.count("<polyline") == 2
    assert markup.count("<circle") == 4


def test_the_axis_carries_numbers() -> None:
    assert re.findall(r">(\d+)</text>", drawn(line(90, 95, 97))) == ["0", "20", "40", "60", "80", "100"]


def test_ends_that_would_touch_are_moved_apart() -> None:
    markup = drawn(line(90, 95, 97), line(91, 96, 97, name="Reported"))
    heights = [float(y) for y in re.findall(r'y="([\d.]+)"[^>]*class="chart__value"', markup)]
    assert len(heights) == 2
    assert abs(heights[0] - heights[1]) >= 30


def test_ends_at_the_axis_keep_clear_of_the_names_below_it() -> None:
    markup = drawn(line(90, 5, 0), line(91, 6, 1, name="Reported"))
    heights = [float(y) for y in re.findall(r'y="([\d.]+)"[^>]*class="chart__value"', markup)]
    assert max(heights) + LABEL_STEP <= BOTTOM + LABEL_STEP / 2
    assert max(heights) - min(heights) >= LABEL_STEP * 2


def test_a_spot_leads_where_it_says() -> None:
    spot = Line("On time", (Spot(Decimal(90), "90%", "/there/"),))
    assert 'href="/there/"' in lines_chart([spot], ["Q1"], title="Rates", description="told")


def test_many_places_are_not_all_named() -> None:
    markup = drawn(line(*([90] * 40)), places=40)
    assert 5 <= len(re.findall(r">Q\d+</text>", markup)) <= 10
    assert ">Q39</text>" in markup


def test_without_a_value_there_is_no_drawing() -> None:
    assert drawn(line(None, None, None)) == ""
