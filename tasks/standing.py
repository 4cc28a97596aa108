"""How far tasks are, counted over the entries that a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from organizations.models import User
from tasks.models import Filing, MeasureState, ProgressEntry, Task

State = MeasureState.State


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts over the latest answered entry of each organization; measures are counted one by one.

    ``organizations`` have an entry, ``reported`` of them answered it, ``approved`` of these are approved.
    """

    organizations: int = 0
    reported: int = 0
    approved: int = 0
    measures: int = 0
    completed: int = 0
    delayed: int = 0
    started: int = 0

    @property
    def percent_complete(self) -> Decimal | None:
        """Share of completed measures in percent, one decimal; None before anyone reported."""
        if not self.measures:
            return None
        return (Decimal(100) * self.completed / self.measures).quantize(Decimal("0.1"))

    @property
    def state(self) -> str:
        """``not_started``, ``in_progress``, ``completed`` or ``delayed``, for the pill."""
        if self.delayed:
            return "delayed"
        if self.measures and self.completed == self.measures:
            return "completed"
        return "in_progress" if self.completed or self.started else "not_started"


def standings(user: User, tasks: Sequence[Task]) -> dict[int, Standing]:
    """The standing of each task by id over the entries in the person's scope (design R18; two queries)."""
    return standings_over(ProgressEntry.objects.visible_to(user).filter(task__in=tasks))


def standings_over(entries: QuerySet[ProgressEntry]) -> dict[int, Standing]:
    """The standing of each task by id over ``entries`` (two queries)."""
    counts = {
        row["task"]: row
        for row in entries.values("task").annotate(
            organizations=Count("filing__organization", distinct=True),
        )
    }
    latest = latest_answered(entries)
    measured: dict[int, dict[str, Any]] = {
        row["entry__task"]: dict(row)
        for row in MeasureState.objects.filter(entry__in=latest.values("pk"))
        .values("entry__task")
        .annotate(
            reported=Count("entry", distinct=True),
            approved=Count("entry", distinct=True, filter=Q(entry__filing__status=Filing.Status.APPROVED)),
            measures=Count("pk"),
            completed=Count("pk", filter=Q(state=State.COMPLETED)),
            delayed=Count("pk", filter=Q(state=State.DELAYED)),
            started=Count("pk", filter=Q(state=State.IN_PROGRESS)),
        )
    }
    return {
        task: Standing(
            organizations=row["organizations"],
            **{name: number for name, number in measured.get(task, {}).items() if name != "entry__task"},
        )
        for task, row in counts.items()
    }


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
