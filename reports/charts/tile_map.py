"""The provinces as equal squares, each about where it lies. A drawing, not a map."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from reports.charts.outcome_shapes import outcome_shape
from reports.charts.palette import DASHES, EMPTY
from targets.charts.svg import AXIS, INK, SOFT, chart, element, link, text

SIDE, GAP = 76, 6
STEP = SIDE + GAP
HEIGHT_OF_TILE = 58
STEP_DOWN = HEIGHT_OF_TILE + GAP
COLUMNS, ROWS = 8, 8
WIDE = 212

# Code of GB/T 2260 → row and column.
PLACES: dict[str, tuple[int, int]] = {
    "23": (0, 7),
    "15": (1, 4),
    "11": (1, 5),
    "22": (1, 7),
    "65": (2, 0),
    "62": (2, 2),
    "64": (2, 3),
    "14": (2, 4),
    "13": (2, 5),
    "12": (2, 6),
    "21": (2, 7),
    "54": (3, 0),
    "63": (3, 1),
    "51": (3, 2),
    "61": (3, 3),
    "41": (3, 4),
    "37": (3, 5),
    "32": (3, 6),
    "50": (4, 2),
    "42": (4, 3),
    "34": (4, 4),
    "33": (4, 5),
    "31": (4, 6),
    "53": (5, 1),
    "52": (5, 2),
    "43": (5, 3),
    "36": (5, 4),
    "35": (5, 5),
    "45": (6, 2),
    "44": (6, 3),
    "46": (7, 2),
}
# They do not report: drawn dashed, without a value.
OUTSIDE: dict[str, tuple[int, int]] = {
    "71": (6, 6),
    "82": (7, 3),
    "81": (7, 4),
}
# Reporting units without a place of their own, in a row beneath, with names that fit in English.
BENEATH: dict[str, str] = {"66": "XPCC", "51-1": "Sichuan IP Service Center", "44-1": "Guangdong IP Center"}
ROW_BENEATH = 8.35
LARGE, SMALL = 16, 11.5
SIGN = 13
LINE, LETTER = 13, 6  # of the small size: from line to line, and how wide a letter is at most


@dataclass(frozen=True, slots=True)
class Tile:
    """What one unit shows: name, state in words, class and colour, and where it leads.

    ``is_dark`` marks colours on which text is light; ``is_empty`` those drawn dashed, without a value.
    ``shape`` is the outcome whose sign stands on it, "" for none.
    """

    name: str
    words: str
    css: str
    fill: str
    is_dark: bool = False
    is_empty: bool = False
    href: str | None = None
    shape: str = ""


def tile_map(
    tiles: Mapping[str, Tile],
    outside: Mapping[str, str],
    *,
    title: str,
    description: str,
) -> SafeString:
    """The drawing. ``tiles`` by code; those without a place stand in the row beneath.

    ``outside`` are names of regions that do not report.
    """
    drawn = []
    for code, tile in tiles.items():
        if code in PLACES:
            row, column = PLACES[code]
            drawn.append(square(tile, column, row, label=tile.name))
    for code, name in outside.items():
        row, column = OUTSIDE[code]
        drawn.append(outline(name, column, row))
    wide = {code: tiles[code] for code in BENEATH if code in tiles}
    drawn += beneath(wide)
    height = int(STEP_DOWN * (ROW_BENEATH + 1 if wide else ROWS))
    return chart(
        *drawn,
        title=title,
        description=description,
        width=STEP * COLUMNS - GAP,
        height=height,
        css="chart chart--map",
    )


def beneath(tiles: Mapping[str, Tile]) -> list[SafeString]:
    """Units without a place, as wide tiles in a row."""
    return [
        square(
            tile,
            index * COLUMNS / len(BENEATH),
            ROW_BENEATH,
            label=BENEATH[code] if tile.name.isascii() else tile.name,
            width=WIDE,
        )
        for index, (code, tile) in enumerate(tiles.items())
    ]


def square(tile: Tile, column: float, row: float, *, label: str, width: int = SIDE) -> SafeString:
    x, y = column * STEP, row * STEP_DOWN
    css = "tile__text--deep" if tile.is_dark else "tile__text"
    ink = EMPTY if tile.is_dark else INK
    if tile.is_empty:
        css, ink = "", SOFT
    parts = [
        element(
            "rect",
            css=f"{tile.css} chart__mark",
            x=x + 1,
            y=y + 1,
            width=width - 2,
            height=HEIGHT_OF_TILE - 2,
            rx=5,
            fill=tile.fill,
            stroke=AXIS if tile.is_empty else None,
            stroke_dasharray=DASHES if tile.is_empty else None,
        ),
        *named(label, x + width / 2, y + 25, width=width, css=css, fill=ink, font_weight=600),
        *said(tile, x + width / 2, y, css=css, ink=ink),
    ]
    words = f"{label} {tile.words}" if label == tile.name else f"{label} {tile.words} · {tile.name}"
    return link(tile.href, words, *parts) if tile.href else element("g", element("title", words), *parts)


def said(tile: Tile, middle: float, y: float, *, css: str, ink: str) -> list[SafeString]:
    """The second line of a tile: its words, with the sign of the outcome before them."""
    moved = (SIGN + 2) / 2 if tile.shape else 0
    drawn = [
        text(
            tile.words,
            middle + moved,
            y + 44,
            css=f"tile__words {css}",
            fill=ink,
            font_size=12,
            text_anchor="middle",
        )
    ]
    if tile.shape:
        left = middle - moved - width_of(tile.words) / 2
        sign = "tile__shape--deep" if tile.is_dark else "tile__shape"
        drawn.append(outcome_shape(tile.shape, left, y + 33, SIGN, ink=ink, css=sign))
    return drawn


def width_of(words: str) -> float:
    """About how wide the second line of a tile is: characters are square, Latin letters half as wide."""
    return sum(LETTER if letter.isascii() else 2 * LETTER for letter in words)


def named(
    label: str, x: float, y: float, *, width: int = SIDE, css: str = "", **look: str | int
) -> list[SafeString]:
    """A name in the middle of a tile: characters large; Latin letters small, in several lines."""
    if not label.isascii():
        css = f"tile__name {css}"
        return [text(label, x, y, css=css, font_size=LARGE, text_anchor="middle", **look)]
    lines = textwrap.wrap(label, width // LETTER)
    top = y - LINE * (len(lines) - 1) / 2
    return [
        text(line, x, top + LINE * index, css=css, font_size=SMALL, text_anchor="middle", **look)
        for index, line in enumerate(lines)
    ]


def outline(name: str, column: int, row: int) -> SafeString:
    x, y = column * STEP, row * STEP_DOWN
    return element(
        "g",
        element("title", name),
        element(
            "rect",
            css="tile--outside",
            x=x + 1,
            y=y + 1,
            width=SIDE - 2,
            height=HEIGHT_OF_TILE - 2,
            rx=5,
            fill="none",
            stroke=AXIS,
            stroke_dasharray=DASHES,
        ),
        *named(name, x + SIDE / 2, y + 34),
    )
