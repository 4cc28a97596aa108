"""The tasks of a year, and what is reported on one, as tables."""

from collections.abc import Iterator, Sequence
from itertools import batched

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from organizations.rounding import half_up
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Number, Row
from tasks.filings.task_entries import PAGE_SIZE, entries_on
from tasks.filings.task_order import TaskRow
from tasks.models import ProgressEntry, Task

WIDE, TEXT = 40, 60
STATE_LABELS = {
    "not_started": gettext_lazy("Not started"),
    "in_progress": gettext_lazy("In progress"),
    "completed": gettext_lazy("Completed"),
    "delayed": gettext_lazy("Delayed"),
}


def task_table(rows: Sequence[TaskRow]) -> Table:
    """Tasks with how far they are, in the order of the page."""
    head = columns(
        (_("Task"), WIDE),
        (_("Responsible"), WIDE),
        (_("Measures"), 10),
        (_("Completed") + " (%)", 12),
        (_("Approved answers"), 12),
        (_("Organizations asked"), 12),
        (_("Delayed measures"), 12),
        (_("Waiting for approval"), 12),
        (_("State"), 14),
        (_("Withdrawn on"), 12),
    )
    return Table(_("Tasks"), head, map(task_row, rows), len(rows))


def task_row(row: TaskRow) -> Row:
    task, standing = row
    percent, is_asked = standing.percent_complete, bool(standing.organizations)
    return (
        f"{task.section.number}{task.display_title}",
        owners_in_words(task),
        len(task.measures.all()),
        None if percent is None else Number(percent, 1),
        standing.approved if is_asked else None,
        standing.organizations if is_asked else None,
        standing.delayed if is_asked else None,
        standing.submitted if is_asked else None,
        STATE_LABELS[standing.state] if is_asked else None,
        task.withdrawn_on,
    )


def owners_in_words(task: Task) -> str:
    """Whom a task names and in which role; its ``responsibilities`` are loaded."""
    named = [f"{owner.owner_name} ({owner.get_role_display()})" for owner in task.responsibilities.all()]
    named += [f"{task.people} ({_('People in charge')})"] if task.people else []
    return pgettext("between names", ", ").join(named)


def entry_table(task: Task, told: Sequence[int]) -> Table:
    """What is reported on a task, by the ids of the entries (two queries for each page of them)."""
    head = columns(
        (_("Organization"), 24),
        (_("Period"), 22),
        (_("Status"), 14),
        (_("Completed measures") + " (%)", 14),
        (_("Nil return"), 12),
        (_("Achievements"), TEXT),
        (_("Problems"), TEXT),
        (_("Next steps"), TEXT),
    )
    return Table(task.display_title, head, entry_rows(told), len(told))


def entry_rows(told: Sequence[int]) -> Iterator[Row]:
    for page in batched(told, PAGE_SIZE):
        yield from map(entry_row, entries_on(page))


def entry_row(entry: ProgressEntry) -> Row:
    filing, is_nil = entry.filing, entry.nil_return
    return (
        str(filing.organization),
        str(filing.period),
        filing.get_status_display(),
        None if is_nil else Number(half_up(entry.percent_complete), 1),
        is_nil,
        entry.nil_reason if is_nil else entry.achievements,
        "" if is_nil else entry.problems,
        "" if is_nil else entry.next_steps,
    )
