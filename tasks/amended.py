"""Which tasks of a guidance were amended, for the pages that show them."""

from tasks.models import Amendment, Guidance


def latest_amendments(guidance: Guidance) -> dict[int, Amendment]:
    """The latest amendment of each amended task, by task id (one query)."""
    amendments = guidance.amendments.filter(task__isnull=False).order_by("at", "pk")
    return {amendment.task_id: amendment for amendment in amendments if amendment.task_id is not None}
