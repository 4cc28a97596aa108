"""How a whole is divided, as a bar small enough to stand in a cell."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString

from reports.charts.status_bar import Part
from targets.charts.svg import element

WIDTH, HEIGHT = 120, 10


def share_bar(parts: Sequence[Part], colours: Mapping[str, str]) -> SafeString:
    """Parts side by side in proportion, without words: the cell says them. Empty without anything to
    divide."""
    total = sum(part.count for part in parts)
    if not total:
        return SafeString("")
    marks, x = [], 0.0
    for part in parts:
        width = WIDTH * part.count / total
        if part.count:
            fill = colours[part.key]
            mark = element("rect", css=f"mark--{part.key}", x=x, y=0, width=width, height=HEIGHT, fill=fill)
            marks.append(mark)
        x += width
    return element(
        "svg",
        *marks,
        xmlns="http://www.w3.org/2000/svg",
        css="share-bar",
        aria_hidden="true",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
    )
