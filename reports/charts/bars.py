"""How many of each, as bars side by side with their numbers above."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from reports.charts.axis import axis_to
from targets.charts.svg import AXIS, BLUE, GRID, INK, chart, element, link, text

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 632, 26, 200
SHARE, WIDEST = 0.62, 84


@dataclass(frozen=True, slots=True)
class CountBar:
    """One bar: its name, how many, and where they are listed."""

    name: str
    count: int
    href: str = ""


def bars_chart(bars: Sequence[CountBar], *, title: str, description: str) -> SafeString:
    """Bars in the order given over an axis with round numbers; empty where all of them are."""
    if not any(bar.count for bar in bars):
        return SafeString("")
    # There is no half of a thing that is counted.
    steps = [step for step in axis_to(Decimal(max(bar.count for bar in bars))) if step == step.to_integral()]
    room = (RIGHT - LEFT) / len(bars)
    return chart(
        *(mark for step in steps for mark in grid_line(step, steps[-1])),
        *(drawn(bar, LEFT + room * (place + 0.5), room, steps[-1]) for place, bar in enumerate(bars)),
        *(
            text(bar.name, LEFT + room * (place + 0.5), BOTTOM + 22, text_anchor="middle", font_size=12)
            for place, bar in enumerate(bars)
        ),
        title=title,
        description=description,
        width=WIDTH,
        height=HEIGHT,
    )


def height(count: Decimal | int, largest: Decimal) -> float:
    return BOTTOM - float(count / largest) * (BOTTOM - TOP)


def grid_line(step: Decimal, largest: Decimal) -> list[SafeString]:
    y = height(step, largest)
    css, stroke = ("chart__grid", GRID) if step else ("chart__axis", AXIS)
    return [
        element("line", css=css, x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=stroke),
        text(f"{step.normalize():f}", LEFT - 8, y + 4, text_anchor="end", font_size=12),
    ]


def drawn(bar: CountBar, middle: float, room: float, largest: Decimal) -> SafeString:
    """The bar and its number; a link where it leads somewhere."""
    width, top = min(room * SHARE, WIDEST), height(bar.count, largest)
    pieces = [
        element(
            "rect",
            css="chart__bar chart__mark",
            x=middle - width / 2,
            y=top,
            width=width,
            height=max(BOTTOM - top, 1),
            fill=BLUE,
        ),
        text(str(bar.count), middle, top - 6, css="chart__value", fill=INK, text_anchor="middle"),
    ]
    label = f"{bar.count} {bar.name}"
    if bar.href and bar.count:
        return link(bar.href, label, *pieces, css="counted")
    return element("g", element("title", label), *pieces)
