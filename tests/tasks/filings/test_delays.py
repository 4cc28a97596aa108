"""Since when measures are delayed: the same on the page of a task and in the view of the work."""

import pytest

from tasks.filings import delayed_measures, delays
from tasks.filings.answer_rows import answer_rows
from tasks.filings.plan_periods import plan_periods
from tasks.filings.task_progress import answers_at
from tasks.models import Filing, Task
from tests.factories import ReportingPeriodFactory
from tests.rows_read import rows_read
from tests.tasks.filings.test_task_progress import answer
from tests.world import World


@pytest.mark.parametrize(("with_submitted", "since"), [(True, "spring"), (False, None)])
def test_both_pages_tell_the_same_beginning(world: World, with_submitted: bool, since: str | None) -> None:
    """Of what waits for approval alone, told where that is counted."""
    spring = ReportingPeriodFactory(guidance=world.guidance, order=2)
    Filing.objects.create(organization=world.province, period=spring, reports_to=world.office)
    answer(world, world.province, "delayed", period=spring, status="submitted")
    answer(world, world.province, "delayed", status="submitted")
    task = Task.objects.select_related("guidance").prefetch_related("measures").get(pk=world.local_task.pk)
    told = answers_at(world.office, [task], with_submitted=with_submitted)[task.pk]
    plan = plan_periods(world.guidance)
    rows = answer_rows(task, told, world.period, plan=plan)
    of_task = delays.delays_in(task, rows, plan=plan, with_submitted=with_submitted)
    of_work = delayed_measures.delays_in(told, with_submitted=with_submitted)
    wanted = [spring, spring] if since else []
    assert [one.since for one in of_task] == [one.since for one in of_work] == wanted


def test_only_the_answers_of_who_is_delayed_are_read(world: World) -> None:
    answer(world, world.province, "delayed")
    places = {(world.province.pk, measure.pk): 3 for measure in world.local_task.measures.all()}
    counts = []
    for others in ((), (world.neighbour, world.department)):
        for node in others:
            answer(world, node, "completed")
        with rows_read() as counted:
            delays.courses_of(places, Filing.HANDED_IN)
        counts.append(counted["rows"])
    assert counts == [len(places)] * 2


def test_answers_that_are_not_kept_are_not_read(world: World) -> None:
    for node in (world.province, world.neighbour):
        answer(world, node, "in_progress")
    told = answers_at(world.office, [world.local_task])[world.local_task.pk]
    plan = plan_periods(world.guidance)
    with rows_read() as everything:
        assert len(answer_rows(world.local_task, told, world.period, plan=plan)) == 2
    with rows_read() as one:
        rows = answer_rows(
            world.local_task,
            told,
            world.period,
            lambda organization: organization.code == "44",
            plan=plan,
        )
    assert [row.organization for row in rows] == [world.province]
    # Beside the organization itself: an entry, its measures and the filing of the period.
    assert everything["rows"] - one["rows"] == 1 + world.local_task.measures.count() + 1
