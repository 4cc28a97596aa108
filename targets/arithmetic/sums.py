"""Numbers put together by a rule over organizations, and quotients of their sums (design R8)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from targets.arithmetic.rules import NumberForm, OverOrganizations, Rule

ZERO = Decimal(0)


def total(numbers: Iterable[Decimal | None]) -> Decimal:
    given = [number for number in numbers if number is not None]
    return given[0] if len(given) == 1 else sum(given, ZERO)


def quotient(numerator: Decimal, denominator: Decimal, rule: Rule) -> Decimal | None:
    """Σ numerators / Σ denominators in the indicator's unit, less the whole for a growth (design R8)."""
    if not denominator:
        return None
    ratio = numerator / denominator
    return (ratio - 1 if rule.form is NumberForm.GROWTH else ratio) * rule.scale


COMBINE: Mapping[OverOrganizations, Callable[[Sequence[Decimal]], Decimal]] = {
    OverOrganizations.SUM: total,
    OverOrganizations.NONE: total,
    OverOrganizations.MIN: min,
    OverOrganizations.MAX: max,
}
