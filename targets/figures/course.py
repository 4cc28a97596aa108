"""How a figure went over its year, period by period."""

from collections.abc import Sequence
from dataclasses import dataclass

from targets.arithmetic.rollup import Figure, Report, both_ways
from targets.figures.history import reports_at
from targets.figures.periods import periods_of
from targets.figures.queries import TargetFigure
from targets.figures.reports import filings_behind
from targets.figures.supplements import known_with, organizations_in
from targets.figures.terms import rule_of
from tasks.models import ReportingPeriod


@dataclass(frozen=True, slots=True)
class Point:
    """The figure as it stood with one period and those before it."""

    period: ReportingPeriod
    official: Figure
    provisional: Figure


def course_of(shown: TargetFigure) -> list[Point]:
    """A target's figure after each period up to the one asked for, and then after each supplement that it
    holds (three queries)."""
    target = shown.target
    reports = reports_at([target], filings_behind(shown.organization), shown.as_of)[target.pk]
    return course_in(shown, reports, periods_of([target])[target.guidance_id])


def course_in(
    shown: TargetFigure, reports: Sequence[Report], periods: Sequence[ReportingPeriod]
) -> list[Point]:
    """``course_of`` a figure out of the reports that it is made of (no query)."""
    last = shown.period
    if last is None:
        return []
    past = [period for period in periods if period.order <= last.order]
    supplements = {supplement.period.order: supplement.period for supplement in shown.supplements}
    return [
        itself(shown, last)
        if is_itself(shown, period, reports)
        else point_at(period, known_with(reports, period), shown)
        for period in [*past, *(supplements[order] for order in sorted(supplements))]
    ]


def is_itself(shown: TargetFigure, period: ReportingPeriod, reports: Sequence[Report]) -> bool:
    """Whether the figure is what it was with a period, so that nothing has to be combined again: with the
    last one, where no supplement came after it. A provisional figure knows of no official one beside it."""
    if shown.is_provisional or shown.period is None or period.pk != shown.period.pk:
        return False
    return not any(report.is_supplement for report in reports)


def itself(shown: TargetFigure, period: ReportingPeriod) -> Point:
    return Point(period, shown.figure, shown.provisional)


def point_at(period: ReportingPeriod, reports: Sequence[Report], shown: TargetFigure) -> Point:
    """The figure with one period and those before it; a supplement leaves the coverage as it was."""
    last = period.order if shown.period is None else min(period.order, shown.period.order)
    rule = rule_of(shown.target.indicator)
    expected = organizations_in(reports, last, shown.among)
    official, provisional = both_ways(reports, expected, rule, period=last)
    return Point(period, official, provisional)
