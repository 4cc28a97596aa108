"""What the tables of filings have in common: days, states in the order of their urgency, the place of a
period."""

import datetime as dt

from django.utils.formats import date_format

from reports.data_tables.pills import pill_cell
from reports.data_tables.values import Cell
from targets.wording import DASH
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing, ReportingPeriod

STATUSES = list(Filing.Status)
STANDINGS = (
    *(Timeliness.OVERDUE, Timeliness.LATE, Timeliness.DUE),
    *(Timeliness.ON_TIME, Timeliness.NOT_DUE),
)


def place_of(period: ReportingPeriod) -> int:
    """By what periods of several years are sorted. Reads ``guidance``."""
    return int(period.guidance.year) * 100 + period.order


def status_cell(status: str) -> Cell:
    """The status as a pill."""
    known = Filing.Status(status)
    return pill_cell(known.value, known.label, order=STATUSES.index(known))


def standing_cell(standing: Timeliness, words: str = "") -> Cell:
    """How a filing stands against its window as a pill, in ``words`` that say more where there are some."""
    return pill_cell(standing.value, words or standing.label, order=STANDINGS.index(standing))


def day_cell(day: dt.date | None) -> Cell:
    """A day as it is written; a dash where there is none."""
    return Cell(day, DASH if day is None else date_format(day, "DATE_FORMAT"))
