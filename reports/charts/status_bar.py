"""How many filings stand where, as one bar of parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from reports.charts.palette import DASHES, STATUS
from targets.charts.svg import AXIS, INK, WHITE, chart, element, link, text

WIDTH, HEIGHT, BAR = 640, 44, 32
NARROW = 24


@dataclass(frozen=True, slots=True)
class Part:
    """One status: its key, its word, how many, and where they are listed; ``is_pale`` where it is drawn as an
    outline, because there is nothing."""

    key: str
    label: str
    count: int
    href: str | None = None
    is_pale: bool = False


def status_bar(
    parts: Sequence[Part], *, title: str, description: str, colours: Mapping[str, str] = STATUS
) -> SafeString:
    """Parts side by side in proportion, in the colours of their keys; empty parts are left out, narrow ones
    carry no number."""
    total = sum(part.count for part in parts)
    if not total:
        return SafeString("")
    marks, x = [], 0.0
    for part in parts:
        if not part.count:
            continue
        width = WIDTH * part.count / total
        drawn = [stretch(part, x, width, colours[part.key])]
        if width >= NARROW:
            drawn.append(number_on(part, x + width / 2 - 1))
        label = f"{part.count} {part.label}"
        marks.append(
            link(part.href, label, *drawn, css="counted")
            if part.href
            else element("g", element("title", label), *drawn)
        )
        x += width
    return chart(*marks, title=title, description=description, width=WIDTH, height=HEIGHT)


def stretch(part: Part, x: float, width: float, fill: str) -> SafeString:
    """A part's share of the bar."""
    return element(
        "rect",
        css=f"mark--{part.key} chart__mark",
        x=x,
        y=6,
        width=max(width - 2, 1),
        height=BAR,
        rx=3,
        fill=fill,
        stroke=AXIS if part.is_pale else None,
        stroke_dasharray=DASHES if part.is_pale else None,
    )


def number_on(part: Part, middle: float) -> SafeString:
    """How many, on the part."""
    return text(
        str(part.count),
        middle,
        27,
        css=None if part.is_pale else "chart__on-mark",
        fill=INK if part.is_pale else WHITE,
        font_size=15,
        font_weight=600,
        text_anchor="middle",
    )
