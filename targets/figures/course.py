"""How a figure went over its year, period by period."""

from collections.abc import Sequence
from dataclasses import dataclass

from targets.arithmetic.rollup import Figure, Report, both_ways
from targets.figures.history import reports_at
from targets.figures.queries import TargetFigure, periods_of, rule_of
from targets.figures.reports import filings_behind
from targets.figures.supplements import known_with, organizations_in
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
    target, last = shown.target, shown.period
    if last is None:
        return []
    reports = reports_at([target], filings_behind(shown.organization), shown.as_of)[target.pk]
    periods = [period for period in periods_of([target])[target.guidance_id] if period.order <= last.order]
    supplements = {supplement.period.order: supplement.period for supplement in shown.supplements}
    return [
        point_at(period, known_with(reports, period), shown)
        for period in [*periods, *(supplements[order] for order in sorted(supplements))]
    ]


def point_at(period: ReportingPeriod, reports: Sequence[Report], shown: TargetFigure) -> Point:
    """The figure with one period and those before it; a supplement leaves the coverage as it was."""
    last = period.order if shown.period is None else min(period.order, shown.period.order)
    rule = rule_of(shown.target.indicator)
    official, provisional = both_ways(reports, organizations_in(reports, last), rule, period=last)
    return Point(period, official, provisional)
