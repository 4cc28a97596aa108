"""A drawing as pixels, set by typst with the fonts of the reports."""

import typst

from reports.pdf.fonts import FontSet
from texts.outgoing.json_text import json_text

# Dots an inch; of the units of a drawing there are 96 to the inch.
DOTS, UNITS, POINTS = 200, 96, 72
PAGE = b"""
#let given = json(bytes(sys.inputs.given))
#set page(width: given.width * 1pt, height: given.height * 1pt, margin: 0pt)
#image(bytes(given.svg), format: "svg", width: 100%, height: 100%)
"""


def png_of(svg: str, width: float, height: float, fonts: FontSet) -> bytes:
    """The same bytes for the same drawing and fonts. Raises ``typst.TypstError`` where it cannot be drawn."""
    scale = POINTS / UNITS
    given = {"svg": svg, "width": width * scale, "height": height * scale}
    compiler = typst.Compiler(PAGE, font_paths=fonts.fonts, ignore_system_fonts=True)
    drawn = compiler.compile(format="png", ppi=DOTS, sys_inputs={"given": json_text(given)})
    if not isinstance(drawn, bytes):
        raise ValueError("typst made no single file.")
    return drawn
