"""Filing discipline: who reported, in time or how late, how often filings came back, how long decisions took.

Plain values in, counts and rates out; ``filing_records`` reads them. What the numbers mean:

- **asked**: filings whose due day is over, extensions included. What is not due yet counts for nobody. An
  organization that was gone by the end of the period is asked only where it filed all the same.
- **reported**: those of them that were submitted at least once, be it to say that there is nothing to report.
- **on time**: those first submitted by the end of the due day (design R6); a return makes nothing late.
- **days late**: days from the due day to the first submission, of what is still missing to the day on which
  one looks.
- **returned**: those that a reviewer gave back at least once; each time counts as a return.
- **time to review**: days from a submission to the decision on it, of every version that was decided.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from organizations.rounding import half_up, reached_in_percent
from organizations.workdays import workdays_between
from tasks.filings.timeliness import Timeliness, timeliness

MOST = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Review:
    """One submitted version and the decision on it, by day."""

    submitted_on: dt.date
    decided_on: dt.date

    @property
    def days(self) -> int:
        """0 where it was decided on the day it came."""
        return (self.decided_on - self.submitted_on).days

    @property
    def workdays(self) -> int:
        return workdays_between(self.submitted_on, self.decided_on)


@dataclass(frozen=True, slots=True)
class FilingRecord:
    """What discipline knows of one filing at the end of a day. ``opens_on`` and ``due_on`` are its window,
    extension included; ``filed_on`` the day of its first submission. ``was_there`` tells whether its
    organization existed on the last day of the period. ``waits_since`` is the day of the submission that
    nobody has decided on."""

    pk: int
    organization: int
    period: int
    opens_on: dt.date
    due_on: dt.date
    filed_on: dt.date | None = None
    was_there: bool = True
    returns: int = 0
    reviews: tuple[Review, ...] = ()
    status: str = ""
    version: int = 0
    waits_since: dt.date | None = None

    def is_asked(self, on: dt.date) -> bool:
        """Whether it counts on a day: the whole of its due day is still time to file."""
        return self.due_on < on and (self.filed_on is not None or self.was_there)

    @property
    def is_on_time(self) -> bool:
        return self.filed_on is not None and self.filed_on <= self.due_on

    def timeliness(self, on: dt.date) -> Timeliness:
        """How it stands against its window on a day."""
        return timeliness(opens_on=self.opens_on, due_on=self.due_on, filed_on=self.filed_on, today=on)

    def days_late(self, on: dt.date) -> int:
        """Days behind its due day, up to ``on`` where nothing has come; 0 where it is in time."""
        return max(((self.filed_on or on) - self.due_on).days, 0)


@dataclass(frozen=True, slots=True)
class Spread:
    """How numbers of days lie: how many they are, the one in the middle, the one that nine in ten do not
    pass, and the largest; None where there are none."""

    count: int = 0
    median: Decimal | None = None
    most: int | None = None
    longest: int | None = None


def spread_of(days: Iterable[int]) -> Spread:
    """The median of an even number is the mean of the two in the middle; the nine in ten are the smallest
    number of the list that at least 90 % of it do not pass."""
    ordered = sorted(days)
    if not ordered:
        return Spread()
    return Spread(
        count=len(ordered),
        median=median_of(ordered),
        most=ordered[ceil(MOST * len(ordered)) - 1],
        longest=ordered[-1],
    )


def median_of(ordered: Sequence[int]) -> Decimal:
    """The middle of numbers in their order, of which there is at least one."""
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Decimal(ordered[middle])
    return Decimal(ordered[middle - 1] + ordered[middle]) / 2


@dataclass(frozen=True, slots=True)
class Discipline:
    """What some filings come to on a day. ``late`` are those that came late, apart from what is missing;
    ``days_late`` lies over both."""

    asked: int = 0
    reported: int = 0
    on_time: int = 0
    returned: int = 0
    returns: int = 0
    days_late: Spread = Spread()
    review: Spread = Spread()
    review_workdays: Spread = Spread()

    @property
    def late(self) -> int:
        return self.reported - self.on_time

    @property
    def missing(self) -> int:
        return self.asked - self.reported

    @property
    def reporting_rate(self) -> Decimal | None:
        """Reported of asked in percent, one decimal; None where nobody was asked."""
        return rate(self.reported, self.asked)

    @property
    def on_time_rate(self) -> Decimal | None:
        """On time of asked in percent, one decimal: what is missing is not on time."""
        return rate(self.on_time, self.asked)

    @property
    def returns_per_filing(self) -> Decimal | None:
        """Returns for each filing that was reported, two decimals; None where none was."""
        return half_up(Decimal(self.returns) / self.reported, Decimal("0.01")) if self.reported else None


def rate(part: int, whole: int) -> Decimal | None:
    """In percent; 100 only where nothing lacks."""
    return reached_in_percent(Decimal(part) / whole) if whole else None


def discipline_of(records: Iterable[FilingRecord], on: dt.date) -> Discipline:
    """What filings come to on a day; those that are not asked leave no trace."""
    asked = [record for record in records if record.is_asked(on)]
    late = [days for record in asked if (days := record.days_late(on))]
    reviews = [review for record in asked for review in record.reviews]
    return Discipline(
        asked=len(asked),
        reported=sum(record.filed_on is not None for record in asked),
        on_time=sum(record.is_on_time for record in asked),
        returned=sum(record.returns > 0 for record in asked),
        returns=sum(record.returns for record in asked),
        days_late=spread_of(late),
        review=spread_of(review.days for review in reviews),
        review_workdays=spread_of(review.workdays for review in reviews),
    )
