"""What is expected of the year's end, drawn so that nobody takes it for a fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from targets.charts.scale import BOTTOM, TOP, Scale
from targets.charts.svg import PURPLE, WHITE, element, link, text

SIZE = 6
HALF_A_LINE = 5


@dataclass(frozen=True, slots=True)
class Expected:
    """The forecast with the ends of its range; ``since`` is the part of the year that it stands on.

    ``words`` say it in full, ``href`` leads to how it was made.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    since: Decimal
    words: str
    href: str


def expected_marks(
    expected: Expected, reached: Decimal | None, scale: Scale, *, taken: Sequence[float] = ()
) -> list[SafeString]:
    """A pale band that opens towards the year's end, a dashed line in its middle, and a hollow diamond.

    Both begin at what was ``reached``; the words stand above or below, the farther from what is ``taken``.
    """
    start = (scale.x(expected.since), scale.y(expected.value if reached is None else reached))
    right, middle = scale.x(Decimal(1)), scale.y(expected.value)
    low, high = scale.y(expected.low), scale.y(expected.high)
    band = corners(start, (right, high), (right, low))
    diamond = corners(
        (right, middle - SIZE), (right + SIZE, middle), (right, middle + SIZE), (right - SIZE, middle)
    )
    words_at = freest((min(high, middle - SIZE) - 7, max(low, middle + SIZE) + 17), taken)
    return [
        element("polygon", css="chart__range", points=band, fill=PURPLE, fill_opacity="0.16"),
        element(
            "polyline",
            css="chart__line chart__line--forecast",
            points=corners(start, (right, middle)),
            fill="none",
            stroke=PURPLE,
            stroke_width=2,
            stroke_dasharray="8 5",
        ),
        link(
            expected.href,
            expected.words,
            element(
                "polygon",
                css="chart__mark chart__mark--forecast",
                points=diamond,
                fill=WHITE,
                stroke=PURPLE,
                stroke_width=2,
            ),
            text(expected.words, right, words_at, css="chart__forecast-text", fill=PURPLE, text_anchor="end"),
        ),
    ]


def freest(heights: Sequence[float], taken: Sequence[float]) -> float:
    """Where a line of text stands farthest from all that is ``taken``, the first of equals."""
    fitting = [y for y in heights if TOP - 14 <= y <= BOTTOM - 4] or heights
    return max(fitting, key=lambda y: min((abs(y - HALF_A_LINE - other) for other in taken), default=0.0))


def corners(*points: tuple[float, float]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
