"""Days as a report writes them out."""

import datetime as dt

from django.utils.dateformat import format as formatted
from django.utils.timezone import localtime
from django.utils.translation import pgettext as _p


def long_day(day: str) -> str:
    """A day of the snapshot with its month written out: 2021年12月14日, without leading zeros."""
    return formatted(dt.date.fromisoformat(day), _p("day of a report", "j F Y"))


def long_moment(day: str, moment: str) -> str:
    """A day of the portal's calendar with the time of a moment, Asia/Shanghai."""
    time = formatted(localtime(dt.datetime.fromisoformat(moment)), "H:i")
    return _p("moment of a report", "%(day)s, %(time)s") % {"day": long_day(day), "time": time}
