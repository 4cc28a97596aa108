"""Publishing a guidance, and giving every organization its filing."""

import datetime as dt
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from tasks.actions.draft.draft_lock import refuse_other_draft
from tasks.actions.draft.history import Action, keep_event
from tasks.drafts.plan_parts import PLAN_PARTS
from tasks.drafts.publication_blockers import draft_obstacles
from tasks.errors import TransitionNotAllowed
from tasks.filings.filers import filers
from tasks.lines.answerers import everybody
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, Guidance, ReportingPeriod
from tasks.statement import Statement
from texts.punctuation import sentences

Status = Filing.Status


@transaction.atomic
def publish_guidance(*, guidance: Guidance, by: User | None, at: dt.datetime, seen: Statement) -> Guidance:
    """Make a draft guidance that was ``seen`` public and open its periods: filings for every organization
    that answers for a task or reports a target. ``by`` is None where the installation itself publishes.

    Publishing twice changes nothing. Raises ``NotAsRead`` where somebody has corrected the draft meanwhile,
    ``TransitionNotAllowed`` while something is open in it.
    """
    guidance = Guidance.objects.select_for_update(of=("self",)).get(pk=guidance.pk)
    if guidance.is_published:
        return guidance
    refuse_other_draft(seen, guidance)
    obstacles = draft_obstacles(guidance)
    if obstacles:
        raise TransitionNotAllowed(
            _("It cannot be published yet. %(obstacles)s")
            % {"obstacles": sentences(obstacle.text for obstacle in obstacles)}
        )
    periods = list(guidance.periods.all())
    guidance.status = Guidance.Status.PUBLISHED
    guidance.published_at, guidance.published_by = at, by
    guidance.save()
    for part in PLAN_PARTS.values():
        part.come_into_force(guidance)
    open_periods(guidance=guidance, periods=periods)
    keep_event(guidance, Action.PUBLISH, by=by, at=at)
    return guidance


@transaction.atomic
def open_period(*, period: ReportingPeriod) -> int:
    """Create the filings that a period still lacks; returns how many."""
    return open_periods(guidance=period.guidance, periods=[period])


@transaction.atomic
def open_periods(*, guidance: Guidance, periods: Sequence[ReportingPeriod]) -> int:
    """Create the filings that ``periods`` still lack, one for each organization that answers anything of the
    plan; returns how many. Filings that nobody has to answer any more and nobody has touched go. Supplements
    stay as they were opened.

    Lines need no rows yet (``LineKind.lines_of``). Two queries a period, whatever the number of
    organizations.
    """
    Organization.objects.hold_tree()
    asked = everybody(kind.answerers(guidance) for kind in LINE_KINDS.values())
    created = 0
    for period in periods:
        if period.is_supplement:
            continue
        if asked:
            created += create_filings(period, filers(period, asked))
        idle = Filing.objects.filter(period=period).untouched()
        idle.exclude(asked.condition("organization__")).delete()
    return created


def create_filings(period: ReportingPeriod, organizations: QuerySet[Organization]) -> int:
    """Create a draft for each of ``organizations`` that has no filing for ``period``; returns how many.

    One statement, which reads and writes within the database: thousands of rows through Python would take
    seconds. Columns left out are empty.
    """
    without = organizations.exclude(Exists(Filing.objects.filter(period=period, organization=OuterRef("pk"))))
    chosen, parameters = (
        without.annotate(
            period=Value(period.pk),
            status=Value(Status.DRAFT.value),
            version=Value(0),
            sample=Value(value=False),
        )
        .order_by("path")
        .values_list("pk", "period", "reports_to", "status", "version", "sample")
        .query.sql_with_params()
    )
    names = ("organization", "period", "reports_to", "status", "version", "is_sample")
    quote = connection.ops.quote_name
    by_name = {field.name: field.column or "" for field in Filing._meta.concrete_fields}
    columns = ", ".join(quote(by_name[name]) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(Filing._meta.db_table)} ({columns}) {chosen}", parameters)
        return int(cursor.rowcount)
