"""The one query layer of figures: pages, checks, exports and calls all ask here (design R7–R10)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from organizations.calendar import today
from organizations.models import Organization
from reading import Comparator
from targets.arithmetic.comparators import STATED
from targets.arithmetic.outcome import Assessment, Bands, Goal, Outcome, assess
from targets.arithmetic.rollup import (
    Figure,
    NumberForm,
    OverOrganizations,
    OverPeriods,
    Report,
    Rule,
    both_ways,
)
from targets.figures.history import earlier_day, reports_at, supplements_at
from targets.figures.reports import filings_behind
from targets.figures.supplements import Supplement, counting, in_words, organizations_in
from targets.models import Allocation, Indicator, Target
from targets.money import is_money
from targets.wording import (
    amount,
    goal_in_words,
    marks_of,
    outcome_in_words,
    outcome_label,
    quantity,
    with_unit,
)
from tasks.models import ReportingPeriod


def rule_of(indicator: Indicator) -> Rule:
    """An indicator's rules as the arithmetic takes them."""
    return Rule(
        form=NumberForm(indicator.form),
        over_organizations=OverOrganizations(indicator.over_organizations),
        over_periods=OverPeriods(indicator.over_periods),
        scale=indicator.scale,
    )


def goal_of(target: Target, share: Decimal | None = None) -> Goal:
    """A target's goal as the arithmetic takes it, or the ``share`` of it that one organization has; needs its
    indicator and guidance. The milestones of a share are as large beside it as those of the whole."""
    numbers = target.numbers if share is None else target.numbers_of(share)
    goal = Goal(
        comparator=Comparator(target.comparator),
        starts_on=target.starts_on,
        ends_on=target.ends_on,
        baseline=target.baseline,
        tolerance=target.tolerance,
        whole=Decimal(target.indicator.scale),
        accumulates=target.indicator.over_periods == Indicator.OverPeriods.SUM,
        milestones=target.waypoints,
        **dict(zip(STATED, numbers, strict=False)),
    )
    if share is None:
        return goal
    part = target.part_of(share)
    return replace(
        goal,
        baseline=None,
        tolerance=target.tolerance * part,
        milestones=tuple((day, value * part) for day, value in goal.milestones),
    )


def bands() -> Bands:
    """The outcome bands that the office has set (design R12)."""
    return Bands(settings.OUTCOME_ON_TRACK_FROM, settings.OUTCOME_AT_RISK_FROM)


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """A target's official figure from one organization's point of view, judged, and the provisional one.

    ``period`` is the last one asked for; None where the guidance has none. ``supplements`` are those that
    the official figure holds. ``as_of`` is the earlier day at whose end it stood so; None for now. ``share``
    is what the organization itself is to bring; the goal is that, where it has one.
    """

    target: Target
    organization: Organization
    period: ReportingPeriod | None
    figure: Figure
    provisional: Figure
    goal: Goal
    assessment: Assessment
    supplements: tuple[Supplement, ...] = ()
    as_of: dt.date | None = None
    share: Decimal | None = None

    @property
    def outcome(self) -> Outcome:
        return self.assessment.outcome

    @property
    def has_answer(self) -> bool:
        """Whether anybody has answered, be it that there was nothing to report."""
        return self.figure.value is not None or self.figure.coverage_to_date.counted > 0

    @property
    def outcome_in_words(self) -> str:
        return outcome_label(self.outcome, has_answer=self.has_answer)

    @property
    def absence_in_words(self) -> str:
        """What stands in the place of a figure that is not there."""
        return _("Nil return") if self.has_answer else _("No data yet")

    @property
    def is_compared(self) -> bool:
        """Whether it is judged: a goal for the national sum says nothing about one bureau's part of it, but
        its share does."""
        return self.share is not None or is_compared(self.organization, self.target)

    @property
    def value_in_words(self) -> str:
        return quantity(self.figure.value, self.target.indicator, apart_from=self.marks)

    @property
    def number_in_words(self) -> str:
        """The figure without its unit, for large type; "42.1%" and "CNY 240 billion" stand whole."""
        if self.figure.value is None:
            return self.value_in_words
        if not self.unit_in_words:
            return self.value_in_words
        return amount(self.figure.value, self.target.indicator, apart_from=self.marks)

    @property
    def unit_in_words(self) -> str:
        """What stands beside ``number_in_words``."""
        indicator = self.target.indicator
        if self.figure.value is None or indicator.unit == "%" or is_money(indicator.display_unit):
            return ""
        number = amount(self.figure.value, indicator, apart_from=self.marks)
        return with_unit(number, indicator.display_unit).removeprefix(number).lstrip()

    @property
    def provisional_in_words(self) -> str:
        return quantity(self.provisional.value, self.target.indicator, apart_from=self.marks)

    @property
    def marks(self) -> list[Decimal]:
        return marks_of(self.goal, self.assessment) if self.is_compared else []

    @property
    def goal_in_words(self) -> str:
        return goal_in_words(self.target, self.share)

    @property
    def sentence(self) -> str:
        """The judgement as one sentence."""
        if not self.is_compared:
            return _("%(value)s. The goal is set for the whole country.") % {"value": self.value_in_words}
        if self.figure.value is None and self.has_answer:
            return _("Nothing to report so far: there is no figure to judge.")
        return outcome_in_words(self.figure.value, self.assessment, self.goal, self.target.indicator)

    @property
    def supplements_in_words(self) -> str:
        """Which supplements the figure holds, and since when; "" without any (design R6)."""
        return in_words(self.supplements)

    @property
    def differs_provisionally(self) -> bool:
        return self.provisional.value != self.figure.value


def figures_of(
    organization: Organization,
    targets: Sequence[Target],
    *,
    on: dt.date | None = None,
    until: ReportingPeriod | None = None,
) -> dict[int, TargetFigure]:
    """The figures of ``targets`` as ``organization`` has them on day ``on``, by target id (three queries, one
    more for the shares of a local organization and one where there are supplements; a few more for an
    earlier day, of which it tells what was approved by its end).

    For the office, and for a department on the targets it answers for, the filings of the office's direct
    subordinates combined; for a local organization what it attests itself (design R7, R18). Targets on
    which it has no figure are left out. ``until`` ends the year with that period. ``targets`` come with
    indicator and guidance.
    """
    day, as_of = on or today(), earlier_day(on)
    asked = [target for target in targets if has_figure(organization, target)]
    if not asked:
        return {}
    filings = filings_behind(organization)
    reports = reports_at(asked, filings, as_of)
    periods = periods_of(asked)
    is_supplemented = any(report.is_supplement for found in reports.values() for report in found)
    supplements = supplements_at(asked, filings, as_of) if is_supplemented else {}
    shares = shares_of(organization, asked)
    return {
        target.pk: target_figure(
            target,
            organization,
            reports[target.pk],
            periods[target.guidance_id],
            supplements.get(target.pk, ()),
            on=day,
            until=until if until is not None and until.guidance_id == target.guidance_id else None,
            as_of=as_of,
            share=shares.get(target.pk),
        )
        for target in asked
    }


def shares_of(organization: Organization, targets: Iterable[Target]) -> dict[int, Decimal]:
    """What a local organization is to bring to those of ``targets`` that are shared out, by target id (one
    query; none for others)."""
    shared = [target.pk for target in targets if target.can_be_shared]
    if not shared or not organization.is_local:
        return {}
    rows = Allocation.objects.filter(organization=organization, target__in=shared)
    return dict(rows.values_list("target_id", "value"))


def target_figure(
    target: Target,
    organization: Organization,
    reports: Sequence[Report],
    periods: Sequence[ReportingPeriod],
    supplements: Sequence[Supplement],
    *,
    on: dt.date,
    until: ReportingPeriod | None,
    as_of: dt.date | None = None,
    share: Decimal | None = None,
) -> TargetFigure:
    """One target's figure over reports that were read before."""
    period = until or period_asked(periods, on)
    reports = counting(reports, period)
    last = period.order if period else None
    expected = organizations_in(reports, last)
    rule, goal = rule_of(target.indicator), goal_of(target, share)
    official, provisional = both_ways(reports, expected, rule, period=last)
    past = [each for each in periods if last is None or each.order <= last]
    return TargetFigure(
        target=target,
        organization=organization,
        period=period,
        figure=official,
        provisional=provisional,
        goal=goal,
        assessment=assess(
            official.value if share is not None or is_compared(organization, target) else None,
            goal,
            measured_on=last_due_end(past, goal, on),
            bands=bands(),
        ),
        supplements=tuple(supplements) if any(report.is_supplement for report in reports) else (),
        as_of=as_of,
        share=share,
    )


def period_asked(periods: Sequence[ReportingPeriod], on: dt.date) -> ReportingPeriod | None:
    """The latest period whose window has opened by ``on``, else the first."""
    opened = [period for period in periods if period.opens_on <= on]
    return opened[-1] if opened else next(iter(periods), None)


def last_due_end(periods: Sequence[ReportingPeriod], goal: Goal, on: dt.date) -> dt.date:
    """Until when a figure can speak: the end of the last period that was due before ``on``.

    Before any was due the path has not begun; what is not due yet counts against nobody.
    """
    ends = [period.ends_on for period in periods if period.due_on < on]
    return min(on, max(ends)) if ends else goal.starts_on - dt.timedelta(days=1)


def has_figure(organization: Organization, target: Target) -> bool:
    """Whether the organization has a figure on the target: the office on all, a department on those it
    answers for, a local organization on those that local bureaus report (design R18)."""
    if organization.is_office:
        return True
    if organization.is_department:
        return bool(target.responsible_id == organization.pk)
    return target.reported_by == Target.ReportedBy.LOCAL_BUREAUS


def is_compared(organization: Organization, target: Target) -> bool:
    """Whether the goal says something about the organization's figure: always but for a part of a sum."""
    is_sum = target.indicator.over_organizations == Indicator.OverOrganizations.SUM
    return not (organization.is_local and is_sum)


def periods_of(targets: Iterable[Target]) -> dict[int, list[ReportingPeriod]]:
    """The plan's own periods of the targets' guidances in order, by guidance id (one query). ``targets`` come
    with their guidance."""
    periods: dict[int, list[ReportingPeriod]] = defaultdict(list)
    guidances = {target.guidance_id: target.guidance for target in targets}
    for period in ReportingPeriod.objects.ordinary().filter(guidance__in=guidances).order_by("order"):
        period.guidance = guidances[period.guidance_id]
        periods[period.guidance_id].append(period)
    return periods
