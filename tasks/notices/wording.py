"""What a notice says, in the language of the page or the mail it stands in."""

import datetime as dt
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tasks.models import Notice
from tasks.notices.kinds import Kind

AHEAD = frozenset({Kind.DUE_IN_7, Kind.DUE_IN_3, Kind.DUE_IN_1})
TOLD_BY_SOMEBODY = frozenset(
    {
        *(Kind.REMINDED, Kind.RETURNED, Kind.APPROVED, Kind.TAKEN_BACK, Kind.REMARK),
        *(Kind.HANDED_OVER, Kind.GIVEN_BACK, Kind.SIGNED),
    }
)


def news(notice: Notice) -> str:
    """What happened, in a few words."""
    if notice.kind in AHEAD:
        return workdays_left(notice.values["workdays"], in_weekdays=notice.values["in_weekdays"])
    return {
        Kind.OPENED: _("The window is open"),
        Kind.DUE_TODAY: _("Due today"),
        Kind.OVERDUE: _("Overdue"),
        Kind.OVERDUE_BELOW: _("Overdue below you"),
        Kind.REMINDED: _("You are asked to file"),
        Kind.HANDED_OVER: _("Waiting for your signature"),
        Kind.GIVEN_BACK: _("Given back by your lead"),
        Kind.SIGNED: _("Submitted by your lead"),
        Kind.RETURNED: _("Returned"),
        Kind.APPROVED: _("Approved"),
        Kind.TAKEN_BACK: _("Approval taken back, under review again"),
        Kind.REMARK: pgettext("notice", "Remark"),
    }[Kind(notice.kind)]


def workdays_left(count: int, *, in_weekdays: bool) -> str:
    """How many workdays are left; weekdays where the holidays of a year are not announced yet."""
    if in_weekdays:
        return ngettext("%(count)d weekday left", "%(count)d weekdays left", count) % {"count": count}
    return ngettext("%(count)d workday left", "%(count)d workdays left", count) % {"count": count}


def subject(notice: Notice) -> str:
    """What it is about: the period and the organization."""
    if notice.filing is None:
        return ""
    return f"{notice.filing.period} · {notice.filing.organization}"


def headline(notice: Notice) -> str:
    """What happened to what, in one line."""
    about = subject(notice)
    return _("%(news)s: %(subject)s") % {"news": news(notice), "subject": about} if about else news(notice)


def detail(notice: Notice) -> str:
    """The sentence below: by when, or by whom and why."""
    values = notice.values
    if notice.kind in TOLD_BY_SOMEBODY:
        return told(Kind(notice.kind), values)
    return due(values["due_on"], is_past=notice.kind in {Kind.OVERDUE, Kind.OVERDUE_BELOW})


def told(kind: Kind, values: dict[str, Any]) -> str:
    """Who did it, and what they gave as reason; without a reason what follows for the reader."""
    if not values.get("reason"):
        return unexplained(kind) % values
    return _("%(person)s: %(reason)s") % values


def unexplained(kind: Kind) -> str:
    """What somebody did who gave no reason, and what is to be done about it."""
    return {
        Kind.APPROVED: _("%(person)s approved it. Its figures count now; nothing is left to do."),
        Kind.TAKEN_BACK: _(
            "%(person)s took the approval back. Wait for the review; nothing is left to do now."
        ),
        Kind.HANDED_OVER: _("%(person)s has completed it. Read it and submit it, or give it back."),
        Kind.SIGNED: _("%(person)s signed it off and submitted it. Wait for the review."),
        Kind.REMINDED: _("%(person)s asks you to complete and submit it."),
    }.get(kind, _("By %(person)s."))


def due(iso_day: str, *, is_past: bool) -> str:
    day = {"day": formats.date_format(dt.date.fromisoformat(iso_day))}
    return _("It was due on %(day)s.") % day if is_past else _("It is due on %(day)s.") % day
