"""What a reviewer should look at twice: numbers far from an organization's own history, or from what
comparable organizations report (design R5). It points out and gives the reason; it stops nothing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from organizations.prepared_queries import PreparedQuery
from organizations.rounding import half_up
from targets.arithmetic.outliers import Outlier, outlier
from targets.arithmetic.plausibility import LEAST_STEPS, Numbers
from targets.arithmetic.rules import NumberForm, OverPeriods
from targets.arithmetic.sums import quotient
from targets.figures.line_numbers import numbers_of
from targets.figures.terms import rule_of
from targets.models import Indicator, Measurement
from targets.wording import quantity
from tasks.models import Filing, Guidance, ReportingPeriod

# As many periods are looked back on.
MOST_PERIODS = 12
# From so few periods one cannot tell what an organization usually reports.
LEAST_PERIODS = 2
# Increments of periods are compared where their lengths differ by at most so many days.
NEARLY_AS_LONG = 10
TIMES_STEP = Decimal("0.05")
TENTH = Decimal("0.1")
# What is read of each number, behind the end of its period and whose it is compared with.
COMPARED = (
    *("target__indicator_id", "filing__organization_id", "filing__period__guidance_id"),
    *("filing__period__order", "filing__period__starts_on", "value", "numerator", "denominator"),
)


class Stretch(NamedTuple):
    """The time that a period reports on, and its place in the year of its plan."""

    guidance: int
    order: int
    starts_on: dt.date
    ends_on: dt.date

    @classmethod
    def of(cls, period: ReportingPeriod) -> "Stretch":
        return cls(period.guidance_id, period.order, period.starts_on, period.ends_on)

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


type Series = Mapping[Stretch, Numbers]


@dataclass(frozen=True)
class Spoken:
    """The numbers of one organization on one indicator over the periods, as they are compared: increments,
    levels, or what a running total rose by; ``now`` is that of the period at hand."""

    now: Decimal | None
    earlier: tuple[Decimal, ...]

    @cached_property
    def usual(self) -> Decimal | None:
        """The median of the earlier numbers; None where they are too few."""
        return median(self.earlier) if len(self.earlier) >= LEAST_PERIODS else None

    @cached_property
    def times(self) -> Decimal | None:
        """How many times the usual it is; None where that says nothing."""
        return self.now / self.usual if self.now is not None and self.usual else None


def unusual(filing: Filing, lines: Sequence[Measurement]) -> dict[int, list[str]]:
    """What is unusual in the numbers of a filing, in sentences, by target id (one query).

    Approved numbers of the organization's last year are looked at, and those of the same kind of organization
    that report to the same one for this period, whoever they filed to before. Supplements are compared with
    nothing.
    """
    indicators = indicators_of(lines)
    if filing.period.is_supplement or not indicators:
        return {}
    (spoken,) = spoken_beside([filing], indicators)
    return in_sentences(filing, lines, spoken)


def unusual_filings(filings: Iterable[Filing]) -> set[int]:
    """The ids of those of ``filings`` in which ``unusual`` finds something (two queries, however many)."""
    ordinary = [filing for filing in filings if not filing.period.is_supplement]
    lines: dict[int, list[Measurement]] = defaultdict(list)
    stated = Measurement.objects.filter(filing__in=[filing.pk for filing in ordinary])
    for line in stated.select_related("target__indicator") if ordinary else ():
        lines[line.filing_id].append(line)
    indicators = indicators_of(line for stated_in in lines.values() for line in stated_in)
    if not indicators:
        return set()
    one_of_each = {alike(filing): filing for filing in ordinary}
    spoken = dict(zip(one_of_each, spoken_beside([*one_of_each.values()], indicators), strict=True))
    return {filing.pk for filing in ordinary if in_sentences(filing, lines[filing.pk], spoken[alike(filing)])}


def alike(filing: Filing) -> tuple[int, int | None, str]:
    """Filings for which this is the same are compared with the same numbers."""
    return filing.period_id, filing.reports_to_id, filing.organization.kind


def indicators_of(lines: Iterable[Measurement]) -> dict[int, Indicator]:
    """The indicators on which there is something to compare, by id."""
    return {line.target.indicator_id: line.target.indicator for line in lines if not line.nil_return}


def in_sentences(
    filing: Filing, lines: Sequence[Measurement], spoken: Mapping[int, Mapping[int, Spoken]]
) -> dict[int, list[str]]:
    """What is unusual in ``lines`` of a filing, beside what is ``spoken`` as ``spoken_beside`` has it."""
    unusual_in = {}
    for line in lines:
        indicator = line.target.indicator
        series = spoken.get(indicator.pk, {})
        own = series.get(filing.organization_id)
        if own is not None and numbers_of(line).has_number:
            others = [said for organization, said in series.items() if organization != filing.organization_id]
            unusual_in[line.target_id] = sentences(own, others, indicator)
    return {target: said for target, said in unusual_in.items() if said}


def spoken_beside(
    filings: Sequence[Filing], indicators: Mapping[int, Indicator]
) -> list[dict[int, dict[int, Spoken]]]:
    """For each of ``filings`` what its organization and those like it say, by indicator id and organization
    id (one query)."""
    stretches: dict[tuple[int, int], Stretch] = {}
    series: dict[tuple[int, int, int], dict[Stretch, Numbers]] = defaultdict(dict)
    for ends_on, place, indicator, organization, guidance, order, starts_on, *numbers in numbers_beside_each(
        filings, indicators
    ):
        stretch = stretches.get((guidance, order))
        if stretch is None:
            stretch = stretches[guidance, order] = Stretch(guidance, order, starts_on, ends_on)
        series[place, indicator, organization][stretch] = Numbers._make(numbers)
    now = [Stretch.of(filing.period) for filing in filings]
    spoken: list[dict[int, dict[int, Spoken]]] = [defaultdict(dict) for _filing in filings]
    for (place, pk, organization), said in series.items():
        spoken[place][pk][organization] = spoken_in(said, indicators[pk], now[place])
    return spoken


def numbers_beside_each(filings: Sequence[Filing], indicators: Iterable[int]) -> Iterable[tuple[Any, ...]]:
    """The numbers that those of each of ``filings`` are compared with, and these themselves, with its place
    among them (one query)."""
    asked: list[dict[str, Any]] = [
        {
            "place": place,
            "period": filing.period_id,
            "superior": filing.reports_to_id,
            "kind": str(filing.organization.kind),
            "indicators": tuple(indicators),
        }
        for place, filing in enumerate(filings)
    ]
    if len(asked) == 1:
        return ROWS_BESIDE.rows(**asked[0])
    first, *others = (rows_beside(**each) for each in asked)
    return first.union(*others, all=True).order_by()


def rows_beside(
    place: int, period: int, superior: int, kind: str, indicators: tuple[int, ...]
) -> QuerySet[Measurement, tuple[Any, ...]]:
    """``numbers_beside_each`` for a filing of ``period`` to ``superior`` by an organization of a kind."""
    approved = Q(filing__status=Filing.Status.APPROVED, filing__period__in=periods_before(period))
    handed_in = Q(filing__status__in=Filing.HANDED_IN)
    beside = Filing.objects.filter(period=period, reports_to=superior)
    numbers = Measurement.objects.filter(
        approved | handed_in & Q(filing__period=period),
        target__indicator__in=indicators,
        filing__organization__in=beside.values("organization"),
        filing__organization__kind=kind,
        nil_return=False,
    ).order_by()
    return numbers.values_list("filing__period__ends_on", Value(place), *COMPARED)


ROWS_BESIDE = PreparedQuery(rows_beside)


def periods_before(period: int) -> QuerySet[ReportingPeriod, int]:
    """The ids of the last periods of published plans that ended before one does."""
    end = ReportingPeriod.objects.filter(pk=period).values("ends_on")
    earlier = ReportingPeriod.objects.ordinary().filter(
        guidance__in=Guidance.objects.published(), ends_on__lt=Subquery(end)
    )
    return earlier.order_by("-ends_on").values_list("pk", flat=True)[:MOST_PERIODS]


def spoken_in(series: Series, indicator: Indicator, now: Stretch) -> Spoken:
    """One organization's series as it is compared."""
    compared = rises_of(series) if is_running_total(indicator) else levels_of(series, indicator, now)
    return Spoken(compared.pop(now, None), tuple(compared.values()))


def is_running_total(indicator: Indicator) -> bool:
    """Whether numbers are compared by what they rose: totals that never fall. Of two numbers that never fall
    the quotient does, so it is compared as it is."""
    return indicator.never_falls and not indicator.has_two_numbers


def levels_of(series: Series, indicator: Indicator, now: Stretch) -> dict[Stretch, Decimal]:
    """Values or quotients in the indicator's unit; increments of periods about as long as this one alone."""
    rule = rule_of(indicator)
    is_increment = rule.over_periods is OverPeriods.SUM and rule.form is NumberForm.VALUE
    levels = {}
    for period, numbers in series.items():
        if is_increment and abs(period.days - now.days) > NEARLY_AS_LONG:
            continue
        level = numbers.value
        if rule.form is not NumberForm.VALUE and numbers.numerator is not None and numbers.denominator:
            level = quotient(numbers.numerator, numbers.denominator, rule)
        if level is not None:
            levels[period] = level
    return levels


def rises_of(series: Series) -> dict[Stretch, Decimal]:
    """What a running total rose by from one period of a year to the next."""
    in_order = sorted(series.items(), key=lambda each: each[0][:2])
    return {
        period: numbers.value - before.value
        for (last, before), (period, numbers) in pairwise(in_order)
        if (last.guidance, last.order + 1) == (period.guidance, period.order)
        and numbers.value is not None
        and before.value is not None
    }


# --- In words --------------------------------------------------------------------------------------
def sentences(own: Spoken, others: Sequence[Spoken], indicator: Indicator) -> list[str]:
    """Why one organization's number is unusual; nothing where it is not."""
    if own.now is None:
        return []
    step = TENTH if indicator.has_two_numbers else indicator.quantum
    by_history = outlier(own.now, own.earlier, step=step)
    said = [history_in_words(by_history, indicator)] if by_history else []
    return said + comparison_with_others(own, others, indicator)


def comparison_with_others(own: Spoken, others: Sequence[Spoken], indicator: Indicator) -> list[str]:
    """Rates are compared as they are; amounts, which are as large as the organizations, by how many times
    their usual one they are. From one center to three is nothing unusual."""
    if indicator.has_two_numbers:
        rates = [other.now for other in others if other.now is not None]
        far = outlier(own.now, rates, step=TENTH) if own.now is not None else None
        return [rates_in_words(far, indicator)] if far else []
    if own.now is None or own.usual is None or own.times is None:
        return []
    if abs(own.now - own.usual) <= indicator.quantum * LEAST_STEPS:
        return []
    far = outlier(own.times, [other.times for other in others if other.times is not None], step=TIMES_STEP)
    return [times_in_words(far)] if far else []


def history_in_words(far: Outlier, indicator: Indicator) -> str:
    pattern = (
        _(
            "Far from its own history: a rise by %(value)s, where the last %(count)d were %(median)s at the"
            " median, from %(low)s to %(high)s."
        )
        if is_running_total(indicator)
        else _(
            "Far from its own history: %(value)s, where the last %(count)d were %(median)s at the median,"
            " from %(low)s to %(high)s."
        )
    )
    return pattern % in_units(far, indicator)


def rates_in_words(far: Outlier, indicator: Indicator) -> str:
    return _(
        "Far from comparable organizations: %(value)s, where %(count)d others are at %(median)s at the"
        " median, from %(low)s to %(high)s."
    ) % in_units(far, indicator)


def times_in_words(far: Outlier) -> str:
    return _(
        "Far from comparable organizations: %(value)s times what it usually reports, where %(count)d others"
        " are at %(median)s times at the median, from %(low)s to %(high)s."
    ) % {
        "count": far.count,
        **{name: f"{half_up(getattr(far, name)):,}" for name in ("value", "median", "low", "high")},
    }


def in_units(far: Outlier, indicator: Indicator) -> dict[str, str | int]:
    names = ("value", "median", "low", "high")
    return {"count": far.count, **{name: quantity(getattr(far, name), indicator) for name in names}}
