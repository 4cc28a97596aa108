"""How far tasks are: level by level, over approved entries (design R7, R22)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from django.db.models import Q

from organizations.models import Organization, User
from organizations.rounding import reached_in_percent
from tasks.filings.task_answers import TaskAnswer, TaskReading, answers_over, read_answers
from tasks.models import Filing, Guidance, ReportingPeriod, Responsibility, Task
from tasks.models.filing import FilingQuerySet


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """Counts over the answers of organizations; measures are counted one by one (R22).

    ``organizations`` are asked about it, of ``approved`` an approved filing answers it, of ``submitted`` one
    that waits for approval. ``viewpoint`` is the organization that sees it so, ``until`` the period at which
    the answers end; with them a count leads to what it counted. ``viewpoint`` is None where the person
    belongs to no organization. ``provisional`` are those of whom only an answer that waits is counted, where
    that is asked for; of ``silent`` nothing is approved and nothing waits.
    """

    organizations: int = 0
    approved: int = 0
    submitted: int = 0
    measures: int = 0
    completed: int = 0
    delayed: int = 0
    started: int = 0
    viewpoint: Organization | None = None
    until: ReportingPeriod | None = None
    provisional: int = 0
    silent: int = 0

    @classmethod
    def of(cls, answers: Iterable[TaskAnswer]) -> "TaskProgress":
        """The counts of ``answers``."""
        answers = list(answers)
        return cls(
            organizations=len(answers),
            approved=sum(answer.approved is not None for answer in answers),
            submitted=sum(answer.submitted is not None for answer in answers),
            measures=sum(answer.measures for answer in answers),
            completed=sum(answer.completed for answer in answers),
            delayed=sum(answer.delayed for answer in answers),
            started=sum(answer.started for answer in answers),
            provisional=sum(answer.approved is None and answer.counted is not None for answer in answers),
            silent=sum(answer.approved is None and answer.submitted is None for answer in answers),
        )

    @classmethod
    def together(cls, standings: "Iterable[TaskProgress]") -> "TaskProgress":
        """Several tasks as one: their answers and measures added up, each counted once."""
        standings = list(standings)
        names = ("organizations", "approved", "submitted", "measures", "completed", "delayed", "started")
        return cls(
            **{
                name: sum(getattr(standing, name) for standing in standings)
                for name in (*names, "provisional", "silent")
            }
        )

    @property
    def not_started(self) -> int:
        """How many measures nobody has begun."""
        return self.measures - self.completed - self.delayed - self.started

    @property
    def answered(self) -> int:
        """How many organizations have an answer that is counted."""
        return self.approved + self.provisional

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
        if self.measures and self.completed == self.measures and self.answered == self.organizations:
            return "completed"
        return "in_progress" if self.completed or self.started else "not_started"


def task_progress(user: User, tasks: Sequence[Task]) -> dict[int, TaskProgress]:
    """How far each task is, by id, looked at from the highest of the person's organizations that the task
    concerns (design R18; at most four queries for each of their organizations)."""
    found: dict[int, TaskProgress] = {}
    rest = list(tasks)
    for held in user.organizations_held:
        seen = task_progress_at(held, rest)
        found = {**seen, **found}
        rest = [task for task in rest if not seen[task.pk].organizations]
    return {task.pk: found.get(task.pk, TaskProgress()) for task in tasks}


def task_progress_at(
    viewpoint: Organization, tasks: Sequence[Task], until: ReportingPeriod | None = None
) -> dict[int, TaskProgress]:
    """How far each task is, by id, as an organization sees it, up to a period (at most seven queries)."""
    answers = answers_at(viewpoint, tasks, until)
    return {
        pk: replace(TaskProgress.of(told), viewpoint=viewpoint, until=until) for pk, told in answers.items()
    }


def answers_at(
    viewpoint: Organization,
    tasks: Sequence[Task],
    until: ReportingPeriod | None = None,
    *,
    with_submitted: bool = False,
    on: dt.date | None = None,
) -> dict[int, list[TaskAnswer]]:
    """The answers on each task by id that an organization counts, up to a period; provisionally those that
    wait for approval as well (at most seven queries). ``on`` is the earlier day at whose end they are told
    (at most nineteen), here and below; None for now.

    Level by level (design R7): the office counts those who file to it, a local organization itself and those
    who file to it, a department on its own tasks those who file to the office, on all others itself.
    """
    published, counted = published_filings(until), partial(answers_over, with_submitted=with_submitted, on=on)
    if not viewpoint.is_department:
        return counted(tasks, published.filter(files_to(viewpoint)))
    owned = owned_by(viewpoint, tasks)
    own, others = parted(tasks, owned)
    return {
        **counted(own, published.filter(files_to(viewpoint, owns=True))),
        **counted(others, published.filter(files_to(viewpoint))),
    }


def answers_beneath(
    superior: Organization,
    tasks: Sequence[Task],
    until: ReportingPeriod | None = None,
    *,
    with_submitted: bool = False,
    on: dt.date | None = None,
) -> dict[int, list[TaskAnswer]]:
    """The answers on each task by id of those who file to an organization, up to a period (three queries)."""
    filings = published_filings(until).filter(reports_to=superior)
    return answers_over(tasks, filings, with_submitted=with_submitted, on=on)


def reading_at(viewpoint: Organization, task: Task, on: dt.date | None = None) -> TaskReading:
    """All that makes ``answers_at`` of one task, for every period at once (at most four queries)."""
    return read_answers([task], filings_counted_at(viewpoint, task), on)


def filings_counted_at(viewpoint: Organization, task: Task) -> FilingQuerySet:
    """The filings, of every period, whose answers on a task an organization counts (a query for a
    department)."""
    owns = viewpoint.is_department and bool(owned_by(viewpoint, [task]))
    return published_filings().filter(files_to(viewpoint, owns=owns), period__guidance=task.guidance_id)


def answers_up_to(
    viewpoint: Organization,
    tasks: Sequence[Task],
    periods: Iterable[ReportingPeriod],
    *,
    with_submitted: bool = False,
    on: dt.date | None = None,
) -> list[dict[int, list[TaskAnswer]]]:
    """``answers_at`` up to each of some periods, in their order, of what is read once (at most seven
    queries, however many periods)."""
    published = published_filings()
    owned = owned_by(viewpoint, tasks) if viewpoint.is_department else set()
    own, others = parted(tasks, owned)
    readings = [read_answers(others, published.filter(files_to(viewpoint)), on)]
    if own:
        readings.append(read_answers(own, published.filter(files_to(viewpoint, owns=True)), on))
    return [
        {
            task: told
            for reading in readings
            for task, told in reading.answers(period, with_submitted=with_submitted).items()
        }
        for period in periods
    ]


def published_filings(until: ReportingPeriod | None = None) -> FilingQuerySet:
    """The filings of published plans, up to a period."""
    published = Filing.objects.filter(period__guidance__status=Guidance.Status.PUBLISHED)
    return published if until is None else published.filter(until_period(until))


def files_to(viewpoint: Organization, *, owns: bool = False) -> Q:
    """Restrict to the filings whose answers an organization counts (design R7); a department counts others on
    the tasks that it ``owns`` alone."""
    if viewpoint.is_local:
        return Q(organization=viewpoint) | Q(reports_to=viewpoint)
    is_direct = Q(reports_to__kind=Organization.Kind.OFFICE)
    return is_direct if owns or viewpoint.is_office else Q(organization=viewpoint)


def parted(tasks: Iterable[Task], owned: set[int]) -> tuple[list[Task], list[Task]]:
    """The tasks that are owned, and the others."""
    tasks = list(tasks)
    return [task for task in tasks if task.pk in owned], [task for task in tasks if task.pk not in owned]


def until_period(period: ReportingPeriod) -> Q:
    """Restrict to filings up to a period of the plan; the year end knows its supplements."""
    known = Q(period__order__lte=period.order)
    return known | Q(period__kind=ReportingPeriod.Kind.SUPPLEMENT) if period.is_year_end else known


def owned_by(department: Organization, tasks: Sequence[Task]) -> set[int]:
    """The tasks, by id, for which a department answers (one query)."""
    owners = Responsibility.objects.answering().filter(task__in=tasks, organization=department)
    return set(owners.values_list("task_id", flat=True))


@dataclass(frozen=True, slots=True)
class Stretch:
    """One task with the text it covers, and how far it is."""

    task: Task
    standing: TaskProgress


def stretches(tasks: Sequence[Task], standing: Mapping[int, TaskProgress]) -> dict[int, list[Stretch]]:
    """The stretches by section id, in the order of the text."""
    found: dict[int, list[Stretch]] = defaultdict(list)
    for task in tasks:
        found[task.section_id].append(Stretch(task, standing.get(task.pk, TaskProgress())))
    return found


def rest_after(text: str, tasks: Sequence[Task]) -> str:
    """What a section says after its last responsibility note, so that no text is left out of the page.

    A task that an amendment has added lies beyond the text.
    """
    if not tasks:
        return ""
    printed = [task for task in tasks if task.ends_at <= len(text)]
    if not printed:
        return text.strip()
    return text[printed[-1].ends_at :].removeprefix(printed[-1].as_printed).strip()
