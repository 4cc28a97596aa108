"""The portal's calendar: the one place that answers "today"."""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def today() -> dt.date:
    """The day that every rule takes for today, in Asia/Shanghai (design §5).

    ``PORTAL_TODAY`` moves it; clocks of sessions and logs stay real.
    """
    moved: dt.date | None = settings.PORTAL_TODAY
    return moved or timezone.localdate()


def is_ahead(day: dt.date | None) -> bool:
    """Whether a day is still to come: nothing has happened, or was written, on it."""
    return day is not None and day > today()


def is_moved() -> bool:
    """Whether the portal has another day than the real one, which pages then say."""
    return settings.PORTAL_TODAY is not None
