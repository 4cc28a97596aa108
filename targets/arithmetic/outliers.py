"""Whether a number lies far from others: robust statistics over plain values.

Far is what lies more than 3.5 scaled median absolute deviations from the median (Iglewicz and Hoaglin 1993):
unlike means and standard deviations, one wild value among the others hides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

# Makes the median absolute deviation of normal values their standard deviation.
SCALE = Decimal("1.4826")
FAR = Decimal("3.5")
# Numbers that hardly ever changed are taken to scatter by this part of their median.
LEAST_SPREAD = Decimal("0.05")
ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Outlier:
    """A value far from ``count`` others, which go from ``low`` to ``high``; all in the same unit."""

    value: Decimal
    median: Decimal
    low: Decimal
    high: Decimal
    count: int


def outlier(value: Decimal, others: Sequence[Decimal], *, step: Decimal) -> Outlier | None:
    """How a value lies outside the others; None where it does not, or where they are too few to tell.

    ``step`` is the least scatter that counts, such as one of the last shown digit. What lies between the
    smallest and the largest of the others is never far.
    """
    if len(others) < ENOUGH:
        return None
    low, middle, high = min(others), median(others), max(others)
    deviation = median([abs(other - middle) for other in others])
    spread = max(deviation * SCALE, abs(middle) * LEAST_SPREAD, step)
    if low <= value <= high or abs(value - middle) <= FAR * spread:
        return None
    return Outlier(value, middle, low, high, len(others))
