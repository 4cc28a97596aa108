"""A figure's course in a line small enough for a row: its shape, where it stands now, and the goal."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString

from targets.charts.svg import BLUE, RED, element
from texts.punctuation import labelled

WIDTH, HEIGHT = 120, 28
EDGE = 4
DOT = 3

# The part of the year that is over, and the value then.
type Place = tuple[Decimal, Decimal]


def spark_line(
    places: Sequence[Place], *, bounds: Sequence[Decimal], title: str, description: str
) -> SafeString:
    """The values over the year from the left edge to the right, the last one marked, with a thin line for
    each number of the goal. Always as large, so that nothing moves once it is there; empty without a
    value."""
    if not places:
        return SafeString("")
    values = [*(value for _over, value in places), *bounds]
    low, high = min(values), max(values)
    points = [(across(over), upward(value, low, high)) for over, value in places]
    return element(
        "svg",
        element("title", title),
        element("desc", description),
        *[goal_line(upward(bound, low, high)) for bound in bounds],
        *line(points),
        element("circle", css="spark__last", cx=points[-1][0], cy=points[-1][1], r=DOT, fill=BLUE),
        xmlns="http://www.w3.org/2000/svg",
        css="spark",
        role="img",
        aria_label=labelled(title, description),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
    )


def across(over: Decimal) -> float:
    """Where a part of the year is over; dots stay within the drawing."""
    return EDGE + (WIDTH - 2 * EDGE) * min(max(float(over), 0.0), 1.0)


def upward(value: Decimal, low: Decimal, high: Decimal) -> float:
    """How high a value lies between the lowest and the highest; in the middle where all are alike."""
    part = float((value - low) / (high - low)) if high > low else 0.5
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * part


def line(points: Sequence[tuple[float, float]]) -> list[SafeString]:
    """What joins the values; nothing for a single one."""
    if len(points) < 2:
        return []
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return [
        element(
            "polyline",
            css="spark__line",
            points=path,
            fill="none",
            stroke=BLUE,
            stroke_width=2,
            stroke_linejoin="round",
        )
    ]


def goal_line(y: float) -> SafeString:
    return element("line", css="spark__goal", x1=0, x2=WIDTH, y1=y, y2=y, stroke=RED, stroke_width=1)
