"""The values of a few periods as bars, small enough to stand beside a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from targets.charts.goal import goal_stroke
from targets.charts.svg import AXIS, BLUE, INK, chart, element, text
from texts.punctuation import enumerated, labelled

WIDTH, HEIGHT = 320, 150
TOP, BOTTOM = 24, 122
LEFT, RIGHT = 8, 312
WIDEST = 56
MOST_LABELLED = 4
ROOM = Decimal("1.1")


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: its name, the value, and the value in words."""

    name: str
    value: Decimal | None
    words: str


def history_chart(
    bars: Sequence[Bar], *, bounds: Sequence[Decimal], title: str, goal_words: str
) -> SafeString:
    """Bars in the order given, a dashed line for each number of the goal. Empty where no period states a
    value."""
    values = [bar.value for bar in bars if bar.value is not None]
    if not values:
        return SafeString("")
    largest = max(*values, *bounds, Decimal(0)) * ROOM or Decimal(1)
    smallest = min(*values, Decimal(0))

    def height(value: Decimal) -> float:
        return BOTTOM - float((value - smallest) / (largest - smallest)) * (BOTTOM - TOP)

    return chart(
        element("line", css="chart__axis", x1=LEFT, x2=RIGHT, y1=BOTTOM, y2=BOTTOM, stroke=AXIS),
        *[
            piece
            for place, bar in enumerate(bars)
            for piece in drawn(bar, place, len(bars), height(bar.value or Decimal(0)))
        ],
        *[goal_stroke(height(bound), LEFT, RIGHT) for bound in bounds],
        title=title,
        description=description(bars, goal_words if bounds else ""),
        width=WIDTH,
        height=HEIGHT,
        css="chart chart--small",
    )


def drawn(bar: Bar, place: int, count: int, top: float) -> list[SafeString]:
    """A bar with its value above and its period below; of many bars only the last has room for words."""
    share = (RIGHT - LEFT) / count
    middle, width = LEFT + share * (place + 0.5), min(share * 0.7, WIDEST)
    pieces = []
    if bar.value is not None:
        pieces.append(
            element(
                "rect",
                css="chart__bar",
                x=middle - width / 2,
                y=top,
                width=width,
                height=BOTTOM - top,
                fill=BLUE,
            )
        )
    if count <= MOST_LABELLED or place == count - 1:
        anchor = "middle" if count <= MOST_LABELLED else "end"
        at = middle if anchor == "middle" else float(RIGHT)
        pieces += [
            text(bar.words, at, top - 6, css="chart__value", fill=INK, text_anchor=anchor, font_size=12),
            text(bar.name, at, HEIGHT - 10, text_anchor=anchor, font_size=12),
        ]
    return pieces


def description(bars: Sequence[Bar], goal_words: str) -> str:
    """The same in one line, for those who hear it."""
    said = [labelled(bar.name, bar.words) for bar in bars]
    return enumerated([*said, goal_words] if goal_words else said)
