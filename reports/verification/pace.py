"""How often one address may ask: each question is counted, and who asks too often is told when to go on.

Counted in the cache that sign-ins are counted in (``CACHE_URL``), by windows of a minute and of an hour.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Window:
    """So many questions in so many seconds."""

    seconds: int
    most: int

    def begin(self, at: dt.datetime) -> int:
        """When the window that a moment lies in began, in seconds of the clock."""
        return int(at.timestamp()) // self.seconds * self.seconds

    def end(self, at: dt.datetime) -> dt.datetime:
        return dt.datetime.fromtimestamp(self.begin(at) + self.seconds, dt.UTC)


class Asked(StrEnum):
    """What is asked with: a code, or a file, which takes longer to look into."""

    CODE = "code"
    FILE = "file"


WINDOWS = {
    Asked.CODE: (Window(60, 20), Window(3600, 300)),
    Asked.FILE: (Window(60, 10), Window(3600, 100)),
}


def next_question_at(asked: Asked, address: str, at: dt.datetime) -> dt.datetime | None:
    """Count a question from an address; None where it is answered, else when the next one is."""
    ends = [window.end(at) for window in WINDOWS[asked] if counted(asked, window, address, at) > window.most]
    return max(ends, default=None)


def counted(asked: Asked, window: Window, address: str, at: dt.datetime) -> int:
    """How many questions of an address there are in a window, with this one."""
    key = f"verify:{asked}:{window.seconds}:{window.begin(at)}:{address}"
    cache.add(key, 0, timeout=window.seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # It lapsed between the two.
        return 1
