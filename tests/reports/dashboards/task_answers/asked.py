"""Questions about one task, as the page asks them."""

from typing import Any

from django.utils import timezone

from organizations.models import Organization
from reports.dashboards.choices import periods_of
from reports.dashboards.question import Question
from reports.dashboards.task_answers.question import TaskQuestion
from reports.dashboards.task_answers.sheet import TaskSheet, read_sheet
from tasks.filings.plan_periods import plan_periods
from tasks.models import Task
from tests.world import World


def asked(
    world: World,
    organization: Organization,
    task: Task,
    *,
    order: int | None = None,
    with_submitted: bool = False,
    **further: Any,
) -> TaskQuestion:
    """A task as an organization sees it, up to the period of an order; without one all periods."""
    periods = periods_of(world.guidance)
    period = next(period for period in periods if period.order == (order or 4))
    base = Question(
        organization,
        world.guidance,
        tuple(periods),
        period,
        with_submitted=with_submitted,
        region=further.pop("region", None),
        since=further.pop("since", None),
    )
    return TaskQuestion(
        base, task, tuple(plan_periods(world.guidance)), until=period if order else None, **further
    )


def sheet_of(world: World, question: TaskQuestion) -> TaskSheet:
    """What an observer of the office reads of it."""
    return read_sheet(question, world.person("observer"), timezone.now())
