"""One answer on a task to read as a whole: its texts, the state of each measure, and its evidence."""

import datetime as dt

from tasks.lines.progress import ProgressKind
from tasks.lines.progress_rows import entries_with_measures
from tasks.models import Evidence, ProgressEntry


def whole_answer(entry: ProgressEntry, on: dt.date | None = None) -> tuple[ProgressEntry, list[Evidence]]:
    """An entry with the states of its measures, and the files at it (three queries). One of an earlier day
    has its states already (``past_entries``); its files are those that stood ``on`` it (one query)."""
    files = Evidence.objects.standing_on(on).filter(
        kind=ProgressKind.key, subject_id=entry.task_id, filing=entry.filing_id
    )
    whole = entries_with_measures().get(pk=entry.pk) if on is None else entry
    return whole, list(files.select_related("uploaded_by").order_by("pk"))
