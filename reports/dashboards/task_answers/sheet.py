"""Everything that a task's page tells, read once: the answers, those beneath, the delays, how it went."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.formats import date_format

from organizations.models import User
from reports.dashboards.changes import amendments_since
from reports.dashboards.since import Since, since_visit
from reports.dashboards.task_answers.question import TaskQuestion
from targets.figures.history import earlier_day
from tasks.filings.answer_rows import AnswerRow, answer_rows
from tasks.filings.answers_beneath import Beneath, counts_beneath
from tasks.filings.delays import Delay, delays_in
from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_progress import TaskProgress, answers_beneath, reading_at
from tasks.lines.answerers import Answerers
from tasks.models import Amendment, ReportingPeriod


@dataclass(frozen=True)
class TaskSheet:
    """``rows`` are the answers that are counted, in the order of the tree; ``beneath`` counts those one level
    down by the superior's id, ``opened`` are such rows by its code. ``course`` is how far the task was after
    each period so far. ``compared`` names the period or day that the page is compared with, "" where there is
    none, ``before`` what each organization had answered until then. ``since`` is from when the latest
    approvals and amendments are told."""

    question: TaskQuestion
    user: User
    rows: tuple[AnswerRow, ...]
    beneath: Mapping[int, Beneath]
    opened: Mapping[str, tuple[AnswerRow, ...]]
    delays: tuple[Delay, ...]
    course: tuple[tuple[ReportingPeriod, TaskProgress], ...]
    compared: str
    before: Mapping[int, TaskAnswer]
    since: Since
    amendments: tuple[Amendment, ...]

    @cached_property
    def progress(self) -> TaskProgress:
        """How far the task is, over the answers that are counted; the rows beneath are not added in (R7)."""
        return progress_of(self.question, (row.answer for row in self.rows))

    @cached_property
    def listed(self) -> list[AnswerRow]:
        """The rows that are asked for."""
        return [row for row in self.rows if self.question.lists(row)]

    def may_open(self, row: AnswerRow) -> bool:
        """Whether the person may open the filings of a row's organization (design R18)."""
        return self.user.scope.covers(row.organization)


def progress_of(question: TaskQuestion, answers: Iterable[TaskAnswer]) -> TaskProgress:
    progress = TaskProgress.of(answers)
    return replace(progress, viewpoint=question.base.organization, until=question.until)


def read_sheet(question: TaskQuestion, user: User, at: dt.datetime) -> TaskSheet:
    """Read it (some twenty queries, and eight for each row that is unfolded); what came since the person's
    last visit is told as of ``at``."""
    base, task = question.base, question.task
    reading = reading_at(base.organization, task, base.on)

    def answers_until(period: ReportingPeriod | None) -> list[TaskAnswer]:
        return reading.answers(period, with_submitted=base.with_submitted)[task.pk]

    answers = answers_until(question.until)
    rows = answer_rows(task, answers, base.period, base.keeps_organization, on=base.on, plan=question.plan)
    kept = {row.organization.pk for row in rows}
    course = {
        period: [answer for answer in answers_until(period) if answer.organization in kept]
        for period in base.periods
        if period.order <= base.period.order
    }
    opened = read_opened(question, rows)
    compared, before = compared_with(question, course)
    since = since_visit(base, user, at)
    return TaskSheet(
        question=question,
        user=user,
        rows=tuple(rows),
        beneath=counts_of(
            question, reading.answerers, [*rows, *(row for found in opened.values() for row in found)]
        ),
        opened=opened,
        delays=tuple(
            delays_in(task, rows, with_submitted=base.with_submitted, on=base.on, plan=question.plan)
        ),
        course=tuple((period, progress_of(question, told)) for period, told in course.items()),
        compared=compared,
        before={answer.organization: answer for answer in before if answer.organization in kept},
        since=since,
        amendments=amendments_since(base, since, task),
    )


def compared_with(
    question: TaskQuestion, course: Mapping[ReportingPeriod, list[TaskAnswer]]
) -> tuple[str, list[TaskAnswer]]:
    """What the page is compared with, in words, and the answers then: the end of the day that is named (at
    most ten queries), else an earlier period; "" and none for the first of the year."""
    base, task = question.base, question.task
    if base.since is None:
        previous = period_compared(course, base.period)
        return ("", []) if previous is None else (previous.name, course[previous])
    day = earlier_day(base.since if base.on is None else min(base.since, base.on))
    reading = reading_at(base.organization, task, day)
    answers = reading.answers(question.until, with_submitted=base.with_submitted)[task.pk]
    return date_format(base.since, "DATE_FORMAT"), answers


def period_compared(
    course: Mapping[ReportingPeriod, list[TaskAnswer]], period: ReportingPeriod
) -> ReportingPeriod | None:
    """The latest earlier period after which other answers counted than now; the one just before where none
    did, and None for the first of the year."""
    earlier = [one for one in course if one.order < period.order]
    now = counted_in(course[period])
    different = [one for one in earlier if counted_in(course[one]) != now]
    return max(different or earlier, key=lambda one: one.order, default=None)


def counted_in(answers: Iterable[TaskAnswer]) -> dict[int, int]:
    """The entries that count, by organization."""
    return {answer.organization: answer.counted for answer in answers if answer.counted is not None}


def read_opened(question: TaskQuestion, rows: list[AnswerRow]) -> dict[str, tuple[AnswerRow, ...]]:
    """The rows beneath those that are to be unfolded, by the superior's code; whoever is not shown, or is the
    one that looks, has none."""
    known = {row.organization.code: row for row in rows}
    known.pop(question.base.organization.code, None)
    opened: dict[str, tuple[AnswerRow, ...]] = {}
    for code in question.opened:
        superior = known.get(code)
        if superior is not None and not superior.organization.is_leaf():
            task, until, base = question.task, question.until, question.base
            found = answers_beneath(
                superior.organization, [task], until, with_submitted=base.with_submitted, on=base.on
            )[task.pk]
            opened[code] = tuple(answer_rows(task, found, base.period, on=base.on, plan=question.plan))
            known |= {row.organization.code: row for row in opened[code]}
    return opened


def counts_of(
    question: TaskQuestion, answerers: Mapping[int, Answerers], rows: list[AnswerRow]
) -> dict[int, Beneath]:
    """How many answers stand beneath each row that has any, but for the one that looks."""
    own = question.base.organization.pk
    superiors = [
        row.organization.pk
        for row in rows
        if row.organization.is_local and not row.organization.is_leaf() and row.organization.pk != own
    ]
    return counts_beneath(
        question.task,
        superiors,
        answerers=answerers[question.task.pk],
        periods=question.periods_counted,
        on=question.on,
    )
