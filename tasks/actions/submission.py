"""Submitting a filing, and taking it back before review starts."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.calendar import day_of
from organizations.models import User
from tasks.actions.notices import notify_people, withdraw_waiting
from tasks.actions.transition import Action, Status, locked, move, refuse_other_version
from tasks.errors import FilingIncomplete, TransitionNotAllowed, refuse_unread
from tasks.filings.filing_statement import filing_statement
from tasks.lines.checked_lines import CheckedLine, blocking_lines, checked_lines
from tasks.lines.doubts import standing_explanations
from tasks.models import Filing, FilingLine, FilingSnapshot, NoticeKind
from tasks.statement import Statement


@transaction.atomic
def submit_filing(*, filing: Filing, by: User, at: dt.datetime, seen: Statement) -> Filing:
    """Submit a complete filing as it was ``seen``, and keep what it says as its next version (design R2, R3,
    R5, R20).

    Submitting again what is submitted or approved changes nothing. Raises ``NotAsRead`` where anything
    has changed since it was read, ``FilingIncomplete`` while lines are empty or fail their checks, and
    ``TransitionNotAllowed`` before the window opens.
    """
    filing = locked(filing)
    if filing.status in {Status.SUBMITTED, Status.APPROVED}:
        return filing
    refuse_unopened(filing, at)
    lines = checked_lines(filing)
    refuse_unread(
        seen, filing_statement(filing, lines), _("The filing has changed since you opened the page.")
    )
    refuse_incomplete(lines)
    handed_over_by, filing.handed_over_by, filing.handed_over_at = filing.handed_over_by_id, None, None
    filing.version += 1
    filing.submitted_at, filing.submitted_by = at, by
    filing.review_started_at, filing.review_started_by = None, None
    filing.filed_on = filing.filed_on or day_of(at)
    filing.warning_count = sum(len(checked.doubts) for checked in lines)
    drop_idle_explanations(lines)
    event = move(filing, Action.SUBMIT, by=by, at=at)
    if handed_over_by is not None:
        withdraw_waiting(filing=filing)
        notify_people(event=event, kind=NoticeKind.SIGNED, people={handed_over_by})
    keep_snapshot(filing, lines, by=by, at=at)
    return filing


def refuse_incomplete(lines: Sequence[CheckedLine]) -> None:
    """Raise ``FilingIncomplete`` while lines are empty or fail their checks."""
    blocking = blocking_lines(lines)
    if blocking:
        raise FilingIncomplete(
            ngettext(
                "%(count)d line is still empty or needs a correction.",
                "%(count)d lines are still empty or need a correction.",
                len(blocking),
            )
            % {"count": len(blocking)}
        )


def drop_idle_explanations(lines: Sequence[CheckedLine]) -> None:
    """Take away what was written on doubts that no longer stand: it explains nothing that is submitted. The
    revisions keep it. One statement for each kind of line that has such."""
    idle: dict[type[FilingLine], list[FilingLine]] = {}
    for checked in lines:
        line = checked.line
        standing = standing_explanations(line.explanations, checked.problems)
        if standing != line.explanations:
            line.explanations = standing
            idle.setdefault(checked.kind.model, []).append(line)
    for model, changed in idle.items():
        model._default_manager.bulk_update(changed, ["explanations"])


@transaction.atomic
def withdraw_filing(*, filing: Filing, by: User, at: dt.datetime, version: int) -> Filing:
    """Take the submitted version that was seen back to draft, until its review has started (design R2)."""
    filing = locked(filing)
    refuse_other_version(filing, version)
    if filing.is_in_review:
        raise TransitionNotAllowed(
            _("%(reviewer)s has started the review. Ask for the filing to be returned.")
            % {"reviewer": filing.review_started_by}
        )
    if filing.returned_at is None:
        filing.filed_on = None
    move(filing, Action.WITHDRAW, by=by, at=at)
    return filing


def refuse_unopened(filing: Filing, at: dt.datetime) -> None:
    """Raise ``TransitionNotAllowed`` where the filing's window had not opened at ``at``."""
    if not filing.period.has_opened(on=day_of(at)):
        raise TransitionNotAllowed(
            _("The window for %(period)s opens on %(day)s.")
            % {"period": filing.period, "day": filing.period.opens_on.isoformat()}
        )


def keep_snapshot(filing: Filing, lines: list[CheckedLine], *, by: User, at: dt.datetime) -> FilingSnapshot:
    """Keep what a filing says now as its current version, with the checksum of the canonical JSON."""
    content: dict[str, Any] = {
        "organization": filing.organization.code,
        "year": filing.period.guidance.year,
        "period": filing.period.order,
        "version": filing.version,
        "lines": [checked.as_content() for checked in lines],
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    snapshot = FilingSnapshot.objects.create(
        filing=filing,
        version=filing.version,
        content=content,
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
        at=at,
        by=by,
    )
    filing.last_snapshot = snapshot
    return snapshot
