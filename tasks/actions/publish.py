"""Publishing a guidance, and giving every organization its filing."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.draft.draft_lock import refuse_other_draft
from tasks.actions.draft.history import Action, keep_event
from tasks.actions.opening import open_filings
from tasks.drafts.plan_parts import PLAN_PARTS
from tasks.drafts.publication_blockers import draft_obstacles
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance, ReportingPeriod
from tasks.statement import Statement
from texts.punctuation import sentences


@transaction.atomic
def publish_guidance(*, guidance: Guidance, by: User | None, at: dt.datetime, seen: Statement) -> Guidance:
    """Make a draft guidance that was ``seen`` public and open its periods: filings for every organization
    that answers for a task or reports a target, very many of them behind the act (``open_filings``). ``by``
    is None where the installation itself publishes.

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
    """Create the filings that a period still lacks; returns how many were created here and now."""
    return open_periods(guidance=period.guidance, periods=[period])


@transaction.atomic(savepoint=False)
def open_periods(*, guidance: Guidance, periods: Sequence[ReportingPeriod]) -> int:
    """``open_filings`` of those of ``periods`` that the plan itself asks for; supplements stay as they were
    opened. Lines need no rows yet (``LineKind.lines_of``)."""
    return open_filings(guidance=guidance, periods=[period for period in periods if not period.is_supplement])
