"""How far tasks are: level by level, over approved entries (design R7, R22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from organizations.models import Organization, User
from organizations.rounding import reached_in_percent
from tasks.answering import answerers_of
from tasks.models import (
    Filing,
    Guidance,
    MeasureState,
    ProgressEntry,
    ReportingPeriod,
    Responsibility,
    Task,
)

State = MeasureState.State


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts over the latest approved entry of each organization; measures are counted one by one (R22).

    ``organizations`` are asked about it, of ``approved`` an approved filing answers it, of ``submitted`` one
    that waits for approval.
    """

    organizations: int = 0
    approved: int = 0
    submitted: int = 0
    measures: int = 0
    completed: int = 0
    delayed: int = 0
    started: int = 0

    @property
    def percent_complete(self) -> Decimal | None:
        """Share of completed measures in percent, one decimal; None before anything is approved."""
        if not self.measures:
            return None
        return reached_in_percent(Decimal(self.completed) / self.measures)

    @property
    def state(self) -> str:
        """``not_started``, ``in_progress``, ``completed`` or ``delayed``, for the pill; completed only once
        everybody who is asked has completed it."""
        if self.delayed:
            return "delayed"
        if self.measures and self.completed == self.measures and self.approved == self.organizations:
            return "completed"
        return "in_progress" if self.completed or self.started else "not_started"


def standings(user: User, tasks: Sequence[Task]) -> dict[int, Standing]:
    """The standing of each task by id, looked at from the highest of the person's organizations that the task
    concerns (design R18; at most six queries for each of their organizations)."""
    found: dict[int, Standing] = {}
    rest = list(tasks)
    for held in user.organizations_held:
        seen = standings_at(held, rest)
        found = {**seen, **found}
        rest = [task for task in rest if not seen[task.pk].organizations]
    return {task.pk: found.get(task.pk, Standing()) for task in tasks}


def standings_at(
    viewpoint: Organization, tasks: Sequence[Task], until: ReportingPeriod | None = None
) -> dict[int, Standing]:
    """The standing of each task by id as an organization sees it, up to a period (at most seven queries).

    Level by level (design R7): the office counts those who file to it, a local organization itself and those
    who file to it, a department on its own tasks those who file to the office, on all others itself.
    """
    published = Filing.objects.filter(period__guidance__status=Guidance.Status.PUBLISHED)
    if until is not None:
        published = published.filter(until_period(until))
    own = Q(organization=viewpoint)
    if viewpoint.is_local:
        return standings_over(tasks, published.filter(own | Q(reports_to=viewpoint)))
    direct = published.filter(reports_to__kind=Organization.Kind.OFFICE)
    if viewpoint.is_office:
        return standings_over(tasks, direct)
    owned = owned_by(viewpoint, tasks)
    return {
        **standings_over([task for task in tasks if task.pk in owned], direct),
        **standings_over([task for task in tasks if task.pk not in owned], published.filter(own)),
    }


def until_period(period: ReportingPeriod) -> Q:
    """Restrict to filings up to a period of the plan; the year end knows its supplements."""
    known = Q(period__order__lte=period.order)
    return known | Q(period__kind=ReportingPeriod.Kind.SUPPLEMENT) if period.is_year_end else known


def owned_by(department: Organization, tasks: Sequence[Task]) -> set[int]:
    """The tasks, by id, for which a department is responsible (one query)."""
    owners = Responsibility.objects.filter(task__in=tasks, organization=department)
    return set(owners.values_list("task_id", flat=True))


def standings_over(tasks: Sequence[Task], filings: QuerySet[Filing]) -> dict[int, Standing]:
    """The standing of each task by id over ``filings`` (five queries)."""
    if not tasks:
        return {}
    guidances = {task.guidance_id for task in tasks}
    filers = Organization.objects.filter(
        pk__in=filings.filter(period__guidance__in=guidances).values("organization")
    )
    answerers, filing = answerers_of(tasks), list(filers.only("pk", "kind"))
    entries = ProgressEntry.objects.filter(task__in=tasks, filing__in=filings.values("pk"))
    waiting = waiting_in(entries)
    measured = measured_in(latest_answered(entries.filter(filing__status=Filing.Status.APPROVED)))
    found = {}
    for task in tasks:
        counts = measured.get(task.pk, {})
        asked = sum(map(answerers[task.pk].include, filing))
        found[task.pk] = Standing(
            organizations=max(asked, counts.get("approved", 0)), submitted=waiting.get(task.pk, 0), **counts
        )
    return found


def waiting_in(entries: QuerySet[ProgressEntry]) -> dict[int, int]:
    """How many organizations have an answer on each task that waits for approval (one query)."""
    submitted = entries.filter(filing__status=Filing.Status.SUBMITTED, version__gt=0)
    counted = submitted.order_by().values("task").annotate(count=Count("filing__organization", distinct=True))
    return dict(counted.values_list("task", "count"))


def measured_in(entries: QuerySet[ProgressEntry]) -> dict[int, dict[str, int]]:
    """The counts of measures in ``entries`` and of the entries themselves, by task id (one query)."""
    counted = (
        MeasureState.objects.filter(entry__in=entries.values("pk"))
        .values("entry__task")
        .annotate(
            approved=Count("entry", distinct=True),
            measures=Count("pk"),
            completed=Count("pk", filter=Q(state=State.COMPLETED)),
            delayed=Count("pk", filter=Q(state=State.DELAYED)),
            started=Count("pk", filter=Q(state=State.IN_PROGRESS)),
        )
    )
    names = ("approved", "measures", "completed", "delayed", "started")
    return {
        task: dict(zip(names, numbers, strict=True))
        for task, *numbers in counted.values_list("entry__task", *names)
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
