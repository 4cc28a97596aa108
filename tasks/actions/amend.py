"""Amending a guidance that is in force: what is written each time, whatever was changed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from tasks.actions.publish import open_periods
from tasks.amendments.changes import Change
from tasks.errors import ReasonMissing, TransitionNotAllowed, refuse_unread
from tasks.lines.answerers import Answerers
from tasks.models import LONGEST_SUBJECT, Amendment, Guidance, Task
from tasks.statement import Statement
from texts.punctuation import within_quotes


@transaction.atomic
def record_amendment(
    *,
    guidance: Guidance,
    kind: Amendment.Kind,
    subject: str,
    changes: Iterable[Change],
    reason: str,
    by: User,
    at: dt.datetime,
    affected: Iterable[Organization],
    affects_local_bureaus: bool = False,
    task: Task | None = None,
) -> Amendment:
    """Write down one amendment beside the change itself, in the same transaction.

    ``affected`` are the organizations concerned by name, ``affects_local_bureaus`` all of them at once.
    Raises as ``refuse_amending`` does.
    """
    refuse_amending(guidance, by=by, reason=reason)
    amendment = Amendment.objects.create(
        guidance=guidance,
        kind=kind,
        subject=subject[:LONGEST_SUBJECT],
        task=task,
        changes=[asdict(change) for change in changes],
        reason=reason.strip(),
        affects_local_bureaus=affects_local_bureaus,
        at=at,
        by=by,
    )
    amendment.affected.set(affected)
    return amendment


def lock_published(guidance: Guidance, *, by: User, reason: str) -> Guidance:
    """The guidance as it stands now, locked until the transaction ends; raises as ``refuse_amending``."""
    locked = Guidance.objects.select_for_update(of=("self",)).get(pk=guidance.pk)
    refuse_amending(locked, by=by, reason=reason)
    return locked


def refuse_amending(guidance: Guidance, *, by: User, reason: str) -> None:
    """Raise ``TransitionNotAllowed`` for a draft, which is corrected instead, and for a person who does not
    administer the whole portal; ``ReasonMissing`` without a reason."""
    if not guidance.is_published:
        raise TransitionNotAllowed(_("The guidance is a draft: correct it, nobody has been told yet."))
    if not by.is_administrator:
        raise TransitionNotAllowed(_("Only the administrators of the office amend a guidance."))
    if not reason.strip():
        raise ReasonMissing(_("Say why the guidance is amended, so that the others understand it."))


def refuse_amended(subject: str, seen: Statement, now: Statement) -> None:
    """Raise ``NotAsRead`` where what is amended is another than was read."""
    refuse_unread(
        seen,
        now,
        _("“%(subject)s” was amended since you opened the page.") % {"subject": within_quotes(subject)},
    )


def concerned(answerers: Answerers) -> dict[str, Any]:
    """Those concerned as ``record_amendment`` takes them (one query)."""
    named = Organization.objects.filter(pk__in=answerers.organizations)
    return {"affected": list(named), "affects_local_bureaus": answerers.local_bureaus}


def open_current_periods(guidance: Guidance, *, on: dt.date) -> None:
    """Give those who have to file, and had no filing, one for each period that is not due before ``on``;
    what was filed stays, and an untouched filing of somebody who is asked nothing any more goes."""
    periods = list(guidance.periods.filter(due_on__gte=on))
    open_periods(guidance=guidance, periods=periods)
