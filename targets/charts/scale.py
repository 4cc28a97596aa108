"""Where values and days of a year lie on a drawing."""

from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 16, 624, 28, 222


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values and days lie on the drawing: the year runs from the left edge to the right."""

    smallest: Decimal
    largest: Decimal

    def x(self, share: Decimal) -> float:
        """Where the part ``share`` of the year is over."""
        return LEFT + (RIGHT - LEFT) * float(share)

    def y(self, value: Decimal) -> float:
        return BOTTOM - float((value - self.smallest) / (self.largest - self.smallest)) * (BOTTOM - TOP)


def anchor(share: Decimal) -> str:
    """Labels are centred under their mark, the last one of the year ends at the edge."""
    return "end" if share >= 1 else "middle"
