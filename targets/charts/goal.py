"""The lines of a goal across a chart, the same in each."""

from collections.abc import Sequence
from itertools import pairwise

from django.utils.safestring import SafeString

from targets.charts.svg import RED, element


def goal_stroke(y: float, left: float, right: float) -> SafeString:
    """A dashed line at a number of the goal."""
    return element(
        "line", css="chart__goal", x1=left, x2=right, y1=y, y2=y, stroke=RED, stroke_dasharray="6 4"
    )


def goal_band(heights: Sequence[float], left: float, right: float) -> list[SafeString]:
    """What lies between both ends of a range; nothing for a goal with one number."""
    return [
        element(
            "rect",
            css="chart__goal-band",
            x=left,
            y=min(pair),
            width=right - left,
            height=abs(pair[0] - pair[1]),
            fill=RED,
            fill_opacity="0.08",
        )
        for pair in pairwise(heights)
    ]
