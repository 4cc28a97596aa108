"""The same indicator across guidances as one series: goals, actuals beside them, and what changed.

The actual of a year is the official figure at its end, as the one organization has it from which the person
looks (design R18). A year without one takes what the next guidance states as its baseline; that is the whole
country's, so it is none of a bureau's.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.calendar import today
from organizations.models import Organization
from targets.figures.queries import Filed, TargetFigure, asked_of, filed_on
from targets.models import Indicator, Target
from targets.wording import DASH, change_in_words, goal_in_words, quantity
from tasks.models import Guidance


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a series; ``target`` is None where no guidance asked for it.

    ``actual`` is in the indicator's unit; ``is_stated`` where it comes from the next year's baseline;
    ``is_over`` is false while the year goes on, when ``actual`` is what it has come to so far. ``before`` is
    the actual of the year before, None where that is unknown or this year is not over.
    """

    year: int
    indicator: Indicator
    target: Target | None
    shown: TargetFigure | None
    actual: Decimal | None
    is_stated: bool
    is_over: bool
    before: Decimal | None = None

    @property
    def bounds(self) -> tuple[Decimal, ...]:
        """The numbers that decide, where the actual can be compared with them."""
        return self.shown.goal.bounds if self.shown and self.shown.is_compared else ()

    @property
    def goal_in_words(self) -> str:
        if self.target is None:
            return DASH
        return goal_in_words(self.target, self.shown.share if self.shown else None)

    @property
    def marks(self) -> list[Decimal]:
        """On whose side the actual stays when it is rounded."""
        return self.shown.marks if self.shown and not self.is_stated else []

    @property
    def actual_in_words(self) -> str:
        return quantity(self.actual, self.indicator, apart_from=self.marks)

    @property
    def remark(self) -> str:
        """Where an actual is not simply the year's official figure."""
        if self.actual is None:
            return ""
        if self.is_stated:
            return _("as the next guidance states it")
        return "" if self.is_over else _("so far")

    @property
    def is_judged(self) -> bool:
        return self.shown is not None and self.shown.is_compared and self.shown.figure.value is not None

    @property
    def change_in_words(self) -> str:
        """The change to the year before; a dash where either year is unknown."""
        if self.actual is None or self.before is None:
            return DASH
        return change_in_words(self.before, self.actual, self.indicator)


def series_of(target: Target, organization: Organization | None, *, on: dt.date | None = None) -> list[Year]:
    """The years of a target's indicator as they stand on day ``on``, the earliest first (four queries; one
    without an organization; a few more for an earlier day).

    Without an organization that has a figure on them only the goals are told, which are common reading.
    """
    goals = goals_over_years(target)
    return series_in(goals, filed_over_years(goals, organization, on=on), on=on)


def goals_over_years(target: Target) -> list[Target]:
    """The goals on a target's indicator by year, the target itself among them; withdrawn ones of other years
    are left out (one query)."""
    goals = list(
        Target.objects.filter(Q(withdrawn_on=None) | Q(pk=target.pk))
        .filter(indicator=target.indicator_id, guidance__in=Guidance.objects.published())
        .select_related("guidance")
        .defer("guidance__source_text")
        .order_by("guidance__year")
    )
    for goal in goals:
        goal.indicator = target.indicator
    return [target if goal.pk == target.pk else goal for goal in goals]


def filed_over_years(
    goals: Sequence[Target], organization: Organization | None, *, on: dt.date | None = None
) -> Filed | None:
    """What the organization's figures on ``goals`` are made of, as far as it has any (three queries, one more
    for shares and one for supplements; a few more for an earlier day); None without any."""
    asked = [] if organization is None else asked_of(organization, goals)
    return filed_on(organization, asked, on=on) if organization is not None and asked else None


def series_in(goals: Sequence[Target], filed: Filed | None, *, on: dt.date | None = None) -> list[Year]:
    """The years of ``goals`` out of what was read (no query)."""
    if filed is None:
        return compared(years_of(goals, {}, {}, on or today()))
    figures = {goal.pk: filed.figure(goal) for goal in goals if goal.pk in filed.reports}
    baselines = {} if filed.organization.is_local else baselines_of(goals)
    return compared(years_of(goals, figures, baselines, filed.on))


def baselines_of(targets: Sequence[Target]) -> dict[int, Decimal]:
    """What each guidance states of the year before it, by that year."""
    return {target.guidance.year - 1: target.baseline for target in targets if target.baseline is not None}


def years_of(
    targets: Sequence[Target],
    figures: Mapping[int, TargetFigure],
    baselines: Mapping[int, Decimal],
    day: dt.date,
) -> list[Year]:
    """A year for each target, and for each baseline of a year without one, as they stand on a day."""
    by_year = {target.guidance.year: target for target in targets}
    series = []
    for year in sorted({*by_year, *baselines}):
        target = by_year.get(year)
        shown = figures.get(target.pk) if target else None
        official = shown.figure.value if shown else None
        series.append(
            Year(
                year=year,
                indicator=targets[0].indicator,
                target=target,
                shown=shown,
                actual=baselines.get(year) if official is None else official,
                is_stated=official is None and year in baselines,
                is_over=target is None or day > target.ends_on,
            )
        )
    return series


def compared(years: Sequence[Year]) -> list[Year]:
    """Each year that is over with the actual of the year before."""
    actual = {year.year: year.actual for year in years if year.is_over}
    return [replace(year, before=actual.get(year.year - 1)) if year.is_over else year for year in years]
