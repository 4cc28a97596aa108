"""Drawings of pages as SVG that stands by itself: well-formed, without links that lead nowhere."""

import html
import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from texts.outgoing.characters import carried

DRAWING = re.compile(r"<svg\b[^>]*>.*?</svg>", re.S)
START = re.compile(r"<svg\b[^>]*>", re.S)
LINK, LINK_END = re.compile(r"<a\b[^>]*>"), "</a>"
VIEW_BOX = re.compile(r'\bviewBox="\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)\s*"')
DESCRIBED = re.compile(r"<title>(.*?)</title>", re.S)
# Names that HTML knows and XML does not.
ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w*);")
# Another file is drawn there, which is not at hand outside the portal.
ELSEWHERE = re.compile(r"<use\b|<image\b|<foreignObject\b")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing: its size in its own units, what it says of itself, its box, and what is drawn in it."""

    width: float
    height: float
    title: str
    view_box: str
    inside: str
    is_stretched: bool = False


def drawings_in(markup: str) -> list[Drawing]:
    """The drawings of a piece of markup that say how large they are and hold all they show."""
    found = (drawing_of(match.group()) for match in DRAWING.finditer(markup))
    return [drawing for drawing in found if drawing is not None]


def drawing_of(svg: str) -> Drawing | None:
    """A drawing by itself; None where it has no size of its own, or shows what lies elsewhere."""
    start = START.match(svg)
    box = VIEW_BOX.search(start.group()) if start else None
    if start is None or box is None or ELSEWHERE.search(svg):
        return None
    inside = well_formed(svg[start.end() : -len("</svg>")])
    title = DESCRIBED.search(inside)
    return Drawing(
        width=float(box.group(1)),
        height=float(box.group(2)),
        title=html.unescape(title.group(1)) if title else "",
        view_box=box.group(),
        inside=inside,
        is_stretched='preserveAspectRatio="none"' in start.group(),
    )


def well_formed(markup: str) -> str:
    """Markup of a drawing as XML takes it; its links are groups, their titles stay."""
    plain = LINK.sub("<g>", markup).replace(LINK_END, "</g>")
    return carried(ENTITY.sub(lambda found: html.unescape(found.group()), plain))


def nested(drawing: Drawing, place: str = "", families: str = "") -> SafeString:
    """The drawing as an element; ``place`` are attributes of ours that say where it stands and how large."""
    stretched = ' preserveAspectRatio="none"' if drawing.is_stretched else ""
    family = format_html(' font-family="{}"', families) if families else ""
    start = f'<svg xmlns="http://www.w3.org/2000/svg" {drawing.view_box}{stretched}{family} {place}>'
    return SafeString(f"{start}{drawing.inside}</svg>")
