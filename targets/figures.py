"""The one query layer of figures: pages, checks, exports and calls all ask here (design R7–R10)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from organizations.models import Organization
from targets.models import Indicator, Measurement, Target
from targets.rollup import Figure, Form, OverOrganizations, OverPeriods, Report, Rule, roll_up
from tasks.models import ReportingPeriod

NUMBERS = ("value", "numerator", "denominator", "nil_return")


def rule_of(indicator: Indicator) -> Rule:
    """An indicator's rules as the arithmetic takes them."""
    return Rule(
        form=Form(indicator.form),
        over_organizations=OverOrganizations(indicator.over_organizations),
        over_periods=OverPeriods(indicator.over_periods),
        scale=indicator.scale,
    )


def reports_on(targets: Iterable[Target], condition: Q) -> dict[int, list[Report]]:
    """What the filings that fit ``condition`` say, by target id (one query)."""
    rows = Measurement.objects.filter(condition, target__in=list(targets)).values_list(
        "target_id", "filing__organization_id", "filing__period__order", "filing__status", *NUMBERS
    )
    found: dict[int, list[Report]] = defaultdict(list)
    for target, organization, period, status, value, numerator, denominator, nil in rows.order_by("pk"):
        found[target].append(Report(organization, period, status, value, numerator, denominator, nil))
    return found


def subordinate_figures(
    *, organization: Organization, period: ReportingPeriod, targets: Sequence[Target]
) -> dict[int, Figure]:
    """What the direct subordinates' approved filings of one period come to, by target id (design R7).

    Targets that only a responsible department reports, and those that no subordinate reports, are left
    out. One query; ``targets`` come with their indicator.
    """
    combining = [
        target
        for target in targets
        if target.indicator.over_organizations != Indicator.OverOrganizations.NONE
        and target.reported_by == Target.ReportedBy.LOCAL_BUREAUS
    ]
    if not combining:
        return {}
    reports = reports_on(combining, Q(filing__reports_to=organization, filing__period=period))
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
