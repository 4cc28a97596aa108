"""What organizations wrote on their tasks, filing by filing: achievements, problems, next steps."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from reports.gathering.bilingual import in_both
from reports.snapshot.tables import Row, TableHead
from reports.tables.columns import cells, column
from reports.tables.entries import Entry, entries_of, told_entries
from reports.tables.filing_facts import (
    Batch,
    approval_cells,
    approval_columns,
    batches,
    organization_cells,
    organization_columns,
    period_columns,
    period_names,
    standing_columns,
    standing_in_words,
)
from reports.tables.scope import TableScope

KEY = "task_texts"


def head() -> TableHead:
    columns = (
        *organization_columns(),
        column("task", lambda: _("Task"), width=22),
        column("section", lambda: _("Section"), width=8),
        *period_columns(),
        *standing_columns(),
        column("achievements", lambda: _("Achievements"), width=44),
        column("problems", lambda: _("Problems"), width=30),
        column("next_steps", lambda: _("Next steps"), width=30),
        column("nil_return", lambda: _("Nothing to report"), "yes_no", 7),
        column("nil_reason", lambda: _("Reason for the nil return"), width=22),
        *approval_columns(),
    )
    return TableHead(KEY, in_both(lambda: _("Text by task")), columns)


def rows(scope: TableScope) -> Iterator[Row]:
    """Every answer that is told, of every period: what a later one does not say again is not lost."""
    periods = period_names(scope)
    tasks = {pk: (task.display_title, task.section.number) for pk, task in scope.tasks.items()}
    for batch in batches(scope):
        for entry in entries_of(batch):
            filing = batch.filings[entry.filing]
            organization = batch.organizations[filing.organization]
            yield (
                *organization_cells(organization),
                *tasks[entry.task],
                *periods[filing.period],
                *cells(standing_in_words(filing, scope.periods[filing.period], on=scope.day)),
                *text_cells(entry),
                *approval_cells(filing, organization),
            )


def text_cells(entry: Entry) -> Row:
    texts = (entry.achievements, entry.problems, entry.next_steps)
    return (*(text.strip() or None for text in texts), entry.is_nil, entry.nil_reason or None)


def count(batch: Batch) -> int:
    """How many rows a batch makes (one query)."""
    return told_entries(batch).count()
