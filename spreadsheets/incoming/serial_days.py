"""Days as spreadsheets count them: as numbers, from one of two beginnings."""

import datetime as dt
from decimal import Decimal

# Excel counts a 29 February 1900 that never was, as the 60th day: what comes after it is one further.
NEVER_WAS, NEVER_WAS_TEXT = 60, "1900-02-29"
BEGINNING, BEGINNING_BEFORE = dt.date(1899, 12, 30), dt.date(1899, 12, 31)
BEGINNING_1904 = dt.date(1904, 1, 1)
LAST = 2_958_465  # 31 December 9999
SECONDS = 86_400

type Moment = dt.date | dt.datetime | dt.time | str


def moment_of(serial: Decimal, *, from_1904: bool) -> Moment | None:
    """The day, the moment or the time of day that a number stands for, to the second.

    A number without a whole part is a time of day. The day that never was is its text, which no field takes
    for a day; None where the calendar of spreadsheets has no such number.
    """
    seconds = int((serial * SECONDS).to_integral_value())
    # A time of day that rounds to midnight stays one.
    day, rest = divmod(min(seconds, SECONDS - 1) if 0 <= serial < 1 else seconds, SECONDS)
    if day < 0 or day > (LAST - 1_462 if from_1904 else LAST):
        return None
    if day == 0 and not (from_1904 and rest == 0):
        return time_of(rest)
    if day == NEVER_WAS and not from_1904:
        return NEVER_WAS_TEXT
    beginning = BEGINNING_1904 if from_1904 else BEGINNING if day > NEVER_WAS else BEGINNING_BEFORE
    on = beginning + dt.timedelta(days=day)
    return dt.datetime.combine(on, time_of(rest)) if rest else on


def time_of(seconds: int) -> dt.time:
    """The time of day, so many seconds after midnight."""
    return dt.time(seconds // 3_600, seconds // 60 % 60, seconds % 60)
