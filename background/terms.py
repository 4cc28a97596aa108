"""How long things take in the background, as the settings say."""

import datetime as dt

from django.conf import settings


def lease_lasts() -> dt.timedelta:
    """How long a job stays with a worker that gives no sign of life."""
    return dt.timedelta(seconds=settings.JOB_LEASE_SECONDS)


def patience() -> dt.timedelta:
    """After how long a job that waits or runs counts as stuck."""
    return dt.timedelta(minutes=settings.JOB_STUCK_MINUTES)
