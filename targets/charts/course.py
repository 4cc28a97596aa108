"""A figure over the periods of a year, with its goal and the expected path."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from organizations.rounding import half_up
from targets.charts.forecast_marks import HALF_A_LINE, Expected, expected_marks
from targets.charts.goal import goal_band, goal_stroke
from targets.charts.scale import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Scale, anchor
from targets.charts.svg import AXIS, BLUE, GRID, INK, RED, WHITE, chart, element, link, text

STEPS = 4
CLEARANCE = 30
ROOM = Decimal("1.15")
DROP = Decimal("0.8")
# Words need this part of the year for themselves.
ROOM_FOR_WORDS = Decimal("0.2")
ROOM_ON_PHONES = Decimal("0.45")


@dataclass(frozen=True, slots=True)
class Mark:
    """One period: its name, the part of the year that is over at its end, the official and the provisional
    value, both also in words, and its address."""

    name: str
    share: Decimal
    official: Decimal | None
    provisional: Decimal | None
    official_words: str
    provisional_words: str
    href: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """The lines of a goal with its label, and the points of the path to it: parts of the year that are over,
    and what is expected then; none for a flat one."""

    bounds: tuple[Decimal, ...]
    label: str
    path: tuple[tuple[Decimal, Decimal], ...] = ()


def course_chart(
    marks: Sequence[Mark],
    *,
    wanted: Wanted | None,
    title: str,
    description: str,
    provisional_label: str,
    expected: Expected | None = None,
) -> SafeString:
    """Official values as a solid line over the whole year; where submitted filings would take it, dashed and
    apart; what is expected of the year's end, with its range, apart from both."""
    values = [value for mark in marks for value in (mark.official, mark.provisional) if value is not None]
    if wanted is not None:
        values += [*wanted.bounds, *(value for _over, value in wanted.path)]
    if expected is not None:
        values += [expected.low, expected.high]
    if not marks or not values:
        return SafeString("")
    scale = scale_for(values)
    return chart(
        *grid(scale),
        *([] if wanted is None else goal_line(wanted, scale)),
        *forecast_marks(marks, wanted, expected, scale),
        *provisional_line(marks, scale, provisional_label),
        *official_line(marks, scale, wanted),
        *[
            text(
                mark.name,
                scale.x(mark.share),
                246,
                css=room_of(mark, marks) or None,
                text_anchor=anchor(mark.share),
            )
            for mark in spelled_out(marks)
        ],
        title=title,
        description=description,
        width=WIDTH,
        height=HEIGHT,
    )


def spelled_out(marks: Sequence[Mark], room: Decimal = ROOM_FOR_WORDS) -> list[Mark]:
    """The marks that have room for words beside each other, counted from the last one."""
    spelled: list[Mark] = []
    for mark in reversed(marks):
        if not spelled or spelled[-1].share - mark.share >= room:
            spelled.append(mark)
    return spelled


def room_of(mark: Mark, marks: Sequence[Mark]) -> str:
    """The class of a mark's words: those without room on a phone, where letters are larger, are left out."""
    return "" if mark in spelled_out(marks, ROOM_ON_PHONES) else "chart__wide-only"


def scale_for(values: Sequence[Decimal]) -> Scale:
    """From zero, or where all values lie far above it, from a little below them, so that changes show."""
    least, most = min(values), max(values)
    if least > most / 2 > 0:
        spread = max(most - least, most / 20)
        return Scale(least - spread * DROP, most + spread * (ROOM - 1) * 2)
    return Scale(min(Decimal(0), least), max(Decimal(0), most) * ROOM or Decimal(1))


def grid(scale: Scale) -> list[SafeString]:
    """Lines across, the lowest as axis; an axis that does not begin at zero says where it begins."""
    lines = []
    if scale.smallest > 0:
        begins = format(half_up(scale.smallest), ",f")
        lines.append(text(begins, LEFT, BOTTOM - 5, css="chart__begins", font_size=12))
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
    """The goal across the year and, where the path starts elsewhere, the path to it."""
    heights = heights_of(wanted, scale)
    drawn = goal_band(heights, LEFT, RIGHT) + [goal_stroke(y, LEFT, RIGHT) for y in heights]
    drawn.append(text(wanted.label, LEFT, min(heights) - 7, css="chart__goal-text", fill=RED))
    if wanted.path:
        points = " ".join(f"{scale.x(over):.1f},{scale.y(value):.1f}" for over, value in wanted.path)
        drawn.append(
            element(
                "polyline",
                css="chart__axis",
                points=points,
                fill="none",
                stroke=AXIS,
                stroke_dasharray="2 4",
            )
        )
    return drawn


def official_line(marks: Sequence[Mark], scale: Scale, wanted: Wanted | None) -> list[SafeString]:
    points = [(mark, mark.official) for mark in marks if mark.official is not None]
    goals = heights_of(wanted, scale)
    path = " ".join(f"{scale.x(mark.share):.1f},{scale.y(value):.1f}" for mark, value in points)
    drawn = [element("polyline", css="chart__line", points=path, fill="none", stroke=BLUE, stroke_width=2.5)]
    spelled = spelled_out(marks)
    for mark, value in points:
        x, y = scale.x(mark.share), scale.y(value)
        words = text(
            mark.official_words,
            x,
            label_y(y, goals),
            css=f"chart__value {room_of(mark, marks)}".rstrip(),
            fill=INK,
            text_anchor=anchor(mark.share),
        )
        drawn.append(
            link(
                mark.href,
                f"{mark.official_words} · {mark.name}",
                element("circle", css="chart__dot chart__mark", cx=x, cy=y, r=5, fill=BLUE, stroke=WHITE),
                *([words] if mark in spelled else []),
            )
        )
    return drawn


def forecast_marks(
    marks: Sequence[Mark], wanted: Wanted | None, expected: Expected | None, scale: Scale
) -> list[SafeString]:
    """The forecast from the official value that it stands on; its words keep clear of the goal and of what
    the year's last mark says."""
    if expected is None:
        return []
    reached = next((mark.official for mark in marks if mark.share == expected.since), None)
    goals = heights_of(wanted, scale)
    taken = [
        label_y(scale.y(mark.official), goals) - HALF_A_LINE
        for mark in marks
        if mark.official is not None and mark.share >= 1
    ]
    return expected_marks(expected, reached, scale, taken=[*taken, *goals])


def heights_of(wanted: Wanted | None, scale: Scale) -> list[float]:
    """Where the lines of the goal run."""
    return [] if wanted is None else [scale.y(bound) for bound in wanted.bounds]


def label_y(y: float, goals: Sequence[float]) -> float:
    """Above the mark, or below it where a line of the goal would cross the words."""
    is_crossed = any(y - CLEARANCE < goal < y + 3 for goal in goals)
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
    points = [(marks[i].share, marks[i].provisional) for i in shown]
    path = " ".join(f"{scale.x(share):.1f},{scale.y(v):.1f}" for share, v in points if v is not None)
    drawn = [
        element(
            "polyline",
            css="chart__line chart__line--provisional",
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
                        cx=scale.x(marks[index].share),
                        cy=scale.y(value),
                        r=4,
                        fill=WHITE,
                        stroke=BLUE,
                        stroke_width=2,
                    ),
                )
            )
    return drawn
