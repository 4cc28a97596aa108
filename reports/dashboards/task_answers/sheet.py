"""Everything that a task's page tells, read once: the answers, those beneath, the delays, and how it went on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from organizations.models import User
from reports.dashboards.task_answers.question import TaskQuestion
from tasks.filings.answer_rows import AnswerRow, answer_rows
from tasks.filings.answers_beneath import Beneath, counts_beneath
from tasks.filings.delays import Delay, delays_in
from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_course import answers_by_period
from tasks.filings.task_progress import TaskProgress, answers_at, answers_beneath
from tasks.models import ReportingPeriod


@dataclass(frozen=True, slots=True)
class TaskSheet:
    """``rows`` are the answers that are counted, in the order of the tree; ``beneath`` counts those one level
    down by the superior's id, ``opened`` are such rows by its code. ``course`` is how far the task was after
    each period so far, ``before`` what each organization had answered a period earlier."""

    question: TaskQuestion
    user: User
    rows: tuple[AnswerRow, ...]
    beneath: Mapping[int, Beneath]
    opened: Mapping[str, tuple[AnswerRow, ...]]
    delays: tuple[Delay, ...]
    course: tuple[tuple[ReportingPeriod, TaskProgress], ...]
    before: Mapping[int, TaskAnswer]

    @property
    def progress(self) -> TaskProgress:
        """How far the task is, over the answers that are counted; the rows beneath are not added in (R7)."""
        return progress_of(self.question, (row.answer for row in self.rows))

    @property
    def listed(self) -> list[AnswerRow]:
        """The rows that are asked for."""
        return [row for row in self.rows if self.question.lists(row)]

    @property
    def previous(self) -> ReportingPeriod | None:
        """The period before the one that is looked at."""
        earlier = [one for one in self.question.base.periods if one.order < self.question.base.period.order]
        return max(earlier, key=lambda one: one.order, default=None)

    def may_open(self, row: AnswerRow) -> bool:
        """Whether the person may open the filings of a row's organization (design R18)."""
        return self.user.scope.covers(row.organization)


def progress_of(question: TaskQuestion, answers: Iterable[TaskAnswer]) -> TaskProgress:
    progress = TaskProgress.of(answers)
    return replace(progress, viewpoint=question.base.organization, until=question.until)


def read_sheet(question: TaskQuestion, user: User) -> TaskSheet:
    """Read it (some twenty queries, and eight for each row that is unfolded)."""
    base, task = question.base, question.task
    is_counted = {"with_submitted": base.with_submitted}
    answers = answers_at(base.organization, [task], question.until, **is_counted)[task.pk]
    rows = [
        row for row in answer_rows(task, answers, base.period) if base.keeps_organization(row.organization)
    ]
    kept = {row.organization.pk for row in rows}
    course = {
        period: [answer for answer in told if answer.organization in kept]
        for period, told in answers_by_period(base.organization, task, base.periods, **is_counted).items()
        if period.order <= base.period.order
    }
    opened = read_opened(question, rows)
    sheet = TaskSheet(
        question=question,
        user=user,
        rows=tuple(rows),
        beneath=counts_of(question, [*rows, *(row for found in opened.values() for row in found)]),
        opened=opened,
        delays=tuple(delays_in(task, rows)),
        course=tuple((period, progress_of(question, told)) for period, told in course.items()),
        before={},
    )
    before = course.get(sheet.previous, []) if sheet.previous else []
    return replace(sheet, before={answer.organization: answer for answer in before})


def read_opened(question: TaskQuestion, rows: list[AnswerRow]) -> dict[str, tuple[AnswerRow, ...]]:
    """The rows beneath those that are to be unfolded, by the superior's code; whoever is not shown, or is the
    one that looks, has none."""
    known = {row.organization.code: row for row in rows}
    known.pop(question.base.organization.code, None)
    opened: dict[str, tuple[AnswerRow, ...]] = {}
    for code in question.opened:
        superior = known.get(code)
        if superior is not None and not superior.organization.is_leaf():
            task, until = question.task, question.until
            found = answers_beneath(
                superior.organization, [task], until, with_submitted=question.base.with_submitted
            )[task.pk]
            opened[code] = tuple(answer_rows(task, found, question.base.period))
            known |= {row.organization.code: row for row in opened[code]}
    return opened


def counts_of(question: TaskQuestion, rows: list[AnswerRow]) -> dict[int, Beneath]:
    """How many answers stand beneath each row that has any, but for the one that looks."""
    own = question.base.organization.pk
    superiors = [
        row.organization.pk
        for row in rows
        if row.organization.is_local and not row.organization.is_leaf() and row.organization.pk != own
    ]
    return counts_beneath(question.task, superiors, question.until) if superiors else {}
