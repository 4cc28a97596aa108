"""How far an organization is with each task of the plan, by its own latest answer."""

from collections.abc import Sequence

from organizations.models import Organization
from reports.gathering.entries import EntriesByTask
from reports.gathering.filings import source_id
from reports.gathering.plan import Plan
from reports.snapshot.year import Name, TaskYear
from tasks.filings.task_progress import TaskProgress
from tasks.models import MeasureState, ProgressEntry, Task

State = MeasureState.State


def tasks_of_year(plan: Plan, organization: Organization, entries: EntriesByTask) -> tuple[TaskYear, ...]:
    """Every task of the plan but those that were withdrawn before the organization said anything on them."""
    return tuple(
        task_year(plan, task, organization, entries.get(task.pk, ()))
        for task in plan.tasks
        if task.withdrawn_on is None or entries.get(task.pk)
    )


def task_year(plan: Plan, task: Task, organization: Organization, said: Sequence[ProgressEntry]) -> TaskYear:
    latest = said[-1] if said else None
    is_asked = plan.asks(task, organization) or latest is not None
    counted = progress_in(latest, is_asked=is_asked)
    percent = counted.percent_complete
    states = {state.measure_id: state.state for state in latest.states} if latest else {}
    return TaskYear(
        order=task.order,
        section=task.section.path,
        title=Name(task.display_title, task.display_title),
        state=counted.state,
        organizations=counted.organizations,
        approved=counted.approved,
        measures=counted.measures,
        completed=counted.completed,
        delayed=counted.delayed,
        percent_complete=None if percent is None else str(percent),
        measure_states=tuple((measure.text, states.get(measure.pk, "")) for measure in task.measures.all()),
        sources=(source_id(latest.filing),) if latest else (),
    )


def progress_in(entry: ProgressEntry | None, *, is_asked: bool) -> TaskProgress:
    """The counts of one answer, as every page has them."""
    if entry is None:
        return TaskProgress(organizations=int(is_asked))
    states = [state.state for state in entry.states]
    return TaskProgress(
        organizations=1,
        approved=1,
        measures=len(states),
        completed=states.count(State.COMPLETED),
        delayed=states.count(State.DELAYED),
        started=states.count(State.IN_PROGRESS),
    )
