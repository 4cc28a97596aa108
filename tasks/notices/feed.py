"""The calendar feed of one person's due days, as RFC 5545 wants it."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from organizations.models import User
from organizations.workdays import ONE_DAY
from tasks.models import Filing
from texts.outgoing.calendar_text import calendar_text, summary_text

# How often calendar programs ask again.
REFRESH = "PT6H"


def filings_of(user: User, *, on: dt.date) -> QuerySet[Filing]:
    """The filings of the person's own organizations: those of the year of ``on`` and those in draft still."""
    in_draft = Q(status__in=[Filing.Status.DRAFT, Filing.Status.RETURNED])
    return (
        Filing.objects.visible_to(user)
        .filter(organization__in=user.organizations_held)
        .filter(in_draft | Q(period__guidance__year=on.year))
        .for_list()
        .by_due_on()
    )


def calendar_of(user: User, *, on: dt.date, at: dt.datetime) -> bytes:
    """One all-day event a filing on its due day, in the language of the page (three queries)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Guidance Portal//Due days//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Guidance Portal: due days"))
    calendar.add("x-published-ttl", REFRESH)
    for filing in filings_of(user, on=on):
        calendar.add_component(event_of(filing, at=at))
    content: bytes = calendar.to_ical()
    return content


def event_of(filing: Filing, *, at: dt.datetime) -> Event:
    """The due day of one filing. Its UID stays the same, so that a changed day moves the entry."""
    address = settings.PORTAL_ADDRESS + reverse("tasks:filing-detail", args=[filing.pk])
    event = Event()
    event.add("uid", f"filing-{filing.pk}@{urlsplit(settings.PORTAL_ADDRESS).hostname}")
    event.add("dtstamp", at.astimezone(dt.UTC))
    event.add("dtstart", filing.due_on)
    event.add("dtend", filing.due_on + ONE_DAY)
    event.add("summary", summary_text(summary(filing)))
    event.add("description", calendar_text(description(filing, address)))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event


def summary(filing: Filing) -> str:
    """What is due and where it stands: its status stands before the name."""
    words = {
        "status": filing.get_status_display(),
        "period": filing.period,
        "organization": filing.organization,
    }
    return _("[%(status)s] %(period)s · %(organization)s due") % words


def description(filing: Filing, address: str) -> str:
    """When the window opens and closes, who reviews, and where to file."""
    words = {
        "opens": formats.date_format(filing.period.opens_on),
        "due": formats.date_format(filing.due_on),
        "reviewer": filing.reports_to,
    }
    window = _("The window is open from %(opens)s to %(due)s. Reviewed by %(reviewer)s.") % words
    return f"{window}\n{address}"
