"""The portal's calendar: the one place that answers "today", and on which day an instant falls.

One act has one moment (design R20). It is taken when the request comes in, however long the act then waits
for others; the action is given it as ``at``, and every rule in the action asks ``day_of(at)``.
"""

import datetime as dt
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

# No act takes longer: what is younger happens now, for a portal that plays on another day.
LONGEST_ACT = dt.timedelta(days=1)


class TimedRequest(HttpRequest):
    """A request of which ``guidance_portal.middleware.MomentMiddleware`` has noted when it came in."""

    moment: dt.datetime


def moment_of(request: HttpRequest) -> dt.datetime:
    """When a request came in: the moment of the act that it asks for."""
    return cast("TimedRequest", request).moment


def today() -> dt.date:
    """The day that every rule takes for today, in Asia/Shanghai (design §5).

    ``PORTAL_TODAY`` moves it; clocks of sessions and logs stay real. Pages ask it, actions never: they ask
    ``day_of``.
    """
    return day_of(timezone.now())


def day_of(at: dt.datetime) -> dt.date:
    """The day of an instant in the portal's calendar: its day in Asia/Shanghai.

    Where ``PORTAL_TODAY`` moves the calendar, what happens now happens on the moved day, and nothing happens
    after it; an instant that a loader takes from the past keeps its own day.
    """
    day, moved = at.astimezone(timezone.get_default_timezone()).date(), settings.PORTAL_TODAY
    if moved is None:
        return day
    return moved if day > moved or at > timezone.now() - LONGEST_ACT else day


def end_of(day: dt.date) -> dt.datetime:
    """The first moment after a day, Asia/Shanghai."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=timezone.get_default_timezone())


def is_ahead(day: dt.date | None) -> bool:
    """Whether a day is still to come: nothing has happened, or was written, on it."""
    return day is not None and day > today()


def is_unwritten(day: dt.date | None) -> bool:
    """Whether no document can bear the day yet. Documents come from outside: where ``PORTAL_TODAY`` sets the
    portal back to an earlier day, one of a later year is there all the same, and is tried on it."""
    return day is not None and day > max(today(), timezone.localdate())


def is_moved() -> bool:
    """Whether the portal has another day than the real one, which pages then say."""
    return settings.PORTAL_TODAY is not None
