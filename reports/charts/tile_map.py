"""The provinces as equal squares, each about where it lies. A drawing, not a map."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from reports.charts.palette import DASHES, EMPTY
from targets.charts.svg import AXIS, INK, SOFT, chart, element, link, text

SIDE, GAP = 76, 6
STEP = SIDE + GAP
HEIGHT_OF_TILE = 58
STEP_DOWN = HEIGHT_OF_TILE + GAP
COLUMNS, ROWS = 8, 8
WIDE = 212

# Code of GB/T 2260 → row, column, and letters of ISO 3166-2:CN.
PLACES: dict[str, tuple[int, int, str]] = {
    "23": (0, 7, "HL"),
    "15": (1, 4, "NM"),
    "11": (1, 5, "BJ"),
    "22": (1, 7, "JL"),
    "65": (2, 0, "XJ"),
    "62": (2, 2, "GS"),
    "64": (2, 3, "NX"),
    "14": (2, 4, "SX"),
    "13": (2, 5, "HE"),
    "12": (2, 6, "TJ"),
    "21": (2, 7, "LN"),
    "54": (3, 0, "XZ"),
    "63": (3, 1, "QH"),
    "51": (3, 2, "SC"),
    "61": (3, 3, "SN"),
    "41": (3, 4, "HA"),
    "37": (3, 5, "SD"),
    "32": (3, 6, "JS"),
    "50": (4, 2, "CQ"),
    "42": (4, 3, "HB"),
    "34": (4, 4, "AH"),
    "33": (4, 5, "ZJ"),
    "31": (4, 6, "SH"),
    "53": (5, 1, "YN"),
    "52": (5, 2, "GZ"),
    "43": (5, 3, "HN"),
    "36": (5, 4, "JX"),
    "35": (5, 5, "FJ"),
    "45": (6, 2, "GX"),
    "44": (6, 3, "GD"),
    "46": (7, 2, "HI"),
}
# They do not report: drawn dashed, without a value.
OUTSIDE: dict[str, tuple[int, int, str]] = {
    "71": (6, 6, "TW"),
    "82": (7, 3, "MO"),
    "81": (7, 4, "HK"),
}
# Reporting units without a place of their own, in a row beneath, with short English names.
BENEATH: dict[str, str] = {"66": "XPCC", "51-1": "SC centre", "44-1": "GD centre"}
ROW_BENEATH = 8.35


@dataclass(frozen=True, slots=True)
class Tile:
    """What one unit shows: name, state in words, class and colour, and where it leads.

    ``is_dark`` marks colours on which text is light; ``is_empty`` those drawn dashed, without a value.
    """

    name: str
    words: str
    css: str
    fill: str
    is_dark: bool = False
    is_empty: bool = False
    href: str | None = None


def tile_map(
    tiles: Mapping[str, Tile],
    outside: Mapping[str, str],
    *,
    title: str,
    description: str,
    short: bool,
) -> SafeString:
    """The drawing. ``tiles`` by code; those without a place stand in the row beneath.

    ``outside`` are names of regions that do not report. ``short`` writes letters instead of names, for
    languages whose names do not fit.
    """
    drawn = []
    for code, tile in tiles.items():
        if code in PLACES:
            row, column, letters = PLACES[code]
            drawn.append(square(tile, column, row, label=letters if short else tile.name))
    for code, name in outside.items():
        row, column, letters = OUTSIDE[code]
        drawn.append(outline(name, column, row, label=letters if short else name))
    wide = {code: tiles[code] for code in BENEATH if code in tiles}
    drawn += beneath(wide, short=short)
    height = int(STEP_DOWN * (ROW_BENEATH + 1 if wide else ROWS))
    return chart(
        *drawn,
        title=title,
        description=description,
        width=STEP * COLUMNS - GAP,
        height=height,
        css="chart chart--map",
    )


def beneath(tiles: Mapping[str, Tile], *, short: bool) -> list[SafeString]:
    """Units without a place, as wide tiles in a row."""
    return [
        square(
            tile,
            index * COLUMNS / len(BENEATH),
            ROW_BENEATH,
            label=BENEATH[code] if short else tile.name,
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
        text(
            label,
            x + width / 2,
            y + 25,
            css=css,
            fill=ink,
            font_size=16,
            font_weight=600,
            text_anchor="middle",
        ),
        text(tile.words, x + width / 2, y + 44, css=css, fill=ink, font_size=12, text_anchor="middle"),
    ]
    words = f"{label} {tile.words}" if label == tile.name else f"{label} {tile.words} · {tile.name}"
    return link(tile.href, words, *parts) if tile.href else element("g", element("title", words), *parts)


def outline(name: str, column: int, row: int, *, label: str) -> SafeString:
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
        text(label, x + SIDE / 2, y + 34, font_size=14, text_anchor="middle"),
    )
