"""Who filed when: one row for each organization and period."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from reports.gathering.bilingual import in_both
from reports.snapshot.tables import Row, TableHead
from reports.tables.columns import cells, column, named
from reports.tables.filing_facts import (
    Batch,
    FilingFacts,
    batches,
    day,
    due_day,
    moment,
    organization_cells,
    organization_columns,
    origin_cells,
    origin_columns,
    period_columns,
    period_names,
    standing_columns,
    standing_in_words,
)
from reports.tables.scope import TableScope
from reports.tables.terms import labels
from tasks.filings.timeliness import Timeliness, timeliness
from tasks.models import ReportingPeriod

KEY = "filings"


def head() -> TableHead:
    columns = (
        *organization_columns(),
        *period_columns(),
        *standing_columns(),
        *named("timeliness", lambda: _("Timeliness"), 10),
        column("due_on", lambda: _("Due on"), "day", 11),
        column("filed_on", lambda: _("First submitted on"), "day", 11),
        column("days_late", lambda: _("Days late"), "integer", 8),
        column("filing", lambda: _("Number of the filing"), "integer", 9),
        column("version", lambda: _("Version"), "integer", 7),
        column("submitted_at", lambda: _("Submitted at"), "instant", 16),
        column("submitted_by", lambda: _("Submitted by"), width=10),
        column("approved_at", lambda: _("Approved at"), "instant", 16),
        column("approved_by", lambda: _("Approved by"), width=10),
        column("sample", lambda: _("Sample data"), "yes_no", 7),
        *origin_columns(),
    )
    return TableHead(KEY, in_both(lambda: _("Who filed when")), columns)


def rows(scope: TableScope) -> Iterator[Row]:
    """Every filing that the year asks for."""
    names = period_names(scope)
    for batch in batches(scope):
        for filing in batch.filings.values():
            organization, period = batch.organizations[filing.organization], scope.periods[filing.period]
            yield (
                *organization_cells(organization),
                *names[filing.period],
                *cells(standing_in_words(filing, period, on=scope.day)),
                *window_cells(filing, period, scope),
                *sending_cells(filing),
                *origin_cells(filing, organization),
            )


def window_cells(filing: FilingFacts, period: ReportingPeriod, scope: TableScope) -> Row:
    """The filing against its window."""
    due_on = due_day(filing, period)
    found = timeliness(opens_on=period.opens_on, due_on=due_on, filed_on=filing.filed_on, today=scope.day)
    late = ((filing.filed_on or scope.day) - due_on).days
    return (
        *cells(labels(Timeliness)[found]),
        day(due_on),
        day(filing.filed_on),
        late if late > 0 else None,
    )


def sending_cells(filing: FilingFacts) -> Row:
    """Who sent and who approved it."""
    return (
        filing.pk,
        filing.version or None,
        moment(filing.submitted_at),
        filing.submitted_by,
        moment(filing.approved_at),
        filing.approved_by,
        filing.is_sample,
    )


def count(batch: Batch) -> int:
    """How many rows a batch makes."""
    return len(batch.filings)
