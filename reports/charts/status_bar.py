"""How many filings stand where, as one bar of parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from reports.charts.palette import STATUS
from targets.charts.svg import WHITE, chart, element, link, text

WIDTH, HEIGHT, BAR = 640, 44, 32
NARROW = 24


@dataclass(frozen=True, slots=True)
class Part:
    """One status: its key, its word, how many, and where they are listed."""

    key: str
    label: str
    count: int
    href: str | None = None


def status_bar(parts: Sequence[Part], *, title: str, description: str) -> SafeString:
    """Parts side by side in proportion; empty parts are left out, narrow ones carry no number."""
    total = sum(part.count for part in parts)
    if not total:
        return SafeString("")
    marks, x = [], 0.0
    for part in parts:
        if not part.count:
            continue
        width = WIDTH * part.count / total
        drawn = [
            element(
                "rect",
                css=f"mark--{part.key} chart__mark",
                x=x,
                y=6,
                width=max(width - 2, 1),
                height=BAR,
                rx=3,
                fill=STATUS[part.key],
            )
        ]
        if width >= NARROW:
            drawn.append(
                text(
                    str(part.count),
                    x + width / 2 - 1,
                    27,
                    css="chart__on-mark",
                    fill=WHITE,
                    font_size=15,
                    font_weight=600,
                    text_anchor="middle",
                )
            )
        label = f"{part.count} {part.label}"
        marks.append(
            link(part.href, label, *drawn, css="counted")
            if part.href
            else element("g", element("title", label), *drawn)
        )
        x += width
    return chart(*marks, title=title, description=description, width=WIDTH, height=HEIGHT)
