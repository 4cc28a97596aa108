"""The reporting periods of a year: what is reported on, and when it is to be filed (design §2)."""

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

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

    @property
    def is_due_on_a_weekend(self) -> bool:
        return self.due_on.weekday() >= 5


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
    would be due after the year end's own window has opened is left to the year end. What ended before the
    document was issued is not asked for on its own, unless ``include_past``: the first period then reaches
    back to January, so that no increment is missed. Without ``due_on`` the year end is due on 15 December.
    """
    due_on = due_on or dt.date(year, 12, 15)
    last_opens_on = due_on - YEAR_END_DAYS * DAY
    regular = [
        period for period in regular_periods(year, rhythm, days_to_file) if period.due_on < last_opens_on
    ]
    if issued_on and not include_past:
        regular = reaching_back([period for period in regular if period.ends_on >= issued_on], year)
    begins = regular[-1].ends_on + DAY if regular else dt.date(year, 1, 1)
    ends_on = dt.date(year, 12, 31)
    return [*regular, PlannedPeriod(Kind.YEAR_END, begins, ends_on, last_opens_on, due_on)]


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


def own_problems(periods: Sequence[PlannedPeriod], due_on: dt.date | None) -> dict[int, str]:
    """What is wrong with periods on dates of one's own, a sentence by the place of the period, from 0."""
    found: dict[int, str] = {}
    for place, period in enumerate(periods):
        if period.starts_on > period.ends_on:
            found[place] = _t("The period ends before it starts.")
        elif period.opens_on > period.due_on:
            found[place] = _t("The window is due before it opens.")
        elif period.due_on < period.starts_on:
            found[place] = _t("The window is due before the period begins.")
        elif place and period.starts_on <= periods[place - 1].ends_on:
            found[place] = _t("This period begins before the one above has ended.")
        elif place and period.due_on <= periods[place - 1].due_on:
            found[place] = _t("This period is due before the one above.")
    last = len(periods) - 1
    if periods and due_on and last not in found and periods[last].due_on != due_on:
        found[last] = _t("The last period is due on the day that the document names, %(day)s.") % {
            "day": due_on.isoformat()
        }
    return found
