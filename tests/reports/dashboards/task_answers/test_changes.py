"""What a task's page says has changed: of this task alone, since a moment that somebody knows."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.utils import timezone

from reports.dashboards.task_answers.changes import decided
from reports.dashboards.task_answers.question import TaskQuestion
from tasks.models import Amendment
from tests.factories import SecondQuarterFactory
from tests.reports.dashboards.task_answers.asked import asked, sheet_of
from tests.tasks.filings.test_task_progress import answer
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def texts(world: World, question: TaskQuestion) -> list[str]:
    return [point.text for point in decided(sheet_of(world, question)).points]


def test_only_answers_to_the_task_are_told(world: World) -> None:
    answer(world, world.province)
    answer(world, world.department, task=world.department_task)
    told = decided(sheet_of(world, asked(world, world.office, world.local_task)))
    assert [(point.text, point.note) for point in told.points] == [("1 answer approved", "Guangdong")]
    assert told.note == "Since a week ago, the end of 2021-10-03"


def test_an_answer_from_before_is_told_only_since_a_day_before_it(world: World) -> None:
    with time_machine.travel(timezone.now() - 3 * DAY, tick=False):
        answer(world, world.province)
    day = timezone.localdate()
    assert texts(world, asked(world, world.office, world.local_task, since=day - 3 * DAY)) == []
    assert texts(world, asked(world, world.office, world.local_task, since=day - 4 * DAY)) == [
        "1 answer approved"
    ]


def test_amendments_of_the_task_alone_are_told(world: World) -> None:
    for task in (world.local_task, world.department_task):
        amend(world, task.pk, f"任务{task.pk}")
    assert texts(world, asked(world, world.office, world.local_task)) == [
        f"Plan amended: 任务{world.local_task.pk}"
    ]


def test_an_earlier_day_tells_nothing_that_came_after_it(world: World) -> None:
    answer(world, world.province)
    amend(world, world.local_task.pk, "任务")
    question = asked(world, world.office, world.local_task)
    yesterday = replace(question, base=replace(question.base, on=timezone.localdate() - DAY))
    assert texts(world, question) == ["1 answer approved", "Plan amended: 任务"]
    assert texts(world, yesterday) == []


def test_the_page_is_compared_with_the_last_period_that_told_something_else(world: World) -> None:
    """Nobody has answered for the year end yet: since the third quarter nothing has changed."""
    second = SecondQuarterFactory(guidance=world.guidance)
    answer(world, world.province)
    question = asked(world, world.office, world.local_task)
    assert question.base.period == world.year_end
    assert sheet_of(world, question).compared == second.name
    answer(world, world.neighbour, period=world.year_end)
    assert sheet_of(world, question).compared == world.period.name


def amend(world: World, task: int, subject: str) -> None:
    Amendment.objects.create(
        guidance=world.guidance,
        task_id=task,
        kind=Amendment.Kind.CHANGED,
        subject=subject,
        reason="按通知调整。",
        by=world.reviewer,
        at=timezone.now(),
    )
