"""When things happen in the sample: by the clock of Shanghai."""

import datetime as dt
from collections.abc import Iterator
from random import Random
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: dt.date, hour: int, minute: int) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def minutes(start: dt.datetime, rng: Random) -> Iterator[dt.datetime]:
    """Moments a few minutes apart."""
    while True:
        start += dt.timedelta(minutes=rng.randint(3, 14))
        yield start
