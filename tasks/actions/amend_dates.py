"""Amending the dates of a guidance that is in force, and to whom its report goes."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.calendar import day_of
from organizations.models import LOCAL_KINDS, Organization, User
from tasks.actions.amend import concerned, lock_published, record_amendment, refuse_amended
from tasks.amendments.changes import differences
from tasks.amendments.plan_statement import described_facts, described_window, name_of
from tasks.errors import TransitionNotAllowed
from tasks.lines.answerers import answerers_of, everybody
from tasks.models import Amendment, Filing, Guidance, ReportingPeriod
from tasks.statement import Statement

Kind = Amendment.Kind


@transaction.atomic
def amend_facts(
    *,
    guidance: Guidance,
    by: User,
    at: dt.datetime,
    reason: str,
    seen: Statement,
    report_due_on: dt.date | None,
    receiving_department: Organization | None,
) -> Amendment | None:
    """Change until when the year's report is due and who receives it; None where nothing is another.

    The windows of the periods keep their days: they are amended by themselves. Raises
    ``NotAsRead`` where the facts are others than were ``seen``, and as ``lock_published`` does.
    """
    guidance = lock_published(guidance, by=by, reason=reason)
    before = described_facts(guidance)
    refuse_amended(guidance.title, seen, Statement(dict(before)))
    guidance.report_due_on, guidance.receiving_department = report_due_on, receiving_department
    guidance.save(update_fields=["report_due_on", "receiving_department"])
    changes = differences(before, described_facts(guidance))
    if not changes:
        return None
    return record_amendment(
        guidance=guidance,
        kind=Kind.CHANGED,
        subject=guidance.title,
        changes=changes,
        reason=reason,
        by=by,
        at=at,
        **concerned(everybody(answerers_of(guidance.tasks.all()).values())),
    )


@transaction.atomic
def amend_period(
    *,
    period: ReportingPeriod,
    by: User,
    at: dt.datetime,
    reason: str,
    seen: Statement,
    opens_on: dt.date,
    due_on: dt.date,
) -> Amendment | None:
    """Change the window of a period for everyone; None where nothing is another.

    An organization that was given more time of its own keeps it where that is still more. Raises
    ``NotAsRead`` where the window is another than was ``seen``,
    ``TransitionNotAllowed`` for a window that has closed, for a day that has passed, and for moving the
    opening of one that is open; and as ``lock_published`` does.
    """
    guidance = lock_published(period.guidance, by=by, reason=reason)
    period = guidance.periods.select_for_update(of=("self",)).get(pk=period.pk)
    before = described_window(period)
    refuse_amended(name_of(period), seen, Statement(dict(before)))
    if (opens_on, due_on) == (period.opens_on, period.due_on):
        return None
    refuse_window(period, opens_on, due_on, on=day_of(at))
    period.opens_on, period.due_on = opens_on, due_on
    period.save(update_fields=["opens_on", "due_on"])
    Filing.objects.filter(period=period, extended_due_on__lte=due_on).update(extended_due_on=None)
    return record_amendment(
        guidance=guidance,
        kind=Kind.CHANGED,
        subject=name_of(period),
        changes=differences(before, described_window(period)),
        reason=reason,
        by=by,
        at=at,
        affected=Organization.objects.filter(filings__period=period).exclude(kind__in=LOCAL_KINDS),
        affects_local_bureaus=period.filings.filter(organization__kind__in=LOCAL_KINDS).exists(),
    )


def refuse_window(period: ReportingPeriod, opens_on: dt.date, due_on: dt.date, *, on: dt.date) -> None:
    """Raise where somebody would have to file in a window that they cannot keep, amended on day ``on``."""
    if period.due_on < on:
        raise TransitionNotAllowed(
            _("The window of %(period)s has closed. Extend single organizations instead.")
            % {"period": period}
        )
    if due_on < on or due_on < opens_on:
        raise TransitionNotAllowed(_("The window must close after it opens, and not before today."))
    if opens_on != period.opens_on and (period.opens_on <= on or opens_on < on):
        raise TransitionNotAllowed(
            _("The window of %(period)s is open, or would be since before today: leave the first day.")
            % {"period": period}
        )
