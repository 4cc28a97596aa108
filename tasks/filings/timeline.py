"""What happened to a filing, told: who, for whom, what, when, from which state to which, why (design R2)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from organizations.models import Organization, User
from tasks.lines.checked_lines import CheckedLine
from tasks.models import Filing, FilingEvent, Remark, RemarkStep

Step = RemarkStep.Step
ICONS = {Step.MADE: "remark", Step.ANSWERED: "remark", Step.RESOLVED: "completed", Step.REOPENED: "returned"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened. ``voice`` is the organization for which the person spoke, where it is one of
    the two sides; ``change`` names the states where it was a move; ``icon`` is a drawing's name."""

    at: dt.datetime
    label: str
    by: User
    voice: Organization | None
    icon: str
    change: str = ""
    reason: str = ""


def story_of(
    filing: Filing, events: Iterable[FilingEvent], remarks: Iterable[Remark], lines: Iterable[CheckedLine]
) -> list[Happening]:
    """Everything that happened to a filing, the latest first (no query).

    ``events`` come ``with_side``; ``remarks`` are ``filing.all_remarks``; ``lines`` give the remarks' names.
    """
    events = sorted(events, key=lambda event: event.pk)
    subjects = {checked.place: checked.subject for checked in lines}
    reasons = {(event.at, event.reason) for event in events}
    told = [told_move(filing, event) for event in events]
    for remark in remarks:
        about = subjects.get((remark.kind, remark.subject_id or 0), "")
        told += (step for step in told_talk(remark, about) if (step.at, step.reason) not in reasons)
    return sorted(told, key=lambda happening: happening.at)[::-1]


def told_move(filing: Filing, event: FilingEvent) -> Happening:
    sides = ((event.is_filers, filing.organization), (event.is_reviewers, filing.reports_to))
    moved = event.from_status != event.to_status
    states = {"before": event.get_from_status_display(), "after": event.get_to_status_display()}
    return Happening(
        at=event.at,
        label=_("%(what)s (version %(version)d)") % {"what": event.label, "version": event.version}
        if event.action == FilingEvent.Action.SUBMIT
        else event.label,
        by=event.by,
        voice=next((side for belongs, side in sides if belongs), None),
        icon=event.icon,
        change=_("%(before)s → %(after)s") % states if moved else "",
        reason=event.reason,
    )


def told_talk(remark: Remark, about: str) -> Iterator[Happening]:
    """What was said about one remark; ``about`` is the name of its line, "" for the whole."""
    for step in remark.talk:
        is_made = step.step == Step.MADE
        what = _("%(what)s: %(line)s") % {"what": step.label, "line": about} if about else step.label
        organization = remark.organization if is_made else None
        yield Happening(step.at, what, step.by, organization, ICONS[Step(step.step)], reason=step.text)
