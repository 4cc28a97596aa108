"""The filings that a dashboard counts as a table: whose, for which period, and how each stands."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.models import User
from organizations.page_addresses import page_address
from organizations.workdays import is_counted_in_weekdays, workdays_between
from reports.dashboards.filing_cells import day_cell, place_of, standing_cell, status_cell
from reports.dashboards.filing_list.found import FoundFilings, ListedFiling
from reports.data_tables.values import Cell, DataTable, Head, LongRows, Row
from targets.wording import DASH
from tasks.filings.discipline import FilingRecord
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing
from tasks.notices.wording import workdays_left
from texts.punctuation import enumerated, listed


def filings_table(found: FoundFilings, shown: Sequence[ListedFiling], user: User) -> DataTable:
    """One row for each of ``shown``, all that was found or some of it. A department reads who has filed on
    what it is responsible for, and opens its own alone."""
    return DataTable(
        key="filings",
        title=_("Filings"),
        heads=(
            Head("organization", _("Organization"), width=28),
            Head("period", _("Period"), descends=True, width=24),
            Head("due_on", _("Due on")),
            Head("filed_on", _("First submitted on")),
            Head("timeliness", _("Timeliness"), width=20),
            Head("days_late", _("Days late"), is_number=True, descends=True),
            Head("status", _("Status")),
            Head("version", _("Version"), is_number=True, descends=True),
            Head("submitted_on", _("Submitted on"), width=24),
        ),
        rows=tuple(row_of(found, one, user) for one in shown),
        empty=_("No filing fits"),
        whole=LongRows(found.standing.total, lambda: all_rows(found, user))
        if len(shown) < found.standing.total
        else None,
    )


def all_rows(found: FoundFilings, user: User) -> Iterator[Row]:
    for part in found.in_batches():
        yield from (row_of(found, one, user) for one in part)


def row_of(found: FoundFilings, one: ListedFiling, user: User) -> Row:
    organization, period, record = one.filing.organization, one.filing.period, one.record
    is_open = user.scope.covers(organization)
    late = record.days_late(found.on)
    return Row(
        f"filing-{record.pk}",
        (
            Cell(
                organization.display_name,
                href=page_address("tasks:filing-detail", record.pk) if is_open else "",
                order=str(organization.path),
            ),
            Cell(str(period), order=place_of(period)),
            day_cell(record.due_on),
            day_cell(record.filed_on),
            standing_cell(record.timeliness(found.on), standing_in_words(record, found.on)),
            Cell(late or None, "" if late else DASH),
            status_cell(record.status),
            Cell(record.version),
            submission_cell(one.filing) if found.is_now else Cell(None, DASH),
        ),
    )


def standing_in_words(record: FilingRecord, on: dt.date) -> str:
    """Against its window; while that is open, with the workdays that are left."""
    standing = record.timeliness(on)
    said = [str(standing.label)]
    if standing is Timeliness.DUE:
        left = workdays_between(on, record.due_on)
        said.append(workdays_left(left, in_weekdays=is_counted_in_weekdays(on, record.due_on)))
    return enumerated(said)


def submission_cell(filing: Filing) -> Cell:
    """When the present version was submitted, and by whom; of an earlier day that is not told."""
    if filing.submitted_at is None:
        return Cell(None, DASH)
    local, by = localtime(filing.submitted_at), filing.submitted_by
    words = listed(filter(None, [date_format(local, "DATETIME_FORMAT"), by.name if by else None]))
    return Cell(words, order=local.isoformat())
