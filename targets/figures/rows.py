"""What a row on a target shows of an organization: its figure, how that came about, and what it was before.

This year and the last are read in one pass, so that a table of targets costs as many queries as one of them.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from organizations.models import Organization
from organizations.prepared_queries import PreparedQuery
from targets.arithmetic.change import Trend, trend
from targets.arithmetic.outcome import is_spent_over_the_year
from targets.arithmetic.rollup import Coverage, Figure
from targets.figures.course import Point, course_in
from targets.figures.periods import period_asked
from targets.figures.queries import Filed, TargetFigure, asked_of, filed_on
from targets.models import Target
from targets.wording import change_in_words
from tasks.models import Guidance, ReportingPeriod

# The part of those asked whose answers make a period one to compare.
ENOUGH = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Change:
    """From an earlier figure to the shown one, in the indicator's unit, and whether that is better in the
    sense of the goal; None where it is neither."""

    before: Decimal
    now: Decimal
    trend: Trend | None

    @property
    def amount(self) -> Decimal:
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with what stands beside it. ``course`` is what it was with each period up to its own, then
    with each supplement that it holds.

    ``compared_at`` is the last period that enough have answered for: one that few have answered so far says
    nothing beside a whole one, so changes are told from there. ``same_last_year`` is last year's figure with
    the period that ends on the same day of the year as that one; ``end_of_last_year`` what last year came to,
    once it is over: its figure, or where nobody has one what this year's guidance states as its baseline
    (``is_stated``).
    """

    shown: TargetFigure
    course: tuple[Point, ...]
    compared_at: Point | None = None
    same_last_year: TargetFigure | None = None
    end_of_last_year: Decimal | None = None
    is_stated: bool = False
    filed: Filed | None = None

    def value_at(self, point: Point) -> Decimal | None:
        """What the figure was at a point of its course, counted as it is itself."""
        return counted_at(point, self.shown).value

    @property
    def answered(self) -> list[Point]:
        """The course without the periods after the last that anybody has answered for: there is no news in
        them."""
        places = [place for place, point in enumerate(self.course) if is_answered(point, self.shown)]
        return list(self.course[: places[-1] + 1]) if places else []

    @property
    def value_compared(self) -> Decimal | None:
        """The figure from which changes are told: with all of its own period, the figure itself."""
        if self.compared_at is None or self.compared_at.period == self.shown.period:
            return self.shown.figure.value
        return self.value_at(self.compared_at)

    @property
    def period_before(self) -> Point | None:
        """The point of the course before the one that changes are told from; None in the first period."""
        if self.compared_at is None:
            return None
        order = self.compared_at.period.order
        earlier = [point for point in ordinary(self.course) if point.period.order < order]
        return earlier[-1] if earlier else None

    @property
    def since_last_period(self) -> Change | None:
        """None where either figure is not there. What grows towards a limit becomes no worse by growing."""
        before = None if self.period_before is None else self.value_at(self.period_before)
        return self.change_from(before, is_judged=not is_spent_over_the_year(self.shown.goal))

    @property
    def since_last_year(self) -> Change | None:
        """To the figure at the same time of last year; None where either is not there."""
        return self.change_from(self.same_last_year.figure.value if self.same_last_year else None)

    @property
    def since_end_of_last_year(self) -> Change | None:
        """To what last year came to; None where either is not there. A sum that is still growing is no better
        or worse than one that is whole."""
        period = self.compared_at.period if self.compared_at else None
        is_whole = period is not None and period.ends_on >= self.shown.goal.ends_on
        is_judged = is_whole or not self.shown.goal.accumulates
        return self.change_from(self.end_of_last_year, is_judged=is_judged)

    def change_from(self, before: Decimal | None, *, is_judged: bool = True) -> Change | None:
        now = self.value_compared
        if before is None or now is None:
            return None
        return Change(before, now, trend(before, now, self.shown.goal) if is_judged else None)

    def in_words(self, change: Change) -> str:
        """A change with its sign and unit: "+121.5 亿元 (+4.2%)"."""
        return change_in_words(change.before, change.now, self.shown.target.indicator)


def counted_at(point: Point, shown: TargetFigure) -> Figure:
    return point.provisional if shown.is_provisional else point.official


def is_answered(point: Point, shown: TargetFigure) -> bool:
    """Whether anybody's answer for the period counts; of a supplement somebody's does."""
    return point.period.is_supplement or counted_at(point, shown).coverage.counted > 0


def ordinary(course: Iterable[Point]) -> list[Point]:
    """The points of the plan's own periods."""
    return [point for point in course if not point.period.is_supplement]


def telling(course: Sequence[Point], shown: TargetFigure) -> Point | None:
    """The last period that enough have answered for, else the last that anybody has; None without any."""
    answered = [point for point in ordinary(course) if is_answered(point, shown)]
    enough = [point for point in answered if is_enough(counted_at(point, shown).coverage)]
    return next(reversed(enough or answered), None)


def is_enough(coverage: Coverage) -> bool:
    return coverage.counted >= ENOUGH * coverage.expected


def figure_rows(
    organization: Organization,
    targets: Sequence[Target],
    *,
    on: dt.date | None = None,
    until: ReportingPeriod | None = None,
    with_submitted: bool = False,
    among: Collection[int] | None = None,
    known: Iterable[ReportingPeriod] = (),
) -> dict[int, FigureRow]:
    """``targets.figures.queries.figures_of`` as rows, by target id, asked for in the same way (four queries,
    one more for shares and one where there are supplements; a few more for an earlier day). Of a guidance
    whose periods are ``known``, they are not read again."""
    asked = asked_of(organization, targets, among)
    if not asked:
        return {}
    earlier = targets_last_year(organization, asked, among)
    every = [*asked, *earlier.values()]
    filed = filed_on(organization, every, on=on, with_submitted=with_submitted, among=among, known=known)
    return {
        target.pk: figure_row(filed, target, earlier.get((target.indicator_id, year_of(target) - 1)), until)
        for target in asked
    }


def year_of(target: Target) -> int:
    return target.guidance.year


def targets_last_year(
    organization: Organization, targets: Sequence[Target], among: Collection[int] | None
) -> dict[tuple[int, int], Target]:
    """The goals of the year before on the same indicators, as far as the organization has a figure on them,
    by indicator id and year (one query)."""
    indicators = {target.indicator_id: target.indicator for target in targets}
    years = {year_of(target) - 1 for target in targets}
    rows = targets_of_years.rows(indicators=tuple(indicators), years=tuple(years))
    for row in rows:
        row.indicator = indicators[row.indicator_id]
    return {(row.indicator_id, year_of(row)): row for row in asked_of(organization, rows, among)}


@PreparedQuery
def targets_of_years(indicators: tuple[int, ...], years: tuple[int, ...]) -> QuerySet[Target]:
    published = Target.objects.current().filter(guidance__status=Guidance.Status.PUBLISHED)
    asked = published.filter(indicator__in=indicators, guidance__year__in=years)
    return asked.select_related("guidance").defer("guidance__source_text")


def figure_row(
    filed: Filed, target: Target, earlier: Target | None, until: ReportingPeriod | None
) -> FigureRow:
    """The row of one target out of what was read (no query)."""
    shown = filed.figure(target, until)
    course = course_in(shown, filed.reports[target.pk], filed.periods[target.guidance_id])
    compared_at = telling(course, shown)
    same = same_period(filed, compared_at, earlier) if compared_at and earlier else None
    ended = None if earlier is None else end_of(filed, earlier, same).figure.value
    is_over = earlier is None or filed.on > earlier.ends_on
    is_national = not filed.organization.is_local and filed.among is None
    is_stated = ended is None and is_national and is_over and target.baseline is not None
    return FigureRow(
        shown=shown,
        course=tuple(course),
        compared_at=compared_at,
        same_last_year=same,
        end_of_last_year=target.baseline if is_stated else ended if is_over else None,
        is_stated=is_stated,
        filed=filed,
    )


def same_period(filed: Filed, point: Point, earlier: Target) -> TargetFigure | None:
    """Last year's figure with the period that ends on the same day of the year; None without one."""
    day = (point.period.ends_on.month, point.period.ends_on.day)
    periods = filed.periods[earlier.guidance_id]
    same = next((period for period in periods if (period.ends_on.month, period.ends_on.day) == day), None)
    return None if same is None else filed.figure(earlier, same)


def end_of(filed: Filed, earlier: Target, known: TargetFigure | None) -> TargetFigure:
    """Last year's figure with all of its periods that have opened; the ``known`` one where it is that."""
    last = period_asked(filed.periods[earlier.guidance_id], filed.on)
    return known if known is not None and known.period == last else filed.figure(earlier)
