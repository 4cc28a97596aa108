"""The reporting periods of a year: what is reported on, and when it is to be filed (design §2)."""

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.workdays import is_workday
from tasks.models import ReportingPeriod

Kind = ReportingPeriod.Kind
DAY = dt.timedelta(days=1)
# Days from the end of a period to its due day, and from the opening of the year end to its own.
DAYS_TO_FILE = 20
YEAR_END_DAYS = 30


class Rhythm(models.TextChoices):
    """How often organizations report."""

    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    HALF_YEARLY = "half_yearly", _("Every half-year")
    STATED = "stated", _("As the document says")
    OWN = "own", _("On dates of our own")


MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6}
KINDS = {Rhythm.MONTHLY: Kind.MONTH, Rhythm.QUARTERLY: Kind.QUARTER, Rhythm.HALF_YEARLY: Kind.HALF_YEAR}


@dataclass(frozen=True, slots=True)
class PlannedPeriod:
    """A period and its window, all days inclusive."""

    kind: ReportingPeriod.Kind
    starts_on: dt.date
    ends_on: dt.date
    opens_on: dt.date
    due_on: dt.date

    @classmethod
    def of(cls, period: ReportingPeriod) -> "PlannedPeriod":
        """A period that is set up, as planned."""
        kind = Kind(period.kind)
        return cls(kind, period.starts_on, period.ends_on, period.opens_on, period.due_on)

    @property
    def is_due_on_a_day_off(self) -> bool:
        """Whether nobody works on its due day: a weekend or a holiday, as far as those are announced."""
        return not is_workday(self.due_on)


@dataclass(frozen=True, slots=True)
class Choice:
    """How the periods of a year were chosen."""

    rhythm: Rhythm
    days_to_file: int = DAYS_TO_FILE
    include_past: bool = False


def plan_periods(
    year: int,
    rhythm: Rhythm,
    *,
    due_on: dt.date | None = None,
    days_to_file: int = DAYS_TO_FILE,
    issued_on: dt.date | None = None,
    include_past: bool = False,
) -> list[PlannedPeriod]:
    """The periods of ``year`` in a regular rhythm, the year end last, which is due on ``due_on``.

    The window of a period opens on the day after it and closes ``days_to_file`` days after its end. One that
    would be due no earlier than the year end is left to it. What ended before the document was issued is not
    asked for on its own, unless ``include_past``: the first period then reaches back to January, so that no
    increment is missed. Without ``due_on`` the year end is due on 15 December.
    """
    due_on = due_on or dt.date(year, 12, 15)
    regular = [period for period in regular_periods(year, rhythm, days_to_file) if period.due_on < due_on]
    if issued_on and not include_past:
        regular = reaching_back([period for period in regular if period.ends_on >= issued_on], year)
    begins = regular[-1].ends_on + DAY if regular else dt.date(year, 1, 1)
    return [*regular, year_end(year, begins, due_on)]


def year_end(year: int, begins: dt.date, due_on: dt.date) -> PlannedPeriod:
    """The last period, whose window opens a month ahead of its due day, but not before it begins."""
    opens_on = min(max(due_on - YEAR_END_DAYS * DAY, begins), due_on)
    return PlannedPeriod(Kind.YEAR_END, begins, dt.date(year, 12, 31), opens_on, due_on)


def regular_periods(year: int, rhythm: Rhythm, days_to_file: int) -> list[PlannedPeriod]:
    """Every period of the rhythm but the last of the year, which is the year end."""
    length = MONTHS[rhythm]
    found = []
    for month in range(length, 12, length):
        ends_on = dt.date(year, month, monthrange(year, month)[1])
        found.append(
            PlannedPeriod(
                kind=KINDS[rhythm],
                starts_on=dt.date(year, month - length + 1, 1),
                ends_on=ends_on,
                opens_on=ends_on + DAY,
                due_on=ends_on + days_to_file * DAY,
            )
        )
    return found


def reaching_back(periods: Sequence[PlannedPeriod], year: int) -> list[PlannedPeriod]:
    """The periods with the first one begun in January; it has dates of its own then."""
    if not periods or periods[0].starts_on == dt.date(year, 1, 1):
        return list(periods)
    first = replace(periods[0], kind=Kind.OWN, starts_on=dt.date(year, 1, 1))
    return [first, *periods[1:]]


def choice_of(
    periods: Sequence[PlannedPeriod], year: int, *, due_on: dt.date | None, issued_on: dt.date | None
) -> Choice:
    """The choice that comes to ``periods``; where none does, dates of one's own."""
    days_to_file = (periods[0].due_on - periods[0].ends_on).days if len(periods) > 1 else DAYS_TO_FILE
    for rhythm, include_past in product(MONTHS, (False, True)):
        planned = plan_periods(
            year,
            rhythm,
            due_on=due_on,
            days_to_file=days_to_file,
            issued_on=issued_on,
            include_past=include_past,
        )
        if planned == list(periods):
            return Choice(rhythm, days_to_file, include_past)
    return Choice(Rhythm.OWN)


def period_problems(periods: Sequence[PlannedPeriod], due_on: dt.date | None) -> dict[int, str]:
    """What is wrong with the periods of a year, a sentence by the place of the period, from 0.

    The last is due on ``due_on``, the day that the document names, if it names one.
    """
    befores = [None, *periods]
    found = {
        place: problem
        for place, (period, before) in enumerate(zip(periods, befores, strict=False))
        if (problem := problem_of(period, before))
    }
    last = len(periods) - 1
    if periods and due_on and last not in found and periods[last].due_on != due_on:
        found[last] = _t("The last period is due on the day that the document names, %(day)s.") % {
            "day": due_on.isoformat()
        }
    return found


def problem_of(period: PlannedPeriod, before: PlannedPeriod | None) -> str:
    """What is wrong with one period after the one before it; "" if nothing is."""
    if period.starts_on > period.ends_on:
        return _t("The period ends before it starts.")
    if period.opens_on > period.due_on:
        return _t("The window is due before it opens.")
    if period.due_on < period.starts_on:
        text = _t("The window is due on %(day)s, before the period begins.")
        return text % {"day": period.due_on.isoformat()}
    return problem_after(period, before) if before else ""


def problem_after(period: PlannedPeriod, before: PlannedPeriod) -> str:
    """What is wrong with a period beside the one before it."""
    if period.starts_on <= before.ends_on:
        return _t("This period begins before the one above has ended.")
    if period.opens_on < before.opens_on:
        return _t("This window opens before the one above.")
    if period.due_on <= before.due_on:
        return _t("This period is due before the one above.")
    return ""
