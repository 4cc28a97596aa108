"""Figures made anew from what the filings said when they were submitted (design R7–R10).

A second way to every figure, to compare the first with: the log says which version of a filing stands
approved, the snapshot of that version what it says, and whole fractions are added up. Nothing of
``targets.arithmetic.rollup`` or ``targets.figures.reports`` is used, so that an error there shows as a
difference.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.utils.timezone import get_default_timezone

from organizations.models import Organization
from targets.models import Indicator, Target
from tasks.models import Filing, FilingEvent, FilingSnapshot, ReportingPeriod
from tasks.models.filing import FilingQuerySet

# Quotients are shown by decimals, so that the two ways may differ in a digit far behind all that is shown.
NEGLIGIBLE = Fraction(1, 10**30)
type Numbers = tuple[Fraction | None, Fraction | None, Fraction | None]


@dataclass(frozen=True, slots=True)
class Statement:
    """What the approved version of one filing says on one target; a nil return has no number."""

    organization: int
    period: int
    is_supplement: bool
    numbers: Numbers

    @property
    def value(self) -> Fraction | None:
        return self.numbers[0]

    @property
    def pair(self) -> tuple[Fraction, Fraction] | None:
        _value, numerator, denominator = self.numbers
        return (numerator, denominator) if numerator is not None and denominator else None

    @property
    def has_number(self) -> bool:
        return self.value is not None or self.pair is not None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A figure in its indicator's unit, None where nobody stated a number; ``counted`` organizations have an
    approved answer for the period that was asked for, nil returns included."""

    value: Fraction | None
    counted: int

    def agrees_with(self, value: Decimal | None, *, counted: int) -> bool:
        """Whether another way came to the same."""
        if self.counted != counted or (self.value is None) != (value is None):
            return False
        if self.value is None or value is None:
            return True
        return abs(Fraction(value) - self.value) <= abs(self.value) * NEGLIGIBLE


def official_filings(organization: Organization) -> FilingQuerySet:
    """The filings behind an organization's own figures: what a local one attests, or for the office and its
    departments what is filed to the office."""
    if organization.is_local:
        return Filing.objects.filter(organization=organization)
    return Filing.objects.filter(reports_to__kind=Organization.Kind.OFFICE)


def statements_on(
    targets: Iterable[Target], filings: FilingQuerySet, *, before: dt.datetime | None = None
) -> dict[int, list[Statement]]:
    """What the versions that stand approved say, by target id (three queries); with ``before``, those that
    stood approved at that moment. ``targets`` of one guidance come with their indicator."""
    by_code = {target.indicator.code: target for target in targets}
    guidances = {target.guidance_id for target in by_code.values()}
    asked = filings.filter(period__guidance__in=guidances)
    places = {
        pk: (organization, order, kind == ReportingPeriod.Kind.SUPPLEMENT)
        for pk, organization, order, kind in asked.values_list(
            "pk", "organization_id", "period__order", "period__kind"
        )
    }
    approved = approved_versions(asked, before)
    found: dict[int, list[Statement]] = defaultdict(list)
    for filing, version, content in snapshots_of(asked):
        if approved.get(filing) == version:
            for code, numbers in answers_in(content):
                if code in by_code:
                    found[by_code[code].pk].append(Statement(*places[filing], numbers))
    return found


def approved_versions(filings: FilingQuerySet, before: dt.datetime | None = None) -> dict[int, int]:
    """Which version of each filing stands approved, by the last entry of its log (one query)."""
    events = FilingEvent.objects.filter(filing__in=filings.values("pk")).order_by("filing", "pk")
    if before is not None:
        events = events.filter(at__lt=before)
    rows = events.values_list("filing_id", "to_status", "version")
    last = {filing: (status, version) for filing, status, version in rows}
    return {filing: version for filing, (status, version) in last.items() if status == Filing.Status.APPROVED}


def snapshots_of(filings: FilingQuerySet) -> Iterable[tuple[int, int, Mapping[str, Any]]]:
    """Filing, version and content of every submission, one after another (one query)."""
    snapshots = FilingSnapshot.objects.filter(filing__in=filings.values("pk")).order_by()
    return snapshots.values_list("filing_id", "version", "content").iterator(chunk_size=500)


def answers_in(content: Mapping[str, Any]) -> Iterable[tuple[str, Numbers]]:
    """The answers on targets of one snapshot: the indicator's code with value, numerator and denominator."""
    for line in content["lines"]:
        if line["kind"] == "measurement":
            numbers = fraction(line["value"]), fraction(line["numerator"]), fraction(line["denominator"])
            if line["nil_return"] or any(number is not None for number in numbers):
                yield line["indicator"], numbers


def fraction(number: str | None) -> Fraction | None:
    return None if number is None else Fraction(number)


@dataclass(frozen=True, slots=True)
class Heir:
    """Who speaks for an organization that was merged into another or moved beneath it: the other one's id;
    ``asked`` are the places in the year of the periods for which it was still asked itself."""

    organization: int
    asked: tuple[int, ...]


def heirs_in(filings: FilingQuerySet, guidance: int) -> dict[int, Heir]:
    """The heirs among those who filed for a guidance, by the organization that is gone (one query)."""
    organizations: dict[int, Organization] = {}
    asked: dict[int, list[int]] = defaultdict(list)
    rows = filings.filter(period__guidance=guidance).select_related("organization", "period")
    for filing in rows.exclude(period__kind=ReportingPeriod.Kind.SUPPLEMENT):
        organization = filing.organization
        organizations[organization.pk] = organization
        if organization.is_there_on(filing.period.ends_on) or not filing.is_in_draft:
            asked[organization.pk].append(filing.period.order)
    found = {}
    for pk, organization in organizations.items():
        superiors = [one for one in organizations.values() if one.pk != pk and organization.is_within(one)]
        nearest = max(superiors, key=lambda one: len(str(one.path)), default=None)
        heir = organization.successor_id or (nearest.pk if nearest else None)
        if heir is not None:
            found[pk] = Heir(heir, tuple(asked[pk]))
    return found


def day_after(day: dt.date) -> dt.datetime:
    """The first moment after a day, Asia/Shanghai: what stood at the day's end was before it."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=get_default_timezone())


def recompute(
    indicator: Indicator,
    statements: Sequence[Statement],
    period: ReportingPeriod,
    heirs: Mapping[int, Heir] | None = None,
) -> Recomputed:
    """The figure of ``indicator`` with ``period`` and those before it, from approved ``statements``.

    Supplements count from the year end on (design R6); a level that an heir has stated since is not counted
    twice. Raises ``ValueError`` where an indicator that
    combines nothing is stated by several organizations.
    """
    heard = sorted(
        (one for one in statements if is_heard(one, period)), key=lambda one: (one.organization, one.period)
    )
    is_level = indicator.over_periods == Indicator.OverPeriods.LATEST
    theirs = [
        list(group)
        for organization, group in groupby(heard, key=lambda one: one.organization)
        if not (is_level and is_spoken_for(organization, heirs or {}, heard, period))
    ]
    parts = [stated for each in theirs if (stated := that_count(indicator, each))]
    answered = {one.organization for one in heard if one.period == period.order}
    return Recomputed(whole(indicator, parts) if parts else None, len(answered))


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
    longer asked."""
    gone, asked_until = {organization}, 0
    heir = heirs.get(organization)
    while heir is not None and heir.organization not in gone:
        asked_until = max([asked_until, *(order for order in heir.asked if order <= period.order)])
        if any(
            one.organization == heir.organization and one.has_number and one.period > asked_until
            for one in heard
        ):
            return True
        gone.add(heir.organization)
        heir = heirs.get(heir.organization)
    return False


def that_count(indicator: Indicator, statements: Sequence[Statement]) -> list[Statement]:
    """What counts of one organization's statements, in order of the periods: every increment, or the last
    level (design R8)."""
    stated = [one for one in statements if one.has_number]
    return stated[-1:] if indicator.over_periods == Indicator.OverPeriods.LATEST else stated


def whole(indicator: Indicator, parts: Sequence[Sequence[Statement]]) -> Fraction:
    """The parts of all organizations combined, in the indicator's unit."""
    if indicator.form != Indicator.Form.VALUE:
        pairs = [one.pair for part in parts for one in part if one.pair is not None]
        quotient = sum(above for above, _below in pairs) / Fraction(sum(below for _above, below in pairs))
        growth = 1 if indicator.form == Indicator.Form.GROWTH else 0
        return (quotient - growth) * indicator.scale
    values = [sum((one.value for one in part if one.value is not None), Fraction(0)) for part in parts]
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
