"""Forecasts of figures: what they stand on is gathered here, in four queries however many there are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.calendar import today
from organizations.models import Organization
from targets.arithmetic.forecast import (
    Course,
    Forecast,
    Kind,
    Lacking,
    Prospect,
    Reading,
    Way,
    forecast,
    is_telling,
    prospect,
)
from targets.arithmetic.rollup import Report
from targets.arithmetic.rules import NumberForm
from targets.figures.periods import periods_of
from targets.figures.queries import Filed, TargetFigure, has_figure
from targets.figures.reports import filings_behind, reports_on
from targets.figures.terms import rule_of
from targets.forecasting.observations import kind_of, limits, readings_of
from targets.models import Target
from targets.wording import amount, quantity, range_with_unit, value_with_range
from tasks.models import Guidance, ReportingPeriod

# Older years tell little of this one, and would make the page slower every year.
MOST_YEARS = 5


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected of a figure at the year's end, or why nothing is; an estimate, never a fact."""

    shown: TargetFigure
    found: Forecast | Lacking

    @property
    def forecast(self) -> Forecast | None:
        return self.found if isinstance(self.found, Forecast) else None

    @property
    def is_telling(self) -> bool:
        """Whether there is a forecast whose range is narrow enough to say something."""
        bounds = self.shown.goal.bounds if self.shown.is_compared else ()
        return self.forecast is not None and is_telling(self.forecast, max(bounds, key=abs, default=None))

    @property
    def prospect(self) -> Prospect | None:
        """What it says of the goal; None where the figure is not compared with one."""
        if self.forecast is None or not self.shown.is_compared:
            return None
        return prospect(self.forecast, self.shown.goal)

    @property
    def value_in_words(self) -> str:
        """The expected value with unit; a dash without a forecast."""
        return quantity(self.forecast.value if self.forecast else None, self.shown.target.indicator)

    @property
    def range_in_words(self) -> str:
        """Both ends with their unit: "2,754 to 3,212 months", "22.7% to 51.0%"."""
        if self.forecast is None:
            return quantity(None, self.shown.target.indicator)
        return range_with_unit(*self._ends(self.forecast), self.shown.target.indicator.display_unit)

    @property
    def together_in_words(self) -> str:
        """Value and range, each with its unit: "36.9% (22.7% to 51.0%)"."""
        return value_with_range(self.value_in_words, self.range_in_words)

    @property
    def sentence(self) -> str:
        """All in one line: "Expected at year end: 36.9% (22.7% to 51.0%); goal above 10%: likely met"."""
        if self.forecast is None:
            return self.way_in_words
        words = {
            "value": self.together_in_words,
            "goal": self.shown.goal_in_words,
            "prospect": self.prospect_in_words,
        }
        if not self.prospect:
            return _("Expected at year end: %(value)s") % words
        return _("Expected at year end: %(value)s; goal %(goal)s: %(prospect)s") % words

    @property
    def prospect_in_words(self) -> str:
        """What the range says of the goal; empty where it says nothing."""
        said = self.prospect
        return "" if said is None else PROSPECT_WORDS[said]()

    @property
    def way_in_words(self) -> str:
        """How it was estimated; without a forecast, why there is none."""
        if isinstance(self.found, Lacking):
            return LACKING_WORDS[self.found]()
        return way_in_words(self.found)

    @property
    def since_in_words(self) -> str:
        """The last day whose figures it stands on."""
        if self.forecast is None:
            return ""
        goal = self.shown.goal
        days = round(self.forecast.since * ((goal.ends_on - goal.starts_on).days + 1))
        return _("figures up to %(day)s") % {
            "day": date_format(goal.starts_on + dt.timedelta(days=days - 1), "DATE_FORMAT")
        }

    def _ends(self, estimate: Forecast) -> tuple[str, str]:
        """Both ends as bare numbers, each on its side of the goal."""
        indicator = self.shown.target.indicator
        marks = self.shown.goal.bounds if self.shown.is_compared else ()
        return (
            amount(estimate.low, indicator, apart_from=marks),
            amount(estimate.high, indicator, apart_from=marks),
        )


PROSPECT_WORDS = {
    Prospect.LIKELY_MET: lambda: _("likely met"),
    Prospect.OPEN: lambda: _("uncertain"),
    Prospect.LIKELY_MISSED: lambda: _("likely missed"),
}
LACKING_WORDS = {
    Lacking.YEAR_OVER: lambda: _(
        "The year is over, or its end is filed already: nothing is left to forecast."
    ),
    Lacking.NO_FIGURE: lambda: _("No forecast: there are no approved figures of this year yet."),
    Lacking.TOO_FEW: lambda: _(
        "No forecast: too few complete figures so far to tell by how much they scatter."
    ),
}


def way_in_words(estimate: Forecast) -> str:
    """How a forecast was made, as one sentence."""
    if estimate.way is Way.YEARS:
        return ngettext(
            "By what %(years)d earlier year added from the same day to its end.",
            "By what %(years)d earlier years added from the same day to their ends.",
            estimate.years,
        ) % {"years": estimate.years}
    return {
        Way.LAST_YEAR: lambda: _("By how last year went on from the same day."),
        Way.RUN_RATE: lambda: _("By the pace of the year so far."),
        Way.TREND: lambda: _("By the trend of the year so far (median slope)."),
    }[estimate.way]()


def forecast_of(shown: TargetFigure) -> Expectation:
    """The forecast of one figure (four queries; none once the year is over)."""
    return forecasts_of([shown])[shown.target.pk]


def forecasts_of(figures: Sequence[TargetFigure]) -> dict[int, Expectation]:
    """The forecasts of one organization's figures by target id (four queries; none once the years are over).

    They stand on approved filings up to the period that each figure ends with, whether or not it shows
    submitted ones, and on the last years of the same indicators; those of a region on its own alone.
    """
    courses = courses_of([shown for shown in figures if goes_on(shown)])
    return {shown.target.pk: Expectation(shown, expected(shown, courses)) for shown in figures}


def forecast_in(shown: TargetFigure, filed: Filed, goals: Sequence[Target]) -> Expectation:
    """``forecast_of`` a figure out of what was read on all ``goals`` of its indicator by year (no query)."""
    if not goes_on(shown):
        return Expectation(shown, expected(shown, {}))
    earlier = [goal for goal in goals if goal.pk in filed.reports and is_told_from(goal, shown.target)]
    courses = courses_in([shown], {shown.target.indicator_id: earlier}, filed.reports, filed.periods)
    return Expectation(shown, expected(shown, courses))


def goes_on(shown: TargetFigure) -> bool:
    """Whether there is something left of a figure's year to forecast."""
    return shown.period is not None and today() <= shown.goal.ends_on


def expected(shown: TargetFigure, courses: Mapping[int, Course]) -> Forecast | Lacking:
    """The forecast of a figure; of one without a course the year is over."""
    course = courses.get(shown.target.pk)
    if course is None:
        return Lacking.YEAR_OVER
    found = forecast(course)
    is_incomplete = found is Lacking.NO_FIGURE and shown.figure.value is not None
    return Lacking.TOO_FEW if is_incomplete else found


def courses_of(figures: Sequence[TargetFigure]) -> dict[int, Course]:
    """What the forecasts stand on, by target id (four queries, none without figures)."""
    if not figures:
        return {}
    organization = figures[0].organization
    earlier = earlier_targets(organization, [shown.target for shown in figures])
    every = [shown.target for shown in figures] + [target for years in earlier.values() for target in years]
    reports = reports_on(every, filings_behind(organization))
    return courses_in(figures, earlier, reports, periods_of(every))


def courses_in(
    figures: Sequence[TargetFigure],
    earlier: Mapping[int, Sequence[Target]],
    reports: Mapping[int, Sequence[Report]],
    periods: Mapping[int, Sequence[ReportingPeriod]],
) -> dict[int, Course]:
    """``courses_of`` out of what was read: the goals of ``earlier`` years by indicator id, reports by target
    id, periods by guidance id (no query)."""
    counted = among_alone(reports, figures[0].among)
    return {
        shown.target.pk: course(
            shown,
            year_of(shown.target, counted, periods, until=shown.period),
            [
                year_of(target, counted, periods)
                for target in earlier[shown.target.indicator_id]
                if target.guidance.year < shown.target.guidance.year
            ],
        )
        for shown in figures
    }


def among_alone(
    reports: Mapping[int, Sequence[Report]], among: Container[Hashable] | None
) -> Mapping[int, Sequence[Report]]:
    """The reports of those whose parts a figure combines, where it is not made of all."""
    if among is None:
        return reports
    return {pk: [each for each in found if each.organization in among] for pk, found in reports.items()}


def earlier_targets(organization: Organization, targets: Sequence[Target]) -> dict[int, list[Target]]:
    """The goals of the last years on the same indicators, by indicator id, the latest last (one query)."""
    indicators = {target.indicator_id for target in targets}
    years = {target.guidance.year for target in targets}
    rows = (
        Target.objects.current()
        .filter(indicator__in=indicators, guidance__in=Guidance.objects.published())
        .filter(guidance__year__gte=min(years) - MOST_YEARS, guidance__year__lt=max(years))
        .select_related("indicator", "guidance", "responsible")
        .defer("guidance__source_text")
        .order_by("guidance__year")
    )
    by_indicator: dict[int, list[Target]] = defaultdict(list)
    for row in rows:
        if has_figure(organization, row):
            by_indicator[row.indicator_id].append(row)
    return by_indicator


def is_told_from(goal: Target, target: Target) -> bool:
    """Whether a forecast of ``target`` may stand on the year of another goal of its indicator."""
    years = target.guidance.year - goal.guidance.year
    return goal.withdrawn_on is None and 0 < years <= MOST_YEARS


def year_of(
    target: Target,
    reports: Mapping[int, Sequence[Report]],
    periods: Mapping[int, Sequence[ReportingPeriod]],
    *,
    until: ReportingPeriod | None = None,
) -> tuple[Reading, ...]:
    """The readings of a target's year; those of a year that goes on end with ``until``."""
    ends = {
        period.order: share_of_year(target, period)
        for period in periods[target.guidance_id]
        if until is None or period.order <= until.order
    }
    return readings_of(reports[target.pk], rule_of(target.indicator), ends, is_over=until is None)


def share_of_year(target: Target, period: ReportingPeriod) -> Decimal:
    """The part of a target's year that is over when ``period`` ends, at most 1."""
    days = (target.ends_on - target.starts_on).days + 1
    return min(Decimal((period.ends_on - target.starts_on).days + 1) / days, Decimal(1))


def course(
    shown: TargetFigure, readings: tuple[Reading, ...], earlier: Sequence[tuple[Reading, ...]]
) -> Course:
    """A figure's course with the bounds of its indicator. A rate of growth has no start: it is measured
    against another year each year."""
    indicator, rule = shown.target.indicator, rule_of(shown.target.indicator)
    kind = kind_of(rule, never_falls=indicator.never_falls)
    low, high = limits(rule, unit=indicator.unit)
    is_floor = kind is not Kind.LEVEL and not shown.is_provisional
    reached = shown.figure.value if is_floor else None
    return Course(
        kind=kind,
        readings=readings,
        earlier=tuple(earlier),
        start=None if rule.form is NumberForm.GROWTH else shown.target.baseline,
        floor=low if reached is None else max(low, reached),
        ceiling=high,
        step=indicator.quantum,
    )
