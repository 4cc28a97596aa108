"""The light beside a due day: green, yellow from 3 workdays before, red when overdue."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from organizations.workdays import is_counted_in_weekdays, workdays_before, workdays_between
from tasks.filings.timeliness import Timeliness, timeliness
from tasks.models import Filing

YELLOW_FROM = 3


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class DueLight:
    """A light with the workdays up to the due day, today counted; 0 when none is left or it has passed.

    ``in_weekdays`` says that the count rests on plain weekdays, because a year's calendar is not out yet.
    """

    light: Light
    is_due_today: bool
    workdays_left: int
    in_weekdays: bool


def light(filing: Filing, today: dt.date) -> Light | None:
    """The light of a filing on ``today``; none before its window opens and once it was filed."""
    stands = timeliness(
        opens_on=filing.period.opens_on, due_on=filing.due_on, filed_on=filing.filed_on, today=today
    )
    if stands is Timeliness.OVERDUE:
        return Light.RED
    if stands is not Timeliness.DUE:
        return None
    return Light.YELLOW if today >= workdays_before(filing.due_on, YELLOW_FROM) else Light.GREEN


def due_light(filing: Filing, today: dt.date) -> DueLight | None:
    """The light with its count, for pages; None without a light."""
    shown = light(filing, today)
    if shown is None:
        return None
    return DueLight(
        light=shown,
        is_due_today=filing.due_on == today,
        workdays_left=workdays_between(today, filing.due_on),
        in_weekdays=is_counted_in_weekdays(today, filing.due_on),
    )
