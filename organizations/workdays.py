"""Workdays in China: weekdays, less the holidays, plus the weekends that are worked in exchange (调休).

The State Council announces each year's holidays late in the year before. For a year whose calendar is not
known yet every Monday to Friday counts; pages that show workdays then say so.
"""

import datetime as dt
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import count, islice

import chinese_calendar

ONE_DAY = dt.timedelta(days=1)


@cache
def is_calendar_known(year: int) -> bool:
    """Whether the year's holidays are announced and in our tables.

    Asked of the National Day, because a New Year's holiday may be announced with the year before.
    """
    return dt.date(year, 10, 1) in chinese_calendar.holidays


@lru_cache(maxsize=4096)
def is_workday(day: dt.date) -> bool:
    """Whether people work on ``day``; in a year not known yet, whether it is Monday to Friday."""
    if is_calendar_known(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5


def workdays_before(day: dt.date, number: int) -> dt.date:
    """The ``number``-th workday counted back from ``day``, which itself does not count; 0 is ``day``."""
    return nth_workday(day, number, -ONE_DAY)


def workdays_after(day: dt.date, number: int) -> dt.date:
    """The ``number``-th workday after ``day``, which itself does not count; 0 is ``day``."""
    return nth_workday(day, number, ONE_DAY)


def nth_workday(day: dt.date, number: int, step: dt.timedelta) -> dt.date:
    """The ``number``-th workday that one meets stepping away from ``day``."""
    if number <= 0:
        return day
    met = (other for other in (day + step * distance for distance in count(1)) if is_workday(other))
    return next(islice(met, number - 1, None))


@lru_cache(maxsize=4096)
def workdays_between(first: dt.date, last: dt.date) -> int:
    """Workdays from ``first``, which counts, up to ``last``, which does not; 0 where ``last`` is not later.

    So ``workdays_between(workdays_before(day, n), day) == n``.
    """
    return sum(map(is_workday, days_between(first, last)))


def days_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Every day from ``first`` up to ``last``, which is left out."""
    return (first + ONE_DAY * distance for distance in range((last - first).days))


def is_counted_in_weekdays(first: dt.date, last: dt.date) -> bool:
    """Whether a number of workdays between two days rests on plain weekdays, for want of a calendar."""
    return not (is_calendar_known(first.year) and is_calendar_known(last.year))
