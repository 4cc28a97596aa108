"""Figures made anew from what the filings said when they were submitted (design R7–R10).

A second way to every figure, to compare the first with: the record says what stands approved, and whole
fractions are added up. Nothing of ``targets.arithmetic.rollup`` or of the reports of ``targets.figures`` is
used, so that an error there shows as a difference.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from operator import attrgetter

from targets.explanation.record import Heir, Statement
from targets.models import Indicator
from tasks.models import ReportingPeriod

# Quotients are shown by decimals, so that the two ways may differ in a digit far behind all that is shown.
NEGLIGIBLE = Fraction(1, 10**30)


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A figure in its indicator's unit, None where nobody stated a number; ``counted`` organizations have an
    approved answer for the period that was asked for, nil returns included. ``supplemented`` are those, by
    id, whose supplements it holds."""

    value: Fraction | None
    counted: int
    supplemented: frozenset[int] = frozenset()

    def agrees_with(self, value: Decimal | None, *, counted: int) -> bool:
        """Whether another way came to the same."""
        if self.counted != counted or (self.value is None) != (value is None):
            return False
        if self.value is None or value is None:
            return True
        return abs(Fraction(value) - self.value) <= abs(self.value) * NEGLIGIBLE


def recompute(
    indicator: Indicator,
    statements: Sequence[Statement],
    period: ReportingPeriod,
    heirs: Mapping[int, Heir] | None = None,
    among: Collection[int] | None = None,
) -> Recomputed:
    """The figure of ``indicator`` with ``period`` and those before it, from ``statements``; of a region from
    those ``among`` them, by id, whose organizations it has. Heirs are heard wherever they are.

    Supplements count from the year end on (design R6); a level that an heir has stated since is not counted
    twice. Raises ``ValueError`` where an indicator that
    combines nothing is stated by several organizations.
    """
    heard = sorted((said for said in statements if is_heard(said, period)), key=PLACE_IN_YEAR)
    is_level = indicator.over_periods == Indicator.OverPeriods.LATEST
    theirs = [
        list(group)
        for organization, group in groupby(heard, key=attrgetter("organization"))
        if among is None or organization in among
        if not (is_level and is_spoken_for(organization, heirs or {}, heard, period))
    ]
    heard = [said for said in heard if among is None or said.organization in among]
    parts = [stated for each in theirs if (stated := that_count(indicator, each))]
    answered = {said.organization for said in heard if said.period == period.order}
    supplemented = {said.organization for said in heard if said.is_supplement and said.has_number}
    value = whole(indicator, parts) if parts else None
    return Recomputed(value, len(answered), frozenset(supplemented))


PLACE_IN_YEAR = attrgetter("organization", "period")


def is_heard(statement: Statement, period: ReportingPeriod) -> bool:
    if statement.is_supplement and period.is_year_end:
        return True
    return statement.period <= period.order and (
        not statement.is_supplement or statement.period == period.order
    )


def is_spoken_for(
    organization: int, heirs: Mapping[int, Heir], heard: Sequence[Statement], period: ReportingPeriod
) -> bool:
    """Whether an heir, or an heir's heir, has stated a number for a period for which the organization was no
    longer asked, or it has been beneath another superior since."""
    gone, asked_until = {organization}, 0
    heir = heirs.get(organization)
    while heir is not None and heir.organization not in gone:
        asked_until = max([asked_until, *(order for order in heir.asked if order <= period.order)])
        if heir.organization is None:
            return asked_until < period.order
        if any(
            said.organization == heir.organization and said.has_number and said.period > asked_until
            for said in heard
        ):
            return True
        gone.add(heir.organization)
        heir = heirs.get(heir.organization)
    return False


def that_count(indicator: Indicator, statements: Sequence[Statement]) -> list[Statement]:
    """What counts of one organization's statements, in order of the periods: every increment, or the last
    level (design R8)."""
    stated = [said for said in statements if said.has_number]
    return stated[-1:] if indicator.over_periods == Indicator.OverPeriods.LATEST else stated


def whole(indicator: Indicator, parts: Sequence[Sequence[Statement]]) -> Fraction:
    """The parts of all organizations combined, in the indicator's unit."""
    if indicator.form != Indicator.Form.VALUE:
        pairs = [said.pair for part in parts for said in part if said.pair is not None]
        quotient = sum(above for above, _below in pairs) / Fraction(sum(below for _above, below in pairs))
        growth = 1 if indicator.form == Indicator.Form.GROWTH else 0
        return (quotient - growth) * indicator.scale
    values = [sum((said.value for said in part if said.value is not None), Fraction(0)) for part in parts]
    return COMBINED[Indicator.OverOrganizations(indicator.over_organizations)](values)


def added(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def alone(values: Sequence[Fraction]) -> Fraction:
    """The only value."""
    (value,) = values
    return value


COMBINED: Mapping[Indicator.OverOrganizations, Callable[[Sequence[Fraction]], Fraction]] = {
    Indicator.OverOrganizations.SUM: added,
    Indicator.OverOrganizations.MIN: min,
    Indicator.OverOrganizations.MAX: max,
    Indicator.OverOrganizations.NONE: alone,
}
