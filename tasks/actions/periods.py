"""Setting up the reporting periods of a draft guidance."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.draft.draft_lock import lock_draft, refuse_corrected
from tasks.actions.draft.history import Action, keep_event
from tasks.drafts.draft_statement import drafted_windows
from tasks.drafts.planned_periods import PlannedPeriod, Rhythm, period_problems, plan_periods
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance, ReportingPeriod
from tasks.statement import Statement


@transaction.atomic
def set_up_periods(
    *,
    guidance: Guidance,
    by: User | None,
    at: dt.datetime,
    planned: Sequence[PlannedPeriod],
    seen: Statement,
) -> list[ReportingPeriod]:
    """Give a draft these periods in place of those that were ``seen``. ``by`` is None where the
    installation itself sets them up.

    Raises ``NotAsRead`` where somebody has set others meanwhile, ``TransitionNotAllowed`` for a published
    guidance, whose filings are open, and for periods that do not fit together or end on another day than the
    document names.
    """
    draft = lock_draft(guidance)
    refuse_corrected(seen, drafted_windows(draft))
    for problem in period_problems(planned, draft.report_due_on).values():
        raise TransitionNotAllowed(problem)
    draft.periods.all().delete()
    keep_event(draft, Action.SET_UP_PERIODS, by=by, at=at)
    return ReportingPeriod.objects.bulk_create(
        ReportingPeriod(
            guidance=draft,
            kind=period.kind,
            order=order,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            opens_on=period.opens_on,
            due_on=period.due_on,
        )
        for order, period in enumerate(planned, start=1)
    )


@transaction.atomic
def set_up_quarters(*, guidance: Guidance, by: User | None, at: dt.datetime) -> list[ReportingPeriod]:
    """Give a guidance without periods three quarters and its year end, which is due when the notice says.

    Raises ``TransitionNotAllowed`` for one that has periods already.
    """
    if guidance.periods.exists():
        raise TransitionNotAllowed(_("The guidance already has its reporting periods."))
    planned = plan_periods(guidance.year, Rhythm.QUARTERLY, due_on=guidance.report_due_on, include_past=True)
    return set_up_periods(guidance=guidance, by=by, at=at, planned=planned, seen=drafted_windows(guidance))
