"""Publishing a guidance, and giving every organization its filing."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from tasks.errors import TransitionNotAllowed
from tasks.lines import LINE_KINDS
from tasks.models import Filing, Guidance, ReportingPeriod

BATCH = 1_000


@transaction.atomic
def publish_guidance(*, guidance: Guidance, by: User | None, at: dt.datetime) -> Guidance:
    """Make a draft guidance public and open its periods: filings and lines for every organization that
    answers for a task or reports a target. ``by`` is None where the installation itself publishes.

    Publishing twice changes nothing. Raises ``TransitionNotAllowed`` for a guidance without periods.
    """
    guidance = Guidance.objects.select_for_update(of=("self",)).get(pk=guidance.pk)
    if guidance.is_published:
        return guidance
    periods = list(guidance.periods.all())
    if not periods:
        raise TransitionNotAllowed(_("Set up the reporting periods before you publish."))
    guidance.status = Guidance.Status.PUBLISHED
    guidance.published_at, guidance.published_by = at, by
    guidance.save()
    for period in periods:
        open_period(period=period)
    return guidance


@transaction.atomic
def open_period(*, period: ReportingPeriod) -> int:
    """Create the filings and lines that a period still lacks; returns how many filings were created.
    A constant number of queries per thousand organizations."""
    tree = {str(node.path): node for node in Organization.objects.all()}
    filed = set(Filing.objects.filter(period=period).values_list("organization_id", flat=True))
    new = [
        Filing(organization=node, period=period, reports_to=tree[node.parent_path])
        for node in filing_organizations(period, tree.values())
        if node.pk not in filed
    ]
    Filing.objects.bulk_create(new, batch_size=BATCH)
    filings = list(Filing.objects.filter(period=period).select_related("organization"))
    for kind in LINE_KINDS.values():
        kind.create_missing(filings)
    Filing.objects.filter(period=period, progress_entries=None, measurements=None, version=0).delete()
    return len(new)


def filing_organizations(
    period: ReportingPeriod, organizations: Iterable[Organization]
) -> list[Organization]:
    """Organizations that exist on the last day of the period and file to somebody."""
    return [
        node
        for node in organizations
        if not node.is_office
        and (node.active_from is None or node.active_from <= period.ends_on)
        and (node.active_until is None or node.active_until >= period.ends_on)
    ]
