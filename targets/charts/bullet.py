"""A figure against its goal, in one bar."""

from decimal import Decimal

from django.utils.safestring import SafeString

from targets.charts.svg import BAND, BAND_LIGHT, BLUE, RED, element

WIDTH, HEIGHT = 200, 14
ROOM = Decimal("1.12")


def bullet_chart(
    *,
    value: Decimal | None,
    goal: Decimal | None,
    expected: Decimal | None,
    title: str,
    description: str,
) -> SafeString:
    """A bar for ``value``, a stroke for ``goal``, and behind it a band up to what was ``expected`` by now.

    Starts at zero; numbers below it show as zero. Empty where there is nothing to draw.
    """
    numbers = [number for number in (value, goal, expected) if number is not None and number > 0]
    if not numbers:
        return SafeString("")
    largest = max(numbers) * ROOM

    def across(amount: Decimal) -> Decimal:
        return max(amount, Decimal(0)) / largest * WIDTH

    marks = [
        element("rect", css="bullet-chart__band-3", x=0, y=0, width=WIDTH, height=HEIGHT, fill=BAND_LIGHT)
    ]
    if expected is not None:
        marks.append(
            element(
                "rect",
                css="bullet-chart__band-2",
                x=0,
                y=0,
                width=across(expected),
                height=HEIGHT,
                fill=BAND,
            )
        )
    if value is not None:
        marks.append(
            element("rect", css="bullet-chart__value", x=0, y=4, width=across(value), height=6, fill=BLUE)
        )
    if goal is not None:
        marks.append(
            element(
                "line",
                css="bullet-chart__goal",
                x1=across(goal),
                x2=across(goal),
                y1=0,
                y2=HEIGHT,
                stroke=RED,
                stroke_width=3,
                vector_effect="non-scaling-stroke",
            )
        )
    return element(
        "svg",
        element("title", title),
        element("desc", description),
        *marks,
        xmlns="http://www.w3.org/2000/svg",
        css="bullet-chart",
        role="img",
        aria_label=f"{title}. {description}",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
    )
