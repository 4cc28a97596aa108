"""The one query layer of figures: pages, checks, exports and calls all ask here (design R7–R10)."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from organizations.calendar import today
from organizations.models import Organization
from targets.arithmetic.outcome import Assessment, Goal, Outcome, assess
from targets.arithmetic.rollup import Figure, Report, both_ways
from targets.figures.behind import rows_and_reports_of
from targets.figures.filing_rows import FilingRow
from targets.figures.history import earlier_day, reports_then, supplements_at
from targets.figures.periods import last_due_end, past_of, period_asked, periods_of
from targets.figures.reports import filings_behind
from targets.figures.shares import Shares, is_of_parts, share_of, shares_among
from targets.figures.supplements import Supplement, counting, held, in_words, organizations_in
from targets.figures.terms import bands, goal_of, rule_of
from targets.models import Indicator, Target
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
from texts.punctuation import in_brackets

NOTHING: Mapping[int, list[Report]] = {}


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """A target's figure from one organization's point of view, judged, and the provisional one.

    ``figure`` is the official one; where submitted filings were asked for too, it is the provisional one
    itself, and judged as such. ``period`` is the last one asked for; None where the guidance has none.
    ``supplements`` are those that the figure holds. ``as_of`` is the earlier day at whose end it stood so;
    None for now. ``among`` are the organizations whose parts it is where it is not of all, by id. ``share``
    is what the organization itself, or all of ``among``, is to bring; the goal is that, where there is one.
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
    among: frozenset[int] | None = None

    @property
    def is_provisional(self) -> bool:
        """Whether what waits for approval is in the figure, so that it is no official one (design R9)."""
        return self.figure.is_provisional

    def counting_submitted(self) -> "TargetFigure":
        """The same with what waits for approval in it, judged anew."""
        value = self.provisional.value if self.is_compared else None
        day = self.assessment.measured_on
        assessment = assess(value, self.goal, measured_on=day, bands=bands())
        return replace(self, figure=self.provisional, assessment=assessment)

    def judged_on(self, day: dt.date, periods: Sequence[ReportingPeriod]) -> "TargetFigure":
        """The same at the end of an earlier day; ``periods`` are those of the guidance."""
        last = self.period.order if self.period else None
        value = self.figure.value if self.is_compared else None
        measured_on = last_due_end(past_of(periods, last), self.goal, day)
        assessment = assess(value, self.goal, measured_on=measured_on, bands=bands())
        return replace(self, as_of=day, assessment=assessment)

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
        """Whether it is judged: a goal for the national sum says nothing about one bureau's part of it, or a
        region's, but their share does."""
        is_part = self.among is not None
        return self.share is not None or is_compared(self.organization, self.target, is_part=is_part)

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
    def goal_of_whom(self) -> str:
        """``goal_in_words``, and that it is wanted of the whole country where the figure is a part of it."""
        words = self.goal_in_words
        return words if self.is_compared else in_brackets(words, _("for the whole country"))

    @property
    def sentence(self) -> str:
        """The judgement as one sentence, which says where it is of a provisional figure."""
        if not self.is_provisional:
            return self.judgement
        if self.figure.value is None and not self.has_answer:
            return _("No data: nothing was submitted or approved yet.")
        return _("Provisional, with submitted filings. %(judgement)s") % {"judgement": self.judgement}

    @property
    def judgement(self) -> str:
        """How the figure stands against its goal, as one sentence."""
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


@dataclass(frozen=True, slots=True)
class Filed:
    """What was read of filings on some targets as one organization looks at them on day ``on``: its figures
    with any period are made of it without another query. ``shares`` are by target and organization id.
    ``rows`` are the filings themselves, as far as all is told as it stands now."""

    organization: Organization
    on: dt.date
    as_of: dt.date | None
    with_submitted: bool
    among: frozenset[int] | None
    reports: Mapping[int, list[Report]]
    periods: Mapping[int, list[ReportingPeriod]]
    supplements: Mapping[int, list[Supplement]]
    shares: Shares
    rows: Sequence[FilingRow] = ()

    def figure(self, target: Target, until: ReportingPeriod | None = None) -> TargetFigure:
        """The figure of a target that was read, with ``until`` and the periods before it, else with all that
        have opened."""
        periods, reports = self.periods[target.guidance_id], self.reports[target.pk]
        is_of_year = until is not None and until.guidance_id == target.guidance_id
        period = until if is_of_year else period_asked(periods, self.on)
        shares = self.shares.get(target.pk, {})
        shown = target_figure(
            target,
            self.organization,
            reports,
            periods,
            self.supplements.get(target.pk, ()),
            on=self.on,
            until=period,
            as_of=self.as_of,
            share=share_of(self.organization, self.among, shares, reports, period),
            among=self.among,
        )
        return shown.counting_submitted() if self.with_submitted else shown


def filed_on(
    organization: Organization,
    targets: Sequence[Target],
    *,
    on: dt.date | None = None,
    with_submitted: bool = False,
    among: Collection[int] | None = None,
    known: Iterable[ReportingPeriod] = (),
    at_hand: Mapping[int, list[Report]] = NOTHING,
) -> Filed:
    """Read what figures of ``targets``, which come with indicator and guidance, are made of (three queries,
    one more for shares and one where there are supplements; a few more for an earlier day). Of a guidance
    whose periods are ``known``, in their order, they are not read again, nor are reports ``at_hand``, by
    target id."""
    filings, as_of = filings_behind(organization), earlier_day(on)
    unread = [target for target in targets if target.pk not in at_hand]
    rows, reports = (
        rows_and_reports_of(organization, unread)
        if as_of is None
        else ([], reports_then(unread, filings, as_of))
    )
    reports = {**reports, **at_hand}
    is_supplemented = any(report.is_supplement for found in reports.values() for report in found)
    return Filed(
        organization=organization,
        on=on or today(),
        as_of=as_of,
        with_submitted=with_submitted,
        among=None if among is None or organization.is_local else frozenset(among),
        reports=reports,
        periods=periods_of(targets, known),
        supplements=supplements_at(targets, filings, as_of) if is_supplemented else {},
        shares=shares_among([organization.pk] if organization.is_local else among or (), targets),
        rows=rows,
    )


def figures_of(
    organization: Organization,
    targets: Sequence[Target],
    *,
    on: dt.date | None = None,
    until: ReportingPeriod | None = None,
    with_submitted: bool = False,
    among: Collection[int] | None = None,
    known: Iterable[ReportingPeriod] = (),
) -> dict[int, TargetFigure]:
    """The figures of ``targets`` as ``organization`` has them on day ``on``, by target id (three queries, one
    more for the shares of a local organization or a region and one where there are supplements; a few more
    for an earlier day, of which it tells what was approved by its end).

    For the office, and for a department on the targets it answers for, the filings of the office's direct
    subordinates combined; for a local organization what it attests itself (design R7, R18). Targets on
    which it has no figure are left out. ``until`` ends the year with that period. ``targets`` come with
    indicator and guidance.

    ``with_submitted`` shows and judges the provisional figures instead of the official ones (design R9).
    ``among`` are the ids of those of the direct subordinates whose parts alone are combined, as of a region;
    targets of which they have no part are left out. A local organization attests its own figure, whole. Of a
    guidance whose periods are ``known``, in their order, they are not read again.
    """
    asked = asked_of(organization, targets, among)
    if not asked:
        return {}
    filed = filed_on(organization, asked, on=on, with_submitted=with_submitted, among=among, known=known)
    return {target.pk: filed.figure(target, until) for target in asked}


def asked_of(
    organization: Organization, targets: Iterable[Target], among: Collection[int] | None = None
) -> list[Target]:
    """The targets on which the organization has a figure; of a region those that consist of parts."""
    is_region = among is not None and not organization.is_local
    return [
        target
        for target in targets
        if has_figure(organization, target) and (is_of_parts(target) or not is_region)
    ]


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
    among: frozenset[int] | None = None,
) -> TargetFigure:
    """One target's figure over reports that were read before."""
    period = until or period_asked(periods, on)
    reports = counting(reports, period)
    last = period.order if period else None
    rule, goal = rule_of(target.indicator), goal_of(target, share)
    official, provisional = both_ways(reports, organizations_in(reports, last, among), rule, period=last)
    is_judged = share is not None or is_compared(organization, target, is_part=among is not None)
    return TargetFigure(
        target=target,
        organization=organization,
        period=period,
        figure=official,
        provisional=provisional,
        goal=goal,
        assessment=assess(
            official.value if is_judged else None,
            goal,
            measured_on=last_due_end(past_of(periods, last), goal, on),
            bands=bands(),
        ),
        supplements=held(supplements, reports, among),
        as_of=as_of,
        share=share,
        among=among,
    )


def has_figure(organization: Organization, target: Target) -> bool:
    """Whether the organization has a figure on the target: the office on all, a department on those it
    answers for, a local organization on those that local bureaus report (design R18)."""
    if organization.is_office:
        return True
    if organization.is_department:
        return bool(target.responsible_id == organization.pk)
    return target.reported_by == Target.ReportedBy.LOCAL_BUREAUS


def is_compared(organization: Organization, target: Target, *, is_part: bool = False) -> bool:
    """Whether the goal says something about the organization's figure, or about a part of it: always but for
    a part of a sum."""
    is_sum = target.indicator.over_organizations == Indicator.OverOrganizations.SUM
    return not (is_sum and (is_part or organization.is_local))
