"""How long somebody waits between wrong passwords: slowed down more and more, never locked out.

Plain arithmetic over counts. What counts is who was meant together with where it came from, so that nobody
keeps a named person out from elsewhere: the first tries of another address or browser are always looked at.
"""

import datetime as dt
from dataclasses import dataclass

# Wrong passwords older than this no longer count.
WINDOW = dt.timedelta(minutes=15)
LONGEST = dt.timedelta(seconds=60)
# Tries without a pause: one name from one place, one name from everywhere, one place whatever the name.
FREE_HERE, FREE_FOR_NAME, FREE_FOR_ADDRESS = 5, 15, 30
# From so many wrong passwords on, the person whose name it is gets told.
TELL_FROM = 5


@dataclass(frozen=True, slots=True)
class Wrong:
    """How many wrong passwords count, and when the last one was."""

    count: int
    last_at: dt.datetime | None


def pause_after(count: int, *, free: int) -> dt.timedelta:
    """The pause after ``count`` wrong passwords: none for the first ``free``, then 1, 2, 4 … 60 seconds."""
    if count < free:
        return dt.timedelta(0)
    doubled = 2 ** min(count - free, 10)
    return min(dt.timedelta(seconds=doubled), LONGEST)


def next_try_at(*, here: Wrong, name: int, address: Wrong) -> dt.datetime | None:
    """When the next password is looked at; None at once.

    ``here`` counts this name from this place, ``name`` this name from everywhere, ``address`` this place.
    What others try elsewhere makes the pauses longer only where somebody was wrong about the name as well.
    """
    times = []
    if here.last_at is not None:
        pause = max(pause_after(here.count, free=FREE_HERE), pause_after(name, free=FREE_FOR_NAME))
        times.append(here.last_at + pause)
    if address.last_at is not None:
        times.append(address.last_at + pause_after(address.count, free=FREE_FOR_ADDRESS))
    return max(times, default=None)
