"""What direct subordinates come to, which stands beside what their superior attests (design R7)."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from organizations.models import Organization, User
from targets.arithmetic.rollup import Figure, Report, roll_up
from targets.figures.reports import reports_by_superior, reports_on
from targets.figures.supplements import counting, organizations_in
from targets.figures.terms import rule_of
from targets.models import Indicator, Target
from tasks.models import Filing, ReportingPeriod


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
    return figures_in(reports, combining, period)


def figures_of_superiors(
    target: Target, superiors: Collection[int], periods: Iterable[ReportingPeriod], user: User
) -> dict[tuple[int, int], Figure]:
    """What the direct subordinates of each of ``superiors``, given by id, come to on ``target`` in each of
    ``periods``, by superior and the period's place in the year, as far as ``user`` may see it (three queries,
    one where nobody reports to them)."""
    if not combines_beneath(target):
        return {}
    by_id = {period.pk: period for period in periods}
    filings = Filing.objects.filter(reports_to__in=superiors, period__in=by_id)
    if target.responsible_id not in user.scope.departments:
        filings = filings.visible_to(user)
    rule = rule_of(target.indicator)
    return {
        (superior, order): roll_up(reports, [report.organization for report in reports], rule, period=order)
        for (superior, order), reports in reports_by_superior(target, filings, by_id).items()
        if reports
    }


def figure_to_date(reports: Sequence[Report], target: Target, until: ReportingPeriod | None) -> Figure:
    """What direct subordinates come to with period ``until`` and those before it, from the reports of their
    filings to the one superior."""
    counted = counting(reports, until)
    last = until.order if until else None
    return roll_up(counted, organizations_in(counted, last), rule_of(target.indicator), period=last)


def figures_in(
    reports: Mapping[int, list[Report]], targets: Iterable[Target], period: ReportingPeriod
) -> dict[int, Figure]:
    """What the reports of one period come to, by target id; targets that nobody reports are left out."""
    return {
        target.pk: roll_up(
            reports[target.pk],
            [report.organization for report in reports[target.pk]],
            rule_of(target.indicator),
            period=period.order,
        )
        for target in targets
        if reports[target.pk]
    }


def combines_beneath(target: Target) -> bool:
    """Whether an organization's figure can be compared with what its subordinates report."""
    rule = target.indicator.over_organizations
    return rule != Indicator.OverOrganizations.NONE and target.reported_by == Target.ReportedBy.LOCAL_BUREAUS
