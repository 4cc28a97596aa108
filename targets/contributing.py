"""What filings say on targets, and what they still owe: as the arithmetic takes it, and as people read it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q, QuerySet

from organizations.models import Organization, User
from targets.models import Measurement, Target
from targets.rollup import Report
from tasks.models import Filing
from tasks.models.filing import FilingQuerySet

NUMBERS = ("value", "numerator", "denominator", "nil_return")
NO_NUMBERS = (None, None, None, False)


def filings_behind(organization: Organization) -> FilingQuerySet:
    """The filings that make an organization's figures: its own, or those filed to the office."""
    if organization.is_local:
        return Filing.objects.filter(organization=organization)
    return Filing.objects.filter(reports_to__kind=Organization.Kind.OFFICE)


def reports_on(targets: Iterable[Target], filings: FilingQuerySet) -> dict[int, list[Report]]:
    """What ``filings`` say, and what they still owe, by target id (two queries)."""
    targets = list(targets)
    asked = filings.filter(period__guidance__in={target.guidance_id for target in targets})
    found: dict[int, list[Report]] = defaultdict(list)
    said = numbers_in(asked, targets)
    for filing in asked.select_related("organization", "period").order_by("period__order", "pk"):
        for target in targets:
            numbers = said.get((filing.pk, target.pk))
            if numbers is not None or owes(filing, target):
                found[target.pk].append(
                    Report(
                        filing.organization_id,
                        filing.period.order,
                        filing.status,
                        *(numbers or NO_NUMBERS),
                        is_supplement=filing.period.is_supplement,
                    )
                )
    return found


def numbers_in(
    filings: FilingQuerySet, targets: Iterable[Target]
) -> dict[tuple[int, int], tuple[Decimal | None, Decimal | None, Decimal | None, bool]]:
    """The numbers of every saved line by filing and target id (one query)."""
    rows = Measurement.objects.filter(filing__in=filings.values("pk"), target__in=targets)
    return {
        (filing, target): (value, numerator, denominator, nil)
        for filing, target, value, numerator, denominator, nil in rows.values_list(
            "filing_id", "target_id", *NUMBERS
        )
    }


def approved_beneath(filing: Filing, targets: Iterable[int]) -> dict[int, list[Report]]:
    """What the direct subordinates' approved filings say for the same period, by target id (one query)."""
    rows = Measurement.objects.filter(
        target__in=list(targets),
        filing__reports_to=filing.organization_id,
        filing__period=filing.period_id,
        filing__status=Filing.Status.APPROVED,
    )
    found: dict[int, list[Report]] = defaultdict(list)
    for target, organization, *numbers in rows.values_list("target_id", "filing__organization_id", *NUMBERS):
        found[target].append(Report(organization, filing.period.order, Filing.Status.APPROVED, *numbers))
    return found


def owes(filing: Filing, target: Target, *, on: dt.date | None = None) -> bool:
    """Whether the plan asks the filing for a line on ``target``, saved or not, or asked for it on an earlier
    day. What a supplement asks for is beyond the plan: nobody waits for it."""
    withdrawn_on = target.withdrawn_on
    return (
        (withdrawn_on is None or (on is not None and on < withdrawn_on))
        and not filing.period.is_supplement
        and target.guidance_id == filing.period.guidance_id
        and target.is_reported_by(filing.organization)
    )


def contributions(target: Target, organization: Organization, user: User) -> list[Measurement]:
    """The lines behind a figure with filing, approver and period, by organization and period (design R10).

    Those that a filing still owes are among them, unsaved. For a local organization its own and its direct
    subordinates' lines. Only what ``user`` may see. Two queries.
    """
    filings = filings_behind(organization)
    if organization.is_local:
        filings = Filing.objects.filter(Q(organization=organization) | Q(reports_to=organization))
    if target.responsible_id not in user.scope.departments:
        filings = filings.visible_to(user)
    readable = filings.filter(period__guidance=target.guidance_id).select_related(
        "organization", "period__guidance", "approved_by"
    )
    return lines_on(
        target,
        readable.defer("period__guidance__source_text").order_by("organization__path", "period__order"),
        Measurement.objects.visible_to(user),
    )


def lines_on(
    target: Target, filings: FilingQuerySet, measurements: QuerySet[Measurement] | None = None
) -> list[Measurement]:
    """A line on ``target`` of each filing that has or owes one, unsaved where nobody has saved it, in the
    order of ``filings``, which come with organization and period. Two queries."""
    rows = Measurement.objects.all() if measurements is None else measurements
    said = {line.filing_id: line for line in rows.filter(target=target, filing__in=filings.values("pk"))}
    found = []
    for filing in filings:
        if filing.pk in said or owes(filing, target):
            line = said.get(filing.pk) or Measurement()
            line.filing, line.target = filing, target
            found.append(line)
    return found
