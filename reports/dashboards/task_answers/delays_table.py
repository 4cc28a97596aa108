"""Every delayed measure: where, since when, and what was written about why."""

from django.utils.translation import gettext as _

from reports.dashboards.task_answers.answer_cells import line_address
from reports.dashboards.task_answers.measures_table import first_words
from reports.dashboards.task_answers.question import DELAYS
from reports.dashboards.task_answers.sheet import TaskSheet
from reports.data_tables.values import Cell, DataTable, Head, Row
from tasks.filings.delays import Delay

# As much of a reason as a row shows, in characters.
SHOWN = 120


def delays_table(sheet: TaskSheet) -> DataTable:
    """A row a delayed measure and organization, just as the count of delayed measures counts them."""
    return DataTable(
        DELAYS,
        _("Delayed measures"),
        (
            Head("organization", _("Organization"), width=24),
            Head("measure", _("Delayed measure"), width=60),
            Head("since", _("Delayed since"), width=18),
            Head("reason", _("What was written about problems"), width=60),
            Head("answered", _("Latest answer"), width=18, descends=True),
        ),
        tuple(delay_row(sheet, delay) for delay in sheet.delays),
        empty=_("No approved answer calls a measure delayed."),
    )


def delay_row(sheet: TaskSheet, delay: Delay) -> Row:
    filing, organization = delay.entry.filing, delay.organization
    may_open = sheet.user.scope.covers(organization)
    return Row(
        f"delay-{organization.code}-{delay.measure.order}",
        (
            Cell(organization.display_name, order=str(organization.path)),
            Cell(delay.measure.text, order=delay.measure.order),
            Cell(delay.since.name, order=delay.since.order),
            Cell(delay.reason, words=first_words(delay.reason, SHOWN)),
            Cell(
                filing.period.name,
                order=filing.period.order,
                href=line_address(filing, delay.entry.task_id) if may_open else "",
            ),
        ),
    )
