"""The years of an indicator as bars, each with the goal of its year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from targets.charts.svg import AXIS, BAND, BLUE, INK, RED, chart, element, text

WIDTH, HEIGHT = 640, 210
LEFT, RIGHT, TOP, BOTTOM = 8, 632, 30, 178
WIDEST = 64
LINE = 26
ROOM = Decimal("1.12")


@dataclass(frozen=True, slots=True)
class Bar:
    """A year: its actual also in words, the numbers of its goal, and whether the actual is a final figure of
    its own."""

    year: str
    actual: Decimal | None
    words: str
    bounds: tuple[Decimal, ...]
    is_final: bool


def years_chart(bars: Sequence[Bar], *, title: str, description: str) -> SafeString:
    """A bar for each actual, pale where it is not final, and a red stroke for each goal. Empty without
    a number."""
    numbers = [number for bar in bars for number in (bar.actual, *bar.bounds) if number is not None]
    if not numbers:
        return SafeString("")
    largest = max(*numbers, Decimal(0)) * ROOM or Decimal(1)
    smallest = min(*numbers, Decimal(0))

    def height(value: Decimal) -> float:
        return BOTTOM - float((value - smallest) / (largest - smallest)) * (BOTTOM - TOP)

    zero = height(Decimal(0))
    room = (RIGHT - LEFT) / len(bars)
    drawn = [element("line", css="chart__axis", x1=LEFT, x2=RIGHT, y1=zero, y2=zero, stroke=AXIS)]
    for place, bar in enumerate(bars):
        middle, half = LEFT + room * (place + 0.5), min(room * 0.6, WIDEST) / 2
        drawn.append(text(bar.year, middle, HEIGHT - 10, text_anchor="middle"))
        if bar.actual is not None:
            ends = (height(bar.actual), zero)
            top = words_at(min(ends), [height(bound) for bound in bar.bounds])
            drawn.append(actual_bar(bar, middle, half, ends))
            drawn.append(text(bar.words, middle, top, css="chart__value", fill=INK, text_anchor="middle"))
        drawn += [goal_stroke(middle, half, height(bound)) for bound in bar.bounds]
    return chart(*drawn, title=title, description=description, width=WIDTH, height=HEIGHT)


def actual_bar(bar: Bar, middle: float, half: float, ends: tuple[float, float]) -> SafeString:
    """From zero to the actual."""
    return element(
        "rect",
        css="chart__bar" if bar.is_final else "chart__bar chart__bar--pale",
        x=middle - half,
        y=min(ends),
        width=half * 2,
        height=max(ends) - min(ends),
        fill=BLUE if bar.is_final else BAND,
        stroke=None if bar.is_final else BLUE,
    )


def words_at(top: float, goals: Sequence[float]) -> float:
    """Above the bar, or above the goal where its stroke would cross the words."""
    return min([top, *(goal for goal in goals if top - LINE < goal < top)]) - 8


def goal_stroke(middle: float, half: float, y: float) -> SafeString:
    return element(
        "line",
        css="chart__goal",
        x1=middle - half - 8,
        x2=middle + half + 8,
        y1=y,
        y2=y,
        stroke=RED,
        stroke_width=3,
    )
