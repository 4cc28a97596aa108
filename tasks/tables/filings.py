"""Lists of filings as tables: all of them, those that wait for review, those of subordinates."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from organizations.calendar import today
from organizations.models import User
from organizations.row_batches import RowBatches
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Row
from tasks.filings.filing_pages import LATEST_FIRST, SOURCE_TEXT
from tasks.filings.timeliness import Timeliness
from tasks.lines.checked_lines import unusual_filings
from tasks.models import Filing
from tasks.models.filing import FilingQuerySet
from tasks.notices import lights, wording
from tasks.year_in_view import YearInView

NAME, PERIOD, DAY, INSTANT, STATE, WIDE = 24, 22, 12, 18, 14, 40


def filing_table(filings: FilingQuerySet, in_view: YearInView) -> Table:
    """Filings of the periods in view, the latest period first (a query, and one for each 500 rows)."""
    shown = filings.filter(period__in=[window.period for window in in_view.windows])
    batches = RowBatches(shown.for_list().defer(SOURCE_TEXT).order_by(*LATEST_FIRST))
    head = columns(
        (_("Organization"), NAME),
        (_("Period"), PERIOD),
        (_("Due on"), DAY),
        (_("Submitted on"), INSTANT),
        (_("Submitted by"), STATE),
        (_("Timeliness"), STATE),
        (_("Status"), STATE),
    )
    return Table(_("Filings"), head, map(filing_row, batches.rows()), len(batches))


def year_facts(in_view: YearInView) -> list[tuple[str, int]]:
    """The year that a list is of, for the top of its file."""
    return [] if in_view.year is None else [(_("Year"), in_view.year)]


def filing_row(filing: Filing) -> Row:
    return (
        str(filing.organization),
        str(filing.period),
        filing.due_on,
        filing.submitted_at,
        name_of(filing.submitted_by),
        due_in_words(filing),
        filing.get_status_display(),
    )


def name_of(person: User | None) -> str | None:
    return str(person) if person else None


def due_in_words(filing: Filing) -> str:
    """What the light beside a due day says."""
    shown = lights.due_light(filing, today())
    if shown is None:
        return str(Timeliness(filing.timeliness).label)
    if shown.light == lights.Light.RED:
        return _("Overdue")
    if shown.is_due_today:
        return _("Due today")
    left = wording.workdays_left(shown.workdays_left, in_weekdays=shown.in_weekdays)
    return _("Due") + pgettext("between a state and its count", ", ") + left


def subordinate_table(filings: FilingQuerySet) -> Table:
    """What subordinates have filed, as the queryset orders them (queries as above)."""
    batches = RowBatches(filings)
    head = columns(
        (_("Organization"), NAME),
        (_("Period"), PERIOD),
        (_("Due on"), DAY),
        (_("Timeliness"), STATE),
        (_("Status"), STATE),
        (_("Submitted on"), INSTANT),
        (_("Last reminded"), INSTANT),
    )
    rows: Iterator[Row] = (
        (
            str(filing.organization),
            str(filing.period),
            filing.due_on,
            due_in_words(filing),
            filing.get_status_display(),
            filing.submitted_at,
            last_reminded(filing),
        )
        for filing in batches.rows()
    )
    return Table(_("Subordinates"), head, rows, len(batches))


def last_reminded(filing: Any) -> dt.datetime | None:
    """When somebody last reminded of a filing that was read ``with_reminded_at``."""
    found: dt.datetime | None = filing.reminded_at
    return found


def review_table(filings: FilingQuerySet) -> Table:
    """What waits for review, the longest first (a query, and two for each 500 rows)."""
    batches = RowBatches(filings)
    head = columns(
        (_("Organization"), NAME),
        (_("Period"), PERIOD),
        (_("Submitted on"), INSTANT),
        (_("Submitted by"), STATE),
        (_("Timeliness"), STATE),
        (_("Flags"), WIDE),
    )
    return Table(_("Review"), head, review_rows(batches), len(batches))


def review_rows(batches: RowBatches[Filing]) -> Iterator[Row]:
    for batch in batches:
        unusual = unusual_filings(batch)
        for filing in batch:
            flags = flags_of(filing, is_unusual=filing.pk in unusual)
            yield (
                str(filing.organization),
                str(filing.period),
                filing.submitted_at,
                name_of(filing.submitted_by),
                due_in_words(filing),
                pgettext("between names", ", ").join(flags) or pgettext("flags", "none"),
            )


def flags_of(filing: Filing, *, is_unusual: bool) -> Iterator[str]:
    """What is to be looked at before a filing of ``tasks.filings.queue`` is approved, as the page says it."""
    if filing.is_own:
        yield _("Own work: somebody else approves")
    if filing.review_started_by:
        yield _("%(person)s is reviewing") % {"person": filing.review_started_by}
    if doubts := filing.warning_count:
        yield ngettext("%(counter)s explained doubt", "%(counter)s explained doubts", doubts) % {
            "counter": doubts
        }
    if is_unusual:
        yield _("Unusual figures")
    if filing.is_remarked:
        yield _("Remarks not resolved")
    if filing.returned_at:
        yield _("Filed again")
