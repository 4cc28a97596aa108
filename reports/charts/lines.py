"""Lines over periods or years, with numbers on the axis and the last value at each line's end."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from reports.charts.axis import axis_to
from targets.charts.svg import AXIS, BLUE, GRID, INK, PURPLE, SOFT, WHITE, chart, element, link, text
from texts.punctuation import labelled

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 500, 18, 200
LABEL_STEP, MOST_LABELS, LABEL_LENGTH = 22, 6, 7
LARGEST_DOTS = 24
# The first line is whole, the second dashed with square marks: they differ without their colour.
LOOKS = (
    ("chart__line", "chart__dot", BLUE, None),
    ("chart__line chart__line--forecast", "chart__mark--forecast", PURPLE, "8 5"),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """One value of a line, in words, and where it leads; ``value`` is None where there is none."""

    value: Decimal | None
    words: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A named line with a spot for each place of the axis. At most two stand in one drawing."""

    name: str
    spots: tuple[Spot, ...]


def lines_chart(
    lines: Sequence[Line],
    places: Sequence[str],
    *,
    title: str,
    description: str,
    largest: Decimal | None = None,
    smallest: Decimal = Decimal(0),
) -> SafeString:
    """The drawing; empty without a value. ``places`` are named below the axis, as many as there is room for;
    it ends at ``largest`` where that is given, and begins at ``smallest``."""
    values = [spot.value for line in lines for spot in line.spots if spot.value is not None]
    if not values:
        return SafeString("")
    steps = axis_to(largest or max(values), smallest)
    frame = Frame(len(places), steps[0], steps[-1])
    return chart(
        *(mark for step in steps for mark in grid_line(frame, step)),
        *place_names(frame, places),
        *(
            mark
            for line, look in zip(lines, LOOKS, strict=False)
            for mark in drawn(frame, line, look, places)
        ),
        *end_labels(frame, lines),
        title=title,
        description=description,
        width=WIDTH,
        height=HEIGHT,
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """Where places and values lie."""

    places: int
    smallest: Decimal
    largest: Decimal

    def x(self, place: int) -> float:
        return LEFT + (RIGHT - LEFT) * ((place / (self.places - 1)) if self.places > 1 else 0.5)

    def y(self, value: Decimal) -> float:
        share = (value - self.smallest) / (self.largest - self.smallest)
        return BOTTOM - float(share) * (BOTTOM - TOP)


def grid_line(frame: Frame, step: Decimal) -> list[SafeString]:
    y = frame.y(step)
    css, stroke = ("chart__axis", AXIS) if step == frame.smallest else ("chart__grid", GRID)
    return [
        element("line", css=css, x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=stroke),
        text(f"{step.normalize():f}", LEFT - 8, y + 4, text_anchor="end", font_size=12),
    ]


def place_names(frame: Frame, places: Sequence[str]) -> list[SafeString]:
    """The names that have room, the last one among them."""
    room = max(len(name) for name in places) > LABEL_LENGTH
    every = -(-len(places) // (MOST_LABELS // 2 if room else MOST_LABELS))
    last = len(places) - 1
    return [
        text(name, frame.x(place), BOTTOM + 22, text_anchor="middle", font_size=12, fill=SOFT)
        for place, name in enumerate(places)
        if name and (last - place) % every == 0
    ]


def drawn(
    frame: Frame, line: Line, look: tuple[str, str, str, str | None], places: Sequence[str]
) -> list[SafeString]:
    """The line, broken where a value is missing, and its spots."""
    css, dot_css, colour, dashes = look
    marks = [
        element(
            "polyline",
            css=css,
            points=" ".join(f"{x:.1f},{y:.1f}" for x, y in stretch),
            fill="none",
            stroke=colour,
            stroke_width=2,
            stroke_dasharray=dashes,
        )
        for stretch in stretches(frame, line)
        if len(stretch) > 1
    ]
    radius = 4 if len(places) <= LARGEST_DOTS else 3
    for place, (spot, name) in enumerate(zip(line.spots, places, strict=True)):
        if spot.value is not None:
            dot = element(
                "circle",
                css=f"{dot_css} chart__mark",
                cx=frame.x(place),
                cy=frame.y(spot.value),
                r=radius,
                fill=colour if dashes is None else WHITE,
                stroke=WHITE if dashes is None else colour,
                stroke_width=1.5,
            )
            label = labelled(f"{line.name} · {name}", spot.words)
            marks.append(
                link(spot.href, label, dot) if spot.href else element("g", element("title", label), dot)
            )
    return marks


def stretches(frame: Frame, line: Line) -> list[list[tuple[float, float]]]:
    """The points that lie side by side."""
    found: list[list[tuple[float, float]]] = [[]]
    for place, spot in enumerate(line.spots):
        if spot.value is None:
            found.append([])
        else:
            found[-1].append((frame.x(place), frame.y(spot.value)))
    return found


@dataclass(frozen=True, slots=True)
class End:
    """Where a line ends, and what is said there."""

    y: float
    x: float
    name: str
    words: str


def end_labels(frame: Frame, lines: Sequence[Line]) -> list[SafeString]:
    """The last value of each line with its name, moved apart where they would touch each other or the names
    below the axis."""
    ends = sorted(filter(None, (end_of(frame, line) for line in lines)), key=lambda end: end.y)
    return [
        mark
        for end, y in zip(ends, apart([end.y for end in ends]), strict=True)
        for mark in (
            text(end.words, end.x + 10, y + 4, css="chart__value", fill=INK, font_weight=600),
            text(end.name, end.x + 10, y + 2 + LABEL_STEP, font_size=12),
        )
    ]


def apart(heights: Sequence[float]) -> list[float]:
    """Where labels of two lines each stand, from above: as near to ``heights`` as leaves them room, the last
    of them above the axis."""
    found: list[float] = []
    for height in heights:
        found.append(max(height, found[-1] + LABEL_STEP * 2) if found else height)
    lowest = float(BOTTOM - LABEL_STEP)
    for place in reversed(range(len(found))):
        found[place] = min(found[place], lowest)
        lowest = found[place] - LABEL_STEP * 2
    return found


def end_of(frame: Frame, line: Line) -> End | None:
    """The last spot that has a value."""
    for place in reversed(range(len(line.spots))):
        spot = line.spots[place]
        if spot.value is not None:
            return End(frame.y(spot.value), frame.x(place), line.name, spot.words)
    return None
