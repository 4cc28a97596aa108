"""Figures as numbers in tables, rounded as the pages round them."""

from collections.abc import Iterable
from decimal import Decimal

from organizations.rounding import half_up, in_tenths_of_percent, reached_in_percent
from spreadsheets.values import Number
from targets.figures.queries import TargetFigure
from targets.models import Indicator
from targets.wording import rounded

# Ratios of stored numbers never end; this many decimals are kept of them.
RATIO_DECIMALS = 6


def shown_number(value: Decimal | None, shown: TargetFigure) -> Number | None:
    """A figure as the pages round it: never onto the other side of its goal."""
    return number_of(value, shown.target.indicator, apart_from=shown.marks)


def number_of(
    value: Decimal | None, indicator: Indicator, *, apart_from: Iterable[Decimal] = ()
) -> Number | None:
    """A number with its indicator's decimals, or with as many more as keep it on its side of every mark."""
    if value is None:
        return None
    decimals = indicator.decimals
    number = rounded(value, decimals, apart_from=apart_from)
    # What rounds to nothing has no sign, as on the pages.
    number = number or number.copy_abs()
    exponent = number.as_tuple().exponent
    return Number(number, max(decimals, -exponent if isinstance(exponent, int) else 0))


def percent(share: Decimal) -> Number:
    """A share in percent, as on the pages."""
    return Number(in_tenths_of_percent(share), 1)


def attainment(share: Decimal) -> Number:
    """How much of a goal is reached, in percent, as on the pages."""
    return Number(reached_in_percent(share), 1)


def stated(value: Decimal | None, indicator: Indicator | None) -> Number | None:
    if value is None:
        return None
    kept = half_up(value, Decimal(1).scaleb(-RATIO_DECIMALS)).normalize()
    exponent = kept.as_tuple().exponent
    decimals = max(-exponent if isinstance(exponent, int) else 0, indicator.decimals if indicator else 0)
    return Number(Decimal(format(kept, "f")), decimals)
