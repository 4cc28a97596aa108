"""How far tasks are, counted over the entries that a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from organizations.models import Organization, User
from organizations.rounding import reached_in_percent
from tasks.answering import answerers_of
from tasks.models import Filing, Guidance, MeasureState, ProgressEntry, Responsibility, Task

State = MeasureState.State


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts over the latest answered entry of each organization; measures are counted one by one.

    ``organizations`` are asked about it, ``reported`` of them answered, ``approved`` of these are approved.
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
        return reached_in_percent(Decimal(self.completed) / self.measures)

    @property
    def state(self) -> str:
        """``not_started``, ``in_progress``, ``completed`` or ``delayed``, for the pill."""
        if self.delayed:
            return "delayed"
        if self.measures and self.completed == self.measures:
            return "completed"
        return "in_progress" if self.completed or self.started else "not_started"


def standings(user: User, tasks: Sequence[Task]) -> dict[int, Standing]:
    """The standing of each task by id over the filings in the person's scope and, for a department, over all
    of them on its own tasks (design R18; at most nine queries)."""
    departments = user.scope.departments
    owned = Responsibility.objects.filter(task__in=tasks, organization__in=departments) if departments else []
    own = {owner.task_id for owner in owned}
    published = Filing.objects.filter(period__guidance__status=Guidance.Status.PUBLISHED)
    return {
        **standings_over([task for task in tasks if task.pk in own], published),
        **standings_over([task for task in tasks if task.pk not in own], published.visible_to(user)),
    }


def standings_over(tasks: Sequence[Task], filings: QuerySet[Filing]) -> dict[int, Standing]:
    """The standing of each task by id over ``filings`` (four queries)."""
    if not tasks:
        return {}
    guidances = {task.guidance_id for task in tasks}
    filers = Organization.objects.filter(
        pk__in=filings.filter(period__guidance__in=guidances).values("organization")
    )
    answerers, filing = answerers_of(tasks), list(filers.only("pk", "kind"))
    entries = ProgressEntry.objects.filter(task__in=tasks, filing__in=filings.values("pk"))
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
    found = {}
    for task in tasks:
        counts = {name: number for name, number in measured.get(task.pk, {}).items() if name != "entry__task"}
        asked = sum(map(answerers[task.pk].include, filing))
        found[task.pk] = Standing(organizations=max(asked, counts.get("reported", 0)), **counts)
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
