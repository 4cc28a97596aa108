"""Everything that the view of the work tells, read once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.formats import date_format

from organizations.models import Organization, User
from organizations.prepared_queries import PreparedQuery
from reports.dashboards.choices import sections_of
from reports.dashboards.question import Question
from reports.dashboards.target_rows import among_of
from reports.overview import targets_of, tasks_of
from targets.figures.history import earlier_day
from targets.figures.queries import TargetFigure, figures_of
from tasks.filings.delayed_measures import Delay, delays_in
from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_progress import TaskProgress, answers_up_to, owned_by
from tasks.lines.answerers import added_after
from tasks.models import ReportingPeriod, Responsibility, Section, Task

type Answers = dict[int, list[TaskAnswer]]


@dataclass(frozen=True, slots=True)
class Work:
    """``answers``, ``progress`` and ``before`` are by task id; ``before`` is how far tasks were at what
    ``compared`` names, "" where there is nothing to compare with. ``owners`` are by task id,
    ``figures`` those of the targets looked at."""

    question: Question
    user: User
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    answers: Mapping[int, Sequence[TaskAnswer]]
    progress: Mapping[int, TaskProgress]
    compared: str
    before: Mapping[int, TaskProgress]
    owners: Mapping[int, Sequence[Responsibility]]
    figures: tuple[TargetFigure, ...]
    delays: tuple[Delay, ...]

    @property
    def total(self) -> TaskProgress:
        """All tasks together."""
        return TaskProgress.together(self.progress.values())

    @property
    def total_before(self) -> TaskProgress:
        return TaskProgress.together(self.before.values())

    def tasks_in(self, section: Section) -> list[Task]:
        """The tasks that stand in a section or beneath."""
        inside = replace(self.question, section=section)
        return [task for task in self.tasks if inside.holds(task.section)]

    def figures_in(self, section: Section) -> list[TargetFigure]:
        """The figures of the targets that stand in a section or beneath."""
        inside = replace(self.question, section=section)
        return [shown for shown in self.figures if inside.holds(shown.target.section)]


def work_of(question: Question, user: User) -> Work:
    """Read it (some twenty queries, however many organizations there are)."""
    tasks = tasks_kept(question)
    answers, before = answers_compared(question, tasks)
    said = [answer for told in answers.values() for answer in told]
    return Work(
        question=question,
        user=user,
        sections=tuple(sections_of(question.guidance)),
        tasks=tuple(tasks),
        answers=answers,
        progress=progress_of(question, answers, question.period),
        compared=compared_with(question),
        before=progress_of(question, before, None),
        owners=owners_of(tasks),
        figures=tuple(figures_kept(question)),
        delays=tuple(delays_in(said, with_submitted=question.with_submitted, on=question.on)),
    )


def answers_compared(question: Question, tasks: Sequence[Task]) -> tuple[Answers, Answers]:
    """The answers, and those that they are compared with: at the end of the day that is named (nine queries
    more), else up to the period before; none in the first period."""
    if question.since is not None:
        [answers] = answers_kept(question, tasks, question.period)
        day = question.since if question.on is None else min(question.since, question.on)
        [before] = answers_kept(replace(question, on=earlier_day(day)), tasks, question.period)
        return answers, before
    previous = period_before(question)
    if previous is None:
        return answers_kept(question, tasks, question.period)[0], {}
    answers, before = answers_kept(question, tasks, question.period, previous)
    return answers, before


def compared_with(question: Question) -> str:
    """What the answers are compared with, in words: a day or the period before; "" in the first period."""
    if question.since is not None:
        return date_format(question.since, "DATE_FORMAT")
    previous = period_before(question)
    return "" if previous is None else str(previous)


def tasks_kept(question: Question) -> list[Task]:
    """The tasks that are looked at, of an earlier day without those that were added later (two queries at
    most, one more for an earlier day)."""
    tasks = tasks_of(question.organization, question.guidance.pk)
    if question.on is not None:
        added = added_after(question.on, [task.pk for task in tasks])
        tasks = [task for task in tasks if task.pk not in added]
    owned = owned_by(question.department, tasks) if question.department else set()
    return question.kept_tasks(tasks, owned)


def answers_kept(question: Question, tasks: Sequence[Task], *periods: ReportingPeriod) -> list[Answers]:
    """The answers that are looked at up to each of ``periods``, by task id: of a region those of its bureaus
    alone (one query more)."""
    found = answers_up_to(
        question.organization,
        tasks,
        periods,
        with_submitted=question.with_submitted,
        on=question.on,
    )
    if question.region is None:
        return found
    asked = {answer.organization for answers in found for told in answers.values() for answer in told}
    nodes = Organization.objects.filter(pk__in=asked).only("code")
    kept = {node.pk for node in nodes if question.keeps_organization(node)}
    return [
        {task: [one for one in told if one.organization in kept] for task, told in answers.items()}
        for answers in found
    ]


def progress_of(
    question: Question, answers: Answers, until: ReportingPeriod | None
) -> dict[int, TaskProgress]:
    """The counts of the answers, by task id."""
    return {
        task: replace(TaskProgress.of(told), viewpoint=question.organization, until=until)
        for task, told in answers.items()
    }


def period_before(question: Question) -> ReportingPeriod | None:
    """The period before the one looked at; None for the first of the year."""
    earlier = [period for period in question.periods if period.order < question.period.order]
    return max(earlier, key=lambda period: period.order, default=None)


def owners_of(tasks: Iterable[Task]) -> dict[int, list[Responsibility]]:
    """Who is named for each task, by its id, in the order of the document (one query)."""
    found: dict[int, list[Responsibility]] = defaultdict(list)
    asked = tuple(task.pk for task in tasks)
    for owner in named_owners.rows(tasks=asked) if asked else ():
        found[owner.task_id].append(owner)
    return found


@PreparedQuery
def named_owners(tasks: tuple[int, ...]) -> QuerySet[Responsibility]:
    return Responsibility.objects.filter(task__in=tasks).select_related("organization").in_order()


def figures_kept(question: Question) -> list[TargetFigure]:
    """The figures of the targets that are looked at, by outcome where one is chosen."""
    targets = question.kept_targets(targets_of(question.organization, question.guidance))
    figures = figures_of(
        question.organization,
        targets,
        on=question.on,
        until=question.period,
        with_submitted=question.with_submitted,
        among=among_of(question),
        known=question.periods,
    )
    return [shown for shown in figures.values() if question.outcome in {None, shown.outcome}]
