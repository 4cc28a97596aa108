"""The filings of one organization over the years: where each stands, in which version, in time or late."""

from django.utils.translation import gettext as _

from organizations.calendar import today
from organizations.page_addresses import page_address
from reports.dashboards.filing_cells import day_cell, place_of, standing_cell, status_cell
from reports.dashboards.question import Question
from reports.data_tables.values import Cell, DataTable, Head, Row
from targets.wording import DASH
from tasks.filings.discipline import FilingRecord, spread_of
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing


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
    standing, period = record.timeliness(day), filing.period
    return Row(
        f"filing-{filing.pk}",
        (
            Cell(
                str(period),
                href=page_address("tasks:filing-detail", filing.pk),
                order=place_of(period),
            ),
            status_cell(record.status),
            Cell(record.version),
            day_cell(record.due_on),
            day_cell(record.filed_on),
            standing_cell(standing),
            Cell(record.days_late(day) if is_late(standing) else None, "" if is_late(standing) else DASH),
            Cell(record.returns),
            review_cell(record),
        ),
    )


def is_late(standing: Timeliness) -> bool:
    return standing in {Timeliness.LATE, Timeliness.OVERDUE}


def review_cell(record: FilingRecord) -> Cell:
    """How long the longest of its reviews took."""
    longest = spread_of(review.days for review in record.reviews).longest
    note = _("The longest of %(count)s.") % {"count": len(record.reviews)} if record.reviews[1:] else ""
    return Cell(longest, "" if longest is not None else DASH, note=note)
