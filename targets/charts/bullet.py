"""A figure against its goal, in one bar."""

from collections.abc import Sequence
from decimal import Decimal

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
) -> SafeString:
    """A bar for ``value``, a stroke for each number of the goal, and behind it a band up to what was
    ``expected`` by now.

    Starts at zero; numbers below it show as zero. Empty where there is nothing to draw.
    """
    numbers = [number for number in (value, *bounds, expected) if number is not None and number > 0]
    if not numbers:
        return SafeString("")
    largest = max(numbers) * ROOM
    marks = [bar("band-3", Decimal(WIDTH), fill=BAND_LIGHT)]
    if expected is not None:
        marks.append(bar("band-2", across(expected, largest), fill=BAND))
    if value is not None:
        marks.append(bar("value", across(value, largest), fill=BLUE, y=4, height=6))
    marks += [stroke(across(bound, largest)) for bound in bounds]
    return element(
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
