"""Publishing a guidance, and giving every organization its filing."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from tasks.answering import Answerers, everybody
from tasks.errors import TransitionNotAllowed
from tasks.lines import LINE_KINDS
from tasks.models import Filing, Guidance, ReportingPeriod

BATCH = 1_000


@transaction.atomic
def publish_guidance(*, guidance: Guidance, by: User | None, at: dt.datetime) -> Guidance:
    """Make a draft guidance public and open its periods: filings for every organization that answers for a
    task or reports a target. ``by`` is None where the installation itself publishes.

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
    open_periods(guidance=guidance, periods=periods)
    return guidance


@transaction.atomic
def open_period(*, period: ReportingPeriod) -> int:
    """Create the filings that a period still lacks; returns how many."""
    return open_periods(guidance=period.guidance, periods=[period])


@transaction.atomic
def open_periods(*, guidance: Guidance, periods: Sequence[ReportingPeriod]) -> int:
    """Create the filings that ``periods`` still lack, one for each organization that answers anything of the
    plan; returns how many. Filings that nobody has to answer any more and nobody has touched go.

    Lines need no rows yet (``LineKind.lines_of``). A constant number of queries per thousand filings.
    """
    tree = {str(node.path): node for node in Organization.objects.all()}
    asked = everybody(kind.answerers(guidance) for kind in LINE_KINDS.values())
    filed = set(Filing.objects.filter(period__in=periods).values_list("period_id", "organization_id"))
    new = [
        Filing(organization=node, period=period, reports_to=tree[node.parent_path])
        for period in periods
        for node in filing_organizations(period, tree.values())
        if asked.include(node) and (period.pk, node.pk) not in filed
    ]
    Filing.objects.bulk_create(new, batch_size=BATCH)
    if filed:
        remove_unasked(periods, asked)
    return len(new)


def remove_unasked(periods: Sequence[ReportingPeriod], asked: Answerers) -> None:
    """Delete the filings of organizations that answer nothing any more, where nothing ever happened."""
    idle = Filing.objects.filter(period__in=periods, version=0, events=None, revisions=None)
    idle.exclude(asked.condition()).delete()


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
