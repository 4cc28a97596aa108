"""The rules of a lease, over plain values: how long it holds, when a job is given up, when to try again.

A worker takes a job with a lease and renews it while it lives. Where it dies the lease lapses, and another
worker takes the job over (design R27).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

# How often a job is begun before it is given up.
MOST_ATTEMPTS = 3
# A lease is renewed so many times while it would hold: one renewal may be late, and even a few may fail.
RENEWALS = 6
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0


@dataclass(frozen=True, slots=True)
class Claim:
    """One worker's hold on a job. Only the latest claim of a job may say how the job ended."""

    job: UUID
    worker: str
    attempt: int


def is_exhausted(attempts: int) -> bool:
    """Whether a job that was begun so often is not begun again."""
    return attempts >= MOST_ATTEMPTS


def expiry(at: dt.datetime, lasts: dt.timedelta) -> dt.datetime:
    """Until when a lease holds that is taken or renewed at ``at``."""
    return at + lasts


def renewed_every(lasts: dt.timedelta) -> float:
    """How many seconds pass from one renewal to the next."""
    return lasts.total_seconds() / RENEWALS


def next_try(at: dt.datetime, attempt: int, lasts: dt.timedelta) -> dt.datetime:
    """When a job is tried again whose attempt lost the database: later each time, so that one restart of the
    database does not use up all attempts."""
    return at + attempt * lasts / RENEWALS


def growing_pauses() -> Iterator[float]:
    """How many seconds to wait before each further try at a database that does not answer."""
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)
