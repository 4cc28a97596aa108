"""What a notice says, in the language of the page or the mail it stands in."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from organizations.deputy_wording import acting_name
from tasks.models import Notice, NoticeKind

AHEAD = frozenset({NoticeKind.DUE_IN_7, NoticeKind.DUE_IN_3, NoticeKind.DUE_IN_1})
TOLD_BY_SOMEBODY = frozenset(
    {
        *(
            NoticeKind.REMINDED,
            NoticeKind.RETURNED,
            NoticeKind.APPROVED,
            NoticeKind.TAKEN_BACK,
            NoticeKind.REMARK,
        ),
        *(NoticeKind.HANDED_OVER, NoticeKind.GIVEN_BACK, NoticeKind.SIGNED),
        *(NoticeKind.REPORT_REMINDED, NoticeKind.REPORT_RETURNED),
        *(NoticeKind.TEXT_WAITS, NoticeKind.TEXT_SENT_BACK),
        *(NoticeKind.REPORT_RECEIVED, NoticeKind.REPORT_PUBLIC),
    }
)


def news(notice: Notice) -> str:
    """What happened, in a few words."""
    if notice.kind in AHEAD:
        return workdays_left(notice.values["workdays"], in_weekdays=notice.values["in_weekdays"])
    return {
        NoticeKind.OPENED: _("The window is open"),
        NoticeKind.DUE_TODAY: _("Due today"),
        NoticeKind.OVERDUE: _("Overdue"),
        NoticeKind.OVERDUE_BELOW: _("Overdue below you"),
        NoticeKind.REMINDED: _("You are asked to file"),
        NoticeKind.HANDED_OVER: _("Waiting for your signature"),
        NoticeKind.GIVEN_BACK: _("Given back by your lead"),
        NoticeKind.SIGNED: _("Submitted by your lead"),
        NoticeKind.RETURNED: _("Returned"),
        NoticeKind.APPROVED: _("Approved"),
        NoticeKind.TAKEN_BACK: _("Approval taken back, under review again"),
        NoticeKind.REMARK: pgettext("notice", "Remark"),
        NoticeKind.REPORT_REMINDED: _("You are asked to hand in the annual report"),
        NoticeKind.REPORT_RETURNED: _("The annual report is sent back"),
        NoticeKind.TEXT_WAITS: _("A report waits for your signature"),
        NoticeKind.TEXT_SENT_BACK: _("The text of a report is sent back to you"),
        NoticeKind.REPORT_RECEIVED: _("An annual report was handed in"),
        NoticeKind.REPORT_PUBLIC: _("The annual report is published"),
    }[NoticeKind(notice.kind)]


def workdays_left(count: int, *, in_weekdays: bool) -> str:
    """How many workdays are left; weekdays where the holidays of a year are not announced yet."""
    if in_weekdays:
        return ngettext("%(count)d weekday left", "%(count)d weekdays left", count) % {"count": count}
    return ngettext("%(count)d workday left", "%(count)d workdays left", count) % {"count": count}


def subject(notice: Notice) -> str:
    """What it is about: the period, or the year of a report, and the organization."""
    if notice.filing is None:
        return report_subject(notice.values)
    return f"{notice.filing.period} · {notice.filing.organization}"


def report_subject(values: dict[str, Any]) -> str:
    """The year and the organization of a report that values name; "" where they name none."""
    names = values.get("organization")
    if not names:
        return ""
    return f"{values['year']} · {names['en' if get_language() == 'en' else 'zh']}"


def address(notice: Notice) -> str:
    """Where a notice leads: what it names, else its filing; "" where it is about none."""
    named: str = notice.values.get("address", "")
    if named or notice.filing_id is None:
        return named
    return reverse("tasks:filing-detail", args=[notice.filing_id])


def headline(notice: Notice) -> str:
    """What happened to what, in one line."""
    about = subject(notice)
    return _("%(news)s: %(subject)s") % {"news": news(notice), "subject": about} if about else news(notice)


def detail(notice: Notice) -> str:
    """The sentence below: by when, or by whom and why."""
    values = notice.values
    if notice.kind in TOLD_BY_SOMEBODY:
        return told(NoticeKind(notice.kind), values)
    return due(values["due_on"], is_past=notice.kind in {NoticeKind.OVERDUE, NoticeKind.OVERDUE_BELOW})


def told(kind: NoticeKind, values: dict[str, Any]) -> str:
    """Who did it, and what they gave as reason; without a reason what follows for the reader."""
    values = values | {"person": acting_name(values["person"], values.get("in_place_of", ""))}
    if not values.get("reason"):
        return (handed_in(values) if kind is NoticeKind.REPORT_RECEIVED else unexplained(kind)) % values
    return _("%(person)s: %(reason)s") % values


def handed_in(values: dict[str, Any]) -> str:
    """Who handed which version of a report in, for the first time or anew."""
    if values.get("is_anew"):
        return _("%(person)s handed it in anew: version %(version)d, receipt %(receipt)s.")
    return _("%(person)s handed it in: version %(version)d, receipt %(receipt)s.")


def unexplained(kind: NoticeKind) -> str:
    """What somebody did who gave no reason, and what is to be done about it."""
    return {
        NoticeKind.APPROVED: _("%(person)s approved it. Its figures count now; nothing is left to do."),
        NoticeKind.TAKEN_BACK: _(
            "%(person)s took the approval back. Wait for the review; nothing is left to do now."
        ),
        NoticeKind.HANDED_OVER: _("%(person)s has completed it. Read it and submit it, or give it back."),
        NoticeKind.SIGNED: _("%(person)s signed it off and submitted it. Wait for the review."),
        NoticeKind.REMINDED: _("%(person)s asks you to complete and submit it."),
        NoticeKind.TEXT_WAITS: _(
            "The last step was done by %(person)s. Read the text and put your name under it, or send it back."
        ),
        NoticeKind.REPORT_REMINDED: _("%(person)s asks you to hand it in, electronically and on paper."),
        NoticeKind.REPORT_PUBLIC: _(
            "%(person)s published it. Read it, and take its files and its data away."
        ),
    }.get(kind, _("By %(person)s."))


def due(iso_day: str, *, is_past: bool) -> str:
    day = {"day": formats.date_format(dt.date.fromisoformat(iso_day))}
    return _("It was due on %(day)s.") % day if is_past else _("It is due on %(day)s.") % day
