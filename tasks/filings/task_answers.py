"""What organizations have said on tasks, one by one; how far a task is, is counted from it (design R7)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from organizations.models import Organization
from tasks.lines.answerers import answerers_of
from tasks.models import Filing, MeasureState, ProgressEntry, Task

State = MeasureState.State


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """Where one organization stands with a task.

    ``approved`` is its latest approved entry, by id, whose ``measures`` are counted by their states; None
    before anything is approved. ``submitted`` is its filing, by id, whose answer waits for approval.
    """

    organization: int
    approved: int | None = None
    submitted: int | None = None
    measures: int = 0
    completed: int = 0
    delayed: int = 0
    started: int = 0


def answers_over(tasks: Sequence[Task], filings: QuerySet[Filing]) -> dict[int, list[TaskAnswer]]:
    """The answers on each task over ``filings``, by task id: of everybody who is asked about it, and of those
    who answered while they were (four queries)."""
    if not tasks:
        return {}
    guidances = {task.guidance_id for task in tasks}
    filers = Organization.objects.filter(
        pk__in=filings.filter(period__guidance__in=guidances).values("organization")
    )
    answerers, filing = answerers_of(tasks), list(filers.only("pk", "kind").order_by("path"))
    entries = ProgressEntry.objects.filter(task__in=tasks, filing__in=filings.values("pk"))
    waiting = waiting_in(entries)
    counted = counted_in(latest_answered(entries.filter(filing__status=Filing.Status.APPROVED)))
    return {
        task.pk: [
            TaskAnswer(node.pk, submitted=waiting[task.pk].get(node.pk), **counted[task.pk].get(node.pk, {}))
            for node in filing
            if answerers[task.pk].include(node) or node.pk in counted[task.pk] or node.pk in waiting[task.pk]
        ]
        for task in tasks
    }


def waiting_in(entries: QuerySet[ProgressEntry]) -> dict[int, dict[int, int]]:
    """The latest filing of each organization whose answer waits for approval, by task and organization id
    (one query)."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    submitted = entries.filter(filing__status=Filing.Status.SUBMITTED, version__gt=0)
    rows = submitted.order_by("filing__period__order").values_list("task", "filing__organization", "filing")
    for task, organization, filing in rows:
        found[task][organization] = filing
    return found


def counted_in(entries: QuerySet[ProgressEntry]) -> dict[int, dict[int, dict[str, int]]]:
    """Each of ``entries`` with the counts of its measures, by task and organization id (one query)."""
    found: dict[int, dict[int, dict[str, int]]] = defaultdict(dict)
    rows = (
        ProgressEntry.objects.filter(pk__in=entries.values("pk"))
        .order_by()
        .values("task", "filing__organization", "pk")
        .annotate(
            measures=Count("measure_states"),
            completed=Count("measure_states", filter=Q(measure_states__state=State.COMPLETED)),
            delayed=Count("measure_states", filter=Q(measure_states__state=State.DELAYED)),
            started=Count("measure_states", filter=Q(measure_states__state=State.IN_PROGRESS)),
        )
    )
    names = ("approved", "measures", "completed", "delayed", "started")
    for task, organization, *numbers in rows.values_list("task", "filing__organization", "pk", *names[1:]):
        found[task][organization] = dict(zip(names, numbers, strict=True))
    return found


def latest_answered(entries: QuerySet[ProgressEntry]) -> QuerySet[ProgressEntry]:
    """Of ``entries``, each organization's latest answered one on each task.

    One pass over the entries in order; asking for each entry whether a later one exists would take time
    quadratic in their number wherever the planner knows nothing of the tables yet.
    """
    place = Window(
        RowNumber(),
        partition_by=["task", "filing__organization"],
        order_by=F("filing__period__order").desc(),
    )
    return entries.filter(version__gt=0).annotate(place=place).filter(place=1)
