"""How an organization stands with handing in, and what is to be done next, in words."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.workdays import is_counted_in_weekdays, workdays_between
from reports.hand_ins.register import Entry
from reports.hand_ins.standing import Electronic, Paper
from reports.models import HandInStep
from tasks.notices.wording import workdays_left
from texts.punctuation import sentences


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as ``components/timeline.html`` shows it."""

    label: str
    at: dt.datetime
    by: str
    icon: str
    change: str = ""
    reason: str = ""


ICONS = {
    HandInStep.Kind.RETURNED: "returned",
    HandInStep.Kind.ARRIVED: "approved",
    HandInStep.Kind.TAKEN_BACK: "warning",
    HandInStep.Kind.REMINDED: "overdue",
}


def deadline(due_on: dt.date | None, today: dt.date) -> str:
    """When reports are due, and how long that is; "" where the guidance does not say."""
    if due_on is None:
        return ""
    day = {"day": date_format(due_on, "DATE_FORMAT")}
    if today > due_on:
        days = (today - due_on).days
        late = ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
        return _("Due on %(day)s, %(late)s") % (day | {"late": late})
    if today == due_on:
        return _("Due today, %(day)s") % day
    left = workdays_left(workdays_between(today, due_on), in_weekdays=is_counted_in_weekdays(today, due_on))
    return _("Due on %(day)s: %(left)s") % (day | {"left": left})


def next_step(entry: Entry) -> str:
    """What the organization has to do next."""
    standing = entry.standing
    if standing.is_outdated and entry.report:
        return _("Version %(version)d has been frozen since: read it and hand that one in.") % {
            "version": entry.report.version
        }
    if standing.electronic is Electronic.RETURNED:
        return _("Correct what was asked for, and hand the report in anew.")
    if entry.report is None:
        return _("The report is frozen once the last filing of the year is approved; then it is handed in.")
    if standing.electronic is Electronic.READY:
        return ready_step(entry)
    if standing.paper is Paper.MISSING:
        return _("Print the report and send it on paper as well: its arrival is noted by the code on it.")
    return _("Handed in electronically and on paper: nothing is left to do.")


def ready_step(entry: Entry) -> str:
    words = {"version": entry.report.version if entry.report else 0}
    if entry.is_issued:
        return _("Version %(version)d is signed out: a lead hands it in.") % words
    return _("Version %(version)d is frozen and not signed out: sign it out, then hand it in.") % words


def done_in_words(entry: Entry) -> str:
    """What has come already, by form."""
    said = []
    if entry.hand_in and entry.standing.is_handed_in:
        words = {"version": entry.hand_in.report.version, "day": date_format(entry.hand_in.handed_in_on)}
        said.append(_("Version %(version)d was handed in electronically on %(day)s.") % words)
    if entry.arrival and entry.arrival.arrived_on:
        said.append(_("The paper arrived on %(day)s.") % {"day": date_format(entry.arrival.arrived_on)})
    return sentences(said)


def history(entry: Entry) -> list[Event]:
    """Everything that happened, the latest first."""
    events = [
        Event(
            label=_("Handed in electronically"),
            at=hand_in.handed_in_at,
            by=str(hand_in.handed_in_by),
            icon="submitted",
            change=_("Version %(version)d, receipt %(number)s")
            % {"version": hand_in.report.version, "number": hand_in.receipt_number},
        )
        for hand_in in entry.hand_ins
    ]
    events += [event_of(step) for step in entry.steps]
    return sorted(events, key=lambda event: event.at, reverse=True)


def event_of(step: HandInStep) -> Event:
    change = ""
    if step.report and step.arrived_on:
        words = {"version": step.report.version, "day": date_format(step.arrived_on)}
        change = _("Version %(version)d, arrived on %(day)s") % words
    kind = HandInStep.Kind(step.kind)
    return Event(str(kind.label), step.at, str(step.by), ICONS[kind], change, step.note)
