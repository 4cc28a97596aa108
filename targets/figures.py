"""The one query layer of figures: pages, checks, exports and calls all ask here (design R7–R10)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from organizations.calendar import today
from organizations.models import Organization, User
from targets.as_of import earlier_day, reports_then, supplements_then
from targets.contributing import approved_beneath, filings_behind, reports_on
from targets.models import Indicator, Target
from targets.outcome import Assessment, Bands, Comparator, Goal, Outcome, assess
from targets.rollup import Figure, Form, OverOrganizations, OverPeriods, Report, Rule, both_ways, roll_up
from targets.supplements import Supplement, counting, in_words, known_with, organizations_in, supplements_in
from targets.wording import amount, goal_in_words, marks_of, outcome_in_words, quantity, with_unit
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet


def rule_of(indicator: Indicator) -> Rule:
    """An indicator's rules as the arithmetic takes them."""
    return Rule(
        form=Form(indicator.form),
        over_organizations=OverOrganizations(indicator.over_organizations),
        over_periods=OverPeriods(indicator.over_periods),
        scale=indicator.scale,
    )


def goal_of(target: Target) -> Goal:
    """A target's goal as the arithmetic takes it; needs its indicator and guidance."""
    return Goal(
        comparator=Comparator(target.comparator),
        starts_on=target.starts_on,
        ends_on=target.ends_on,
        value=target.value,
        baseline=target.baseline,
        tolerance=target.tolerance,
        whole=Decimal(target.indicator.scale),
        accumulates=target.indicator.over_periods == Indicator.OverPeriods.SUM,
        milestones=target.waypoints,
    )


def bands() -> Bands:
    """The outcome bands that the office has set (design R12)."""
    return Bands(settings.OUTCOME_ON_TRACK_FROM, settings.OUTCOME_AT_RISK_FROM)


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """A target's official figure from one organization's point of view, judged, and the provisional one.

    ``period`` is the last one asked for; None where the guidance has none. ``supplements`` are those that
    the official figure holds. ``as_of`` is the earlier day at whose end it stood so; None for now.
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

    @property
    def outcome(self) -> Outcome:
        return self.assessment.outcome

    @property
    def is_compared(self) -> bool:
        """Whether it is judged: a goal for the national sum says nothing about one bureau's part of it."""
        return is_compared(self.organization, self.target)

    @property
    def value_in_words(self) -> str:
        return quantity(self.figure.value, self.target.indicator, apart_from=self.marks)

    @property
    def number_in_words(self) -> str:
        """The figure without its unit, for large type; "42.1%" keeps its sign."""
        if self.figure.value is None:
            return self.value_in_words
        number = amount(self.figure.value, self.target.indicator, apart_from=self.marks)
        return with_unit(number, "%") if self.target.indicator.unit == "%" else number

    @property
    def unit_in_words(self) -> str:
        """What stands beside ``number_in_words``."""
        return "" if self.target.indicator.unit == "%" else self.target.indicator.display_unit

    @property
    def provisional_in_words(self) -> str:
        return quantity(self.provisional.value, self.target.indicator, apart_from=self.marks)

    @property
    def marks(self) -> list[Decimal]:
        return marks_of(self.goal, self.assessment) if self.is_compared else []

    @property
    def goal_in_words(self) -> str:
        return goal_in_words(self.target)

    @property
    def sentence(self) -> str:
        """The judgement as one sentence."""
        if not self.is_compared:
            return _("%(value)s. The goal is set for the whole country.") % {"value": self.value_in_words}
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
    """The figures of ``targets`` as ``organization`` has them on day ``on``, by target id (three queries,
    and one more where there are supplements; a few more for an earlier day, of which it tells what was
    approved by its end).

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
        )
        for target in asked
    }


def reports_at(
    targets: Iterable[Target], filings: FilingQuerySet, as_of: dt.date | None
) -> dict[int, list[Report]]:
    """What filings say now, or said at the end of an earlier day, by target id."""
    return reports_on(targets, filings) if as_of is None else reports_then(targets, filings, as_of)


def supplements_at(
    targets: Iterable[Target], filings: FilingQuerySet, as_of: dt.date | None
) -> dict[int, list[Supplement]]:
    return supplements_in(targets, filings) if as_of is None else supplements_then(targets, filings, as_of)


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
) -> TargetFigure:
    """One target's figure over reports that were read before."""
    period = until or period_asked(periods, on)
    reports = counting(reports, period)
    last = period.order if period else None
    expected = organizations_in(reports, last)
    rule, goal = rule_of(target.indicator), goal_of(target)
    official, provisional = both_ways(reports, expected, rule, period=last)
    past = [one for one in periods if last is None or one.order <= last]
    return TargetFigure(
        target=target,
        organization=organization,
        period=period,
        figure=official,
        provisional=provisional,
        goal=goal,
        assessment=assess(
            official.value if is_compared(organization, target) else None,
            goal,
            measured_on=last_due_end(past, goal, on),
            bands=bands(),
        ),
        supplements=tuple(supplements) if any(report.is_supplement for report in reports) else (),
        as_of=as_of,
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
    found: dict[int, list[ReportingPeriod]] = defaultdict(list)
    guidances = {target.guidance_id: target.guidance for target in targets}
    for period in ReportingPeriod.objects.ordinary().filter(guidance__in=guidances).order_by("order"):
        period.guidance = guidances[period.guidance_id]
        found[period.guidance_id].append(period)
    return found


def subordinate_figures(
    *, organization: Organization, period: ReportingPeriod, targets: Sequence[Target]
) -> dict[int, Figure]:
    """What the direct subordinates' approved filings of one period come to, by target id (design R7).

    Targets that only a responsible department reports, and those that no subordinate reports, are left
    out. Two queries; ``targets`` come with their indicator.
    """
    combining = [target for target in targets if combines_beneath(target)]
    if not combining:
        return {}
    reports = reports_on(combining, Filing.objects.filter(reports_to=organization, period=period))
    return {
        target.pk: roll_up(
            reports[target.pk],
            [report.organization for report in reports[target.pk]],
            rule_of(target.indicator),
            period=period.order,
        )
        for target in combining
        if reports[target.pk]
    }


def totals_beneath(filing: Filing, targets: Sequence[Target]) -> dict[int, Decimal]:
    """What the approved filings of an organization's direct subordinates come to for the filing's period, by
    target id: the values of ``subordinate_figures`` alone (one query, none for an organization without)."""
    combining = {target.pk: target for target in targets if combines_beneath(target)}
    if not combining or filing.organization.is_leaf():
        return {}
    totals = {}
    for pk, reports in approved_beneath(filing, combining).items():
        expected = [report.organization for report in reports]
        rule = rule_of(combining[pk].indicator)
        value = roll_up(reports, expected, rule, period=filing.period.order).value
        if value is not None:
            totals[pk] = value
    return totals


def combines_beneath(target: Target) -> bool:
    """Whether an organization's figure can be compared with what its subordinates report."""
    rule = target.indicator.over_organizations
    return rule != Indicator.OverOrganizations.NONE and target.reported_by == Target.ReportedBy.LOCAL_BUREAUS


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
    periods = [one for one in periods_of([target])[target.guidance_id] if one.order <= last.order]
    supplements = {one.period.order: one.period for one in shown.supplements}
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


def viewpoints(user: User, targets: Iterable[Target]) -> dict[int, Organization]:
    """From which of the person's organizations each target is looked at, by target id (design R18).

    The highest that has a figure on it; targets without one are left out. No query beyond the person's
    memberships.
    """
    found: dict[int, Organization] = {}
    for target in targets:
        for held in user.organizations_held:
            if has_figure(held, target):
                found[target.pk] = held
                break
    return found


def figures_for(
    user: User, targets: Sequence[Target], *, on: dt.date | None = None
) -> Mapping[int, TargetFigure]:
    """The figures that a person may see on ``targets`` (three queries for each of their organizations)."""
    seen_from = viewpoints(user, targets)
    figures: dict[int, TargetFigure] = {}
    for held in user.organizations_held:
        own = [target for target in targets if seen_from.get(target.pk) == held]
        figures |= figures_of(held, own, on=on)
    return figures
