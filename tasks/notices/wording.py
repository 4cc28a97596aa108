"""What a notice says, in the language of the page or the mail it stands in."""

import datetime as dt
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tasks.models import Notice
from tasks.notices.kinds import Kind

AHEAD = frozenset({Kind.DUE_IN_7, Kind.DUE_IN_3, Kind.DUE_IN_1})
TOLD_BY_SOMEBODY = frozenset({Kind.REMINDED, Kind.RETURNED, Kind.APPROVED, Kind.REMARK})


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
        Kind.RETURNED: _("Returned"),
        Kind.APPROVED: _("Approved"),
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
        return told(values)
    return due(values["due_on"], is_past=notice.kind in {Kind.OVERDUE, Kind.OVERDUE_BELOW})


def told(values: dict[str, Any]) -> str:
    """Who said it, and what they gave as reason."""
    if not values.get("reason"):
        return _("By %(person)s.") % values
    return _("%(person)s: %(reason)s") % values


def due(iso_day: str, *, is_past: bool) -> str:
    day = {"day": formats.date_format(dt.date.fromisoformat(iso_day))}
    return _("It was due on %(day)s.") % day if is_past else _("It is due on %(day)s.") % day
