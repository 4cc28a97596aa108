"""Where the counts of the work lead: each to just what it counts."""

from dataclasses import replace

from organizations.page_addresses import query_of
from reports.dashboards.question import Question
from reports.dashboards.tabs import view_address
from tasks.answers_address import answers_path
from tasks.models import Measure, Section, Task

WORK, MEASURES, ANSWERS = "reports:dashboard-work", "reports:dashboard-measures", "reports:dashboard-answers"
STREAM = "reports:dashboard-stream"
ROWS_OF_ANSWERS = "answers-rows"


def measures_address(
    question: Question, state: str, task: Task | None = None, measure: Measure | None = None
) -> str:
    """The measures in a state, of one task or of all that are looked at; or where one of them is so."""
    further = {} if measure is None else {"measure": str(measure.pk)}
    return view_address(MEASURES, question, state=state, **of_task(task), **further)


def answers_address(question: Question, show: str, task: Task | None = None) -> str:
    """The organizations that are asked, or whose answer stands so: on one task on its own page, on several
    in a list."""
    if task is not None:
        return answers_on_task(question, task, show)
    return view_address(ANSWERS, question, show=show)


def answers_on_task(question: Question, task: Task, show: str, **further: str) -> str:
    """The rows of a task's page whose answers stand so."""
    query = query_of([*question.asked, ("state", show), *further.items()])
    return f"{answers_path(task, question.organization)}?{query}#{ROWS_OF_ANSWERS}"


def work_address(question: Question) -> str:
    """The view of the work."""
    return view_address(WORK, question)


def task_address(question: Question, task: Task) -> str:
    """The task's own page, asked the same."""
    return f"{answers_path(task, question.organization)}?{query_of(question.asked)}"


def tasks_address(question: Question) -> str:
    """The tasks that are looked at."""
    return f"{view_address(WORK, question)}#tasks-rows"


def targets_address(question: Question) -> str:
    """The targets that are looked at."""
    return f"{view_address(WORK, question)}#targets-rows"


def lines_address(question: Question, **filters: str) -> str:
    """Lines of the stream."""
    return view_address(STREAM, question, **filters)


def in_section(question: Question, section: Section) -> Question:
    """The same question of one section alone."""
    return replace(question, section=section)


def of_task(task: Task | None) -> dict[str, str]:
    return {} if task is None else {"task": str(task.pk)}
