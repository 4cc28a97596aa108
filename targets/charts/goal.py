"""The line of a goal across a chart, the same in each."""

from django.utils.safestring import SafeString

from targets.charts.svg import RED, element


def goal_stroke(y: float, left: float, right: float) -> SafeString:
    """A dashed line at a number of the goal."""
    return element(
        "line", css="chart__goal", x1=left, x2=right, y1=y, y2=y, stroke=RED, stroke_dasharray="6 4"
    )
