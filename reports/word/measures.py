"""The page of GB/T 9704-2012 in the units of Word: twips, of which 20 make a point."""

from typing import NamedTuple


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


# A4, and the type area (版心) of 156 × 225 mm that stands 37 mm from the top and 28 mm from the left.
PAPER_WIDTH, PAPER_HEIGHT = 11906, 16838
TYPE_WIDTH, TYPE_HEIGHT = twips(156), twips(225)
TOP, LEFT = twips(37), twips(28)
RIGHT = PAPER_WIDTH - LEFT - TYPE_WIDTH
BOTTOM = PAPER_HEIGHT - TOP - TYPE_HEIGHT
# 22 lines make up the height; 580 would leave room for 21.
PITCH = TYPE_HEIGHT // 22
# 3号 (16 pt), of which 28 signs make up the width once each gives up a quarter of a point.
SIGN = 320
TRACKING = -5
# The dash of the page number lies 7 mm below the type area.
FOOTER = twips(25.4)
HEADER = twips(12)
# EMU, the unit of drawings.
EMU = 635


class Frame(NamedTuple):
    """What a section leaves for text, in twips."""

    width: int
    height: int


PORTRAIT = Frame(TYPE_WIDTH, TYPE_HEIGHT)
# The page turned to the left: its head is at the binding edge.
LANDSCAPE = Frame(TYPE_HEIGHT, TYPE_WIDTH)
