"""A figure over the periods of a year, with its goal and the expected path."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from targets.charts.svg import AXIS, BLUE, GRID, INK, RED, WHITE, chart, element, link, text

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 16, 624, 28, 222
STEPS = 4
CLEARANCE = 30
ROOM = Decimal("1.15")


@dataclass(frozen=True, slots=True)
class Mark:
    """One period: its name, the official and the provisional value, both also in words, and its address."""

    name: str
    official: Decimal | None
    provisional: Decimal | None
    official_words: str
    provisional_words: str
    href: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """The goal line with its label, and where the straight path to it starts; None for a flat one."""

    value: Decimal
    label: str
    start: Decimal | None


def course_chart(
    marks: Sequence[Mark], *, wanted: Wanted | None, title: str, description: str, provisional_label: str
) -> SafeString:
    """Official values as a solid line; where submitted filings would take it, dashed and apart."""
    values = [value for mark in marks for value in (mark.official, mark.provisional) if value is not None]
    if wanted is not None:
        values.append(wanted.value)
    if not marks or not values:
        return SafeString("")
    scale = Scale(min(Decimal(0), *values), max(Decimal(0), *values) * ROOM or Decimal(1), len(marks))
    return chart(
        *grid(),
        *([] if wanted is None else goal_line(wanted, scale)),
        *provisional_line(marks, scale, provisional_label),
        *official_line(marks, scale, wanted),
        *[
            text(mark.name, scale.x(index), 246, text_anchor=anchor(index, len(marks)))
            for index, mark in enumerate(marks)
        ],
        title=title,
        description=description,
        width=WIDTH,
        height=HEIGHT,
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values and periods lie on the drawing."""

    smallest: Decimal
    largest: Decimal
    periods: int

    def x(self, index: int) -> float:
        """The end of period ``index`` from 0; the left edge is the start of the year."""
        return LEFT + (RIGHT - LEFT) * (index + 1) / max(self.periods, 1)

    def y(self, value: Decimal) -> float:
        return BOTTOM - float((value - self.smallest) / (self.largest - self.smallest)) * (BOTTOM - TOP)


def anchor(index: int, count: int) -> str:
    """Labels are centred under their mark, the last one ends at the edge."""
    return "end" if index == count - 1 else "middle"


def grid() -> list[SafeString]:
    lines = []
    for step in range(STEPS + 1):
        y = TOP + (BOTTOM - TOP) * step / STEPS
        is_axis = step == STEPS
        lines.append(
            element(
                "line",
                css="chart__axis" if is_axis else "chart__grid",
                x1=LEFT,
                x2=RIGHT,
                y1=y,
                y2=y,
                stroke=AXIS if is_axis else GRID,
            )
        )
    return lines


def goal_line(wanted: Wanted, scale: Scale) -> list[SafeString]:
    """The goal across the year and, where the path starts elsewhere, the straight path to it."""
    y = scale.y(wanted.value)
    drawn = [
        element("line", css="chart__goal", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=RED, stroke_dasharray="6 4"),
        text(wanted.label, LEFT, y - 7, css="chart__goal-text", fill=RED),
    ]
    if wanted.start is not None:
        drawn.append(
            element(
                "line",
                css="chart__axis",
                x1=LEFT,
                y1=scale.y(wanted.start),
                x2=RIGHT,
                y2=y,
                stroke=AXIS,
                stroke_dasharray="2 4",
            )
        )
    return drawn


def official_line(marks: Sequence[Mark], scale: Scale, wanted: Wanted | None) -> list[SafeString]:
    points = [(index, mark, mark.official) for index, mark in enumerate(marks) if mark.official is not None]
    path = " ".join(f"{scale.x(index):.1f},{scale.y(value):.1f}" for index, _mark, value in points)
    drawn = [element("polyline", css="chart__line", points=path, fill="none", stroke=BLUE, stroke_width=2.5)]
    for index, mark, value in points:
        x, y = scale.x(index), scale.y(value)
        drawn.append(
            link(
                mark.href,
                f"{mark.official_words} · {mark.name}",
                element("circle", css="chart__dot chart__mark", cx=x, cy=y, r=5, fill=BLUE, stroke=WHITE),
                text(
                    mark.official_words,
                    x,
                    label_y(y, None if wanted is None else scale.y(wanted.value)),
                    css="chart__value",
                    fill=INK,
                    text_anchor=anchor(index, len(marks)),
                ),
            )
        )
    return drawn


def label_y(y: float, goal: float | None) -> float:
    """Above the mark, or below it where the goal line would cross the words."""
    is_crossed = goal is not None and y - CLEARANCE < goal < y + 3
    return y + 20 if is_crossed else y - 11


def provisional_line(marks: Sequence[Mark], scale: Scale, label: str) -> list[SafeString]:
    """From the last official value that it agrees with on to where submitted filings would take it."""
    apart = [
        index
        for index, mark in enumerate(marks)
        if mark.provisional is not None and mark.provisional != mark.official
    ]
    if not apart:
        return []
    shown = range(max(apart[0] - 1, 0), len(marks))
    points = [(i, marks[i].provisional) for i in shown]
    path = " ".join(f"{scale.x(i):.1f},{scale.y(v):.1f}" for i, v in points if v is not None)
    drawn = [
        element(
            "polyline",
            css="chart__line chart__line--forecast",
            points=path,
            fill="none",
            stroke=BLUE,
            stroke_width=2,
            stroke_dasharray="5 4",
        )
    ]
    for index in apart:
        value = marks[index].provisional
        if value is not None:
            drawn.append(
                link(
                    marks[index].href,
                    f"{marks[index].provisional_words} · {marks[index].name} · {label}",
                    element(
                        "circle",
                        css="chart__mark",
                        cx=scale.x(index),
                        cy=scale.y(value),
                        r=4,
                        fill=WHITE,
                        stroke=BLUE,
                        stroke_width=2,
                    ),
                )
            )
    return drawn
