"""What is reported on one task, as the person's organization counts it: read page by page."""

from collections.abc import Sequence

from django.db.models import QuerySet

from organizations.models import User
from organizations.prepared_queries import PreparedQuery
from tasks.filings.task_progress import TaskProgress, filings_counted_at
from tasks.lines.progress_rows import with_states
from tasks.models import ProgressEntry, Task

PAGE_SIZE = 25
SOURCE_TEXT = "filing__period__guidance__source_text"


def entries_told(user: User, task: Task, standing: TaskProgress) -> list[int]:
    """The entries on a task that the person may read, by id, of those whom their organization counts: the
    latest period first, in the order of the tree (at most three queries; all entries on a task are those of
    every level, many times more)."""
    if standing.viewpoint is None:
        return []
    filings = list(filings_counted_at(standing.viewpoint, task).values_list("pk", flat=True))
    told = ProgressEntry.objects.visible_to(user).filter(task=task, filing__in=filings, version__gt=0)
    latest_first = ("-filing__period__order", "filing__organization__path")
    return list(told.order_by(*latest_first).values_list("pk", flat=True))


def entries_on(page: Sequence[int]) -> list[ProgressEntry]:
    """The entries of a page, in its order (two queries)."""
    if not page:
        return []
    # The last as often as a page is long, so that the SQL is one however many there are.
    found = entries_with_filings.rows(entries=(*page, *[page[-1]] * (PAGE_SIZE - len(page))))
    return with_states(sorted(found, key=lambda entry: page.index(entry.pk)))


@PreparedQuery
def entries_with_filings(entries: tuple[int, ...]) -> QuerySet[ProgressEntry]:
    """Entries with their task, section, filing and what that belongs to."""
    related = ("task__section", "edited_by", "filing__organization", "filing__period__guidance")
    found = ProgressEntry.objects.filter(pk__in=entries).select_related(*related)
    return found.defer(SOURCE_TEXT).order_by()
