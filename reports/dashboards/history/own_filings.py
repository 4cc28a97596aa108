"""The filings of one organization over the years: where each stands, in which version, in time or late."""

import datetime as dt

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organizations.calendar import today
from reports.dashboards.question import Question
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import Cell, DataTable, Head, Row
from targets.wording import DASH
from tasks.filings.discipline import FilingRecord, spread_of
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing

STATUSES = list(Filing.Status)
STANDINGS = (
    *(Timeliness.OVERDUE, Timeliness.LATE, Timeliness.DUE),
    *(Timeliness.ON_TIME, Timeliness.NOT_DUE),
)


def filings_table(question: Question, records: list[FilingRecord]) -> DataTable:
    """The filings of ``records``, the latest first (one query)."""
    with_period = Filing.objects.select_related("period__guidance").defer("period__guidance__source_text")
    filings = with_period.in_bulk([record.pk for record in records])
    return DataTable(
        key="filings",
        title=_("Its filings over the years"),
        heads=(
            Head("period", _("Period"), descends=True, width=24),
            Head("status", _("Status")),
            Head("version", _("Version"), is_number=True, descends=True),
            Head("due_on", _("Due on")),
            Head("filed_on", _("First submitted on")),
            Head("timeliness", _("Timeliness")),
            Head("days_late", _("Days late"), is_number=True, descends=True),
            Head("returns", _("Times given back"), is_number=True, descends=True),
            Head("review", _("Days to review"), is_number=True, descends=True),
        ),
        rows=tuple(row_of(question, filings[record.pk], record) for record in reversed(records)),
        empty=_("It has not been asked for a filing yet."),
        is_stacked=False,
    )


def row_of(question: Question, filing: Filing, record: FilingRecord) -> Row:
    day = question.on or today()
    status, standing = Filing.Status(record.status), record.timeliness(day)
    period = filing.period
    return Row(
        f"filing-{filing.pk}",
        (
            Cell(
                str(period),
                href=reverse("tasks:filing-detail", args=[filing.pk]),
                order=period.guidance.year * 100 + period.order,
            ),
            pill_cell(status.value, status.label, order=STATUSES.index(status)),
            Cell(record.version),
            day_cell(record.due_on),
            day_cell(record.filed_on),
            pill_cell(standing.value, standing.label, order=STANDINGS.index(standing)),
            Cell(record.days_late(day) if is_late(standing) else None, "" if is_late(standing) else DASH),
            Cell(record.returns),
            review_cell(record),
        ),
    )


def day_cell(day: dt.date | None) -> Cell:
    return Cell(day, DASH if day is None else date_format(day, "DATE_FORMAT"))


def is_late(standing: Timeliness) -> bool:
    return standing in {Timeliness.LATE, Timeliness.OVERDUE}


def review_cell(record: FilingRecord) -> Cell:
    """How long the longest of its reviews took."""
    longest = spread_of(review.days for review in record.reviews).longest
    note = _("The longest of %(count)s.") % {"count": len(record.reviews)} if record.reviews[1:] else ""
    return Cell(longest, "" if longest is not None else DASH, note=note)
