"""What a digest says: what waits for one person, the most urgent first, in their language."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import User
from tasks.models import Notice, NoticeKind
from tasks.notices.wording import address, detail, headline, subject
from texts.outgoing.mail_text import body_text, quoted_text, subject_text

# What stands first in a digest: what came back or is late before what is still to come.
URGENCY = (
    NoticeKind.REPORT_RETURNED,
    NoticeKind.RETURNED,
    NoticeKind.GIVEN_BACK,
    NoticeKind.TEXT_SENT_BACK,
    NoticeKind.HANDED_OVER,
    NoticeKind.TEXT_WAITS,
    NoticeKind.REMARK,
    NoticeKind.REPORT_REMINDED,
    NoticeKind.REMINDED,
    NoticeKind.OVERDUE,
    NoticeKind.DUE_TODAY,
    NoticeKind.DUE_IN_1,
    NoticeKind.DUE_IN_3,
    NoticeKind.DUE_IN_7,
    NoticeKind.OPENED,
    NoticeKind.OVERDUE_BELOW,
    NoticeKind.REPORT_RECEIVED,
    NoticeKind.APPROVED,
    NoticeKind.TAKEN_BACK,
    NoticeKind.SIGNED,
    NoticeKind.REPORT_PUBLIC,
)


@dataclass(frozen=True, slots=True)
class Digest:
    """The notices that one mail to one person says; ``after`` is the day of the digest before."""

    user: User
    notices: tuple[Notice, ...]
    after: dt.date | None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a digest, with the absolute address of its filing; empty without one."""

    subject: str
    detail: str
    url: str


def mail_of(digest: Digest) -> EmailMultiAlternatives:
    """The mail of a digest in its reader's language: as text and as HTML, both complete."""
    with translation.override(digest.user.preferred_language):
        context = {
            "name": str(digest.user),
            "groups": groups(digest.notices),
            "notices_url": absolute(reverse("tasks:notice-list")),
            "settings_url": absolute(reverse("tasks:notice-settings")),
        }
        mail = EmailMultiAlternatives(
            subject_text(subject_line(digest.notices)),
            body_text(render_to_string("tasks/mail/digest.txt", context)),
            to=[digest.user.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
        page = body_text(render_to_string("tasks/mail/digest.html", context))
        mail.attach_alternative(page, "text/html")
        return mail


def in_order(notices: Iterable[Notice]) -> list[Notice]:
    """The most urgent kind first, within it as written."""
    return sorted(notices, key=lambda notice: (URGENCY.index(NoticeKind(notice.kind)), notice.pk))


def groups(notices: Iterable[Notice]) -> list[tuple[str, list[Item]]]:
    """The lines of a digest below the name of their kind."""
    ordered = groupby(in_order(notices), key=lambda notice: notice.kind)
    return [(str(NoticeKind(kind).label), [item(notice) for notice in of_kind]) for kind, of_kind in ordered]


def item(notice: Notice) -> Item:
    leads_to = address(notice)
    return Item(subject(notice), quoted_text(detail(notice)), absolute(leads_to) if leads_to else "")


def subject_line(notices: tuple[Notice, ...]) -> str:
    """The most urgent notice in one line, and how many there are besides."""
    first, others = headline(in_order(notices)[0]), len(notices) - 1
    if others:
        more = ngettext("%(first)s, and %(count)d more", "%(first)s, and %(count)d more", others)
        first = more % {"first": first, "count": others}
    return _("Guidance Portal – %(news)s") % {"news": first}


def absolute(path: str) -> str:
    """An address of the portal as mail needs it, by the setting ``PORTAL_ADDRESS``."""
    return settings.PORTAL_ADDRESS + path
