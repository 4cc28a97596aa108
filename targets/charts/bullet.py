"""A figure against its goal, in one bar."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from django.utils.safestring import SafeString

from targets.charts.svg import BAND, BAND_LIGHT, BLUE, RED, element
from texts.punctuation import labelled

WIDTH, HEIGHT = 200, 14
ROOM = Decimal("1.12")


def bullet_chart(
    *,
    value: Decimal | None,
    bounds: Sequence[Decimal],
    expected: Decimal | None,
    title: str,
    description: str,
    ends: str = "",
) -> SafeString:
    """A bar for ``value``, a stroke for each number of the goal, and behind it a band up to what was
    ``expected`` by now. A range is filled, and its ``ends`` stand below it in words.

    Starts at zero; numbers below it show as zero. Empty where there is nothing to draw.
    """
    numbers = [number for number in (value, *bounds, expected) if number is not None and number > 0]
    if not numbers:
        return SafeString("")
    largest = max(numbers) * ROOM
    marks = [bar("band-3", Decimal(WIDTH), fill=BAND_LIGHT)]
    if expected is not None:
        marks.append(bar("band-2", across(expected, largest), fill=BAND))
    strokes = [across(bound, largest) for bound in bounds]
    marks += between(strokes)
    if value is not None:
        marks.append(bar("value", across(value, largest), fill=BLUE, y=4, height=6))
    marks += map(stroke, strokes)
    drawn = element(
        "svg",
        element("title", title),
        element("desc", description),
        *marks,
        xmlns="http://www.w3.org/2000/svg",
        css="bullet-chart",
        role="img",
        aria_label=labelled(title, description),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
    )
    return drawn + below(ends, strokes) if ends else drawn


def below(ends: str, strokes: Sequence[Decimal]) -> SafeString:
    """Both ends in words under their strokes, in a drawing of its own: the bar is stretched, letters are not.
    They run to the side where there is room."""
    low, high = strokes[0] / WIDTH, strokes[-1] / WIDTH
    is_right = low + high > 1
    words = element(
        "text",
        ends,
        x=f"{(high if is_right else low):.1%}",
        y="1em",
        text_anchor="end" if is_right else "start",
    )
    return element("svg", words, css="bullet-chart__ends", aria_hidden="true")


def between(ends: Sequence[Decimal]) -> list[SafeString]:
    """The range that is wanted, from its lower end to its upper one; nothing for a goal with one number."""
    return [
        element(
            "rect",
            css="bullet-chart__range",
            x=low,
            y=0,
            width=high - low,
            height=HEIGHT,
            fill=RED,
            fill_opacity="0.16",
        )
        for low, high in pairwise(ends)
    ]


def across(amount: Decimal, largest: Decimal) -> Decimal:
    """How far an amount reaches over the width."""
    return max(amount, Decimal(0)) / largest * WIDTH


def bar(name: str, width: Decimal, *, fill: str, y: int = 0, height: int = HEIGHT) -> SafeString:
    return element("rect", css=f"bullet-chart__{name}", x=0, y=y, width=width, height=height, fill=fill)


def stroke(x: Decimal) -> SafeString:
    """The goal: as wide on every screen."""
    return element(
        "line",
        css="bullet-chart__goal",
        x1=x,
        x2=x,
        y1=0,
        y2=HEIGHT,
        stroke=RED,
        stroke_width=3,
        vector_effect="non-scaling-stroke",
    )
