"""What direct subordinates come to, which stands beside what their superior attests (design R7)."""

from collections.abc import Sequence
from decimal import Decimal

from organizations.models import Organization
from targets.contributing import approved_beneath, reports_on
from targets.figures import rule_of
from targets.models import Indicator, Target
from targets.rollup import Figure, roll_up
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
