"""One answer on a task to read as a whole: its texts, the state of each measure, and its evidence."""

from tasks.lines.progress import ProgressKind, entries_with_measures
from tasks.models import Evidence, ProgressEntry


def whole_answer(entry: ProgressEntry) -> tuple[ProgressEntry, list[Evidence]]:
    """An entry with the states of its measures, and the files at it (three queries)."""
    files = Evidence.objects.standing().filter(
        kind=ProgressKind.key, subject_id=entry.task_id, filing=entry.filing_id
    )
    return entries_with_measures().get(pk=entry.pk), list(files.select_related("uploaded_by").order_by("pk"))
