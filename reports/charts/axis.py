"""Round numbers for an axis."""

from decimal import Decimal

STEPS = 5


def axis_to(largest: Decimal, smallest: Decimal = Decimal(0)) -> list[Decimal]:
    """Round numbers in even steps from one at or below ``smallest`` to one at or above ``largest``: at most
    seven, at least two."""
    span = max(largest - smallest, Decimal(1)) / STEPS
    power = Decimal(1).scaleb(span.adjusted())
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= span)
    first = (smallest // step) * step
    found = [first]
    while found[-1] < largest or len(found) == 1:
        found.append(found[-1] + step)
    return found
