"""How far a task is: direct subordinates by their latest approved answer (design R7, R22)."""

import datetime as dt
import random
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from organizations.models import Organization
from tasks.actions.publish import open_periods
from tasks.filings.task_progress import TaskProgress, answers_at, answers_up_to, task_progress_at
from tasks.models import Filing, Guidance, MeasureState, ProgressEntry, ReportingPeriod, Task
from tests.factories import OrganizationFactory, ReportingPeriodFactory
from tests.reports.random_year import draw_year
from tests.world import World


def answer(
    world: World,
    organization: Organization,
    state: str = "completed",
    *,
    status: str = "approved",
    period: ReportingPeriod | None = None,
    task: Task | None = None,
    version: int = 1,
) -> None:
    """A filing that stands so, with every measure of a task (that of the local bureaus) in one state."""
    filing = world.filing(organization, period)
    entry = ProgressEntry.objects.create(
        filing=filing, task=task or world.local_task, version=version, achievements="已开展。"
    )
    MeasureState.objects.bulk_create(
        MeasureState(entry=entry, measure=measure, state=state) for measure in entry.task.measures.all()
    )
    moves = {"status": status, "filed_on": dt.date(2021, 10, 10), "submitted_at": timezone.now()}
    moves |= {"submitted_by": world.lead}
    if status == "approved":
        moves |= {"approved_at": timezone.now(), "approved_by": world.reviewer}
    Filing.objects.filter(pk=filing.pk).update(**moves)


def seen_by(
    viewpoint: Organization, task: Task, until: ReportingPeriod | None = None
) -> tuple[int, int, int, int, int]:
    """How many are asked, approved and waiting, and how many measures are completed and delayed."""
    found = task_progress_at(viewpoint, [task], until)[task.pk]
    return found.organizations, found.approved, found.submitted, found.completed, found.delayed


def test_everybody_counts_those_who_file_to_them(world: World) -> None:
    answer(world, world.province, "completed")
    answer(world, world.city, "delayed")
    assert seen_by(world.office, world.local_task) == (2, 1, 0, 2, 0)
    assert seen_by(world.province, world.local_task) == (2, 2, 0, 2, 2)
    assert seen_by(world.city, world.local_task) == (1, 1, 0, 0, 2)
    assert seen_by(world.neighbour, world.local_task) == (1, 0, 0, 0, 0)


def test_who_files_to_a_subordinate_is_not_counted(world: World) -> None:
    county = OrganizationFactory(code="440103", kind=Organization.Kind.COUNTY, parent=world.city)
    open_periods(guidance=world.guidance, periods=[world.period])
    answer(world, county, "delayed")
    assert seen_by(world.city, world.local_task) == (2, 1, 0, 0, 2)
    assert seen_by(world.province, world.local_task) == (2, 0, 0, 0, 0)


def test_a_department_sees_the_bureaus_on_its_own_tasks_and_itself_on_all_others(world: World) -> None:
    answer(world, world.province, task=world.department_task)
    answer(world, world.neighbour, "delayed")
    assert seen_by(world.department, world.department_task)[1:] == (1, 0, 2, 0)
    assert seen_by(world.department, world.local_task) == (0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("status", "wanted"),
    [("draft", (2, 0, 0, 0, 0)), ("returned", (2, 0, 0, 0, 0)), ("submitted", (2, 0, 1, 0, 0))],
)
def test_what_is_not_approved_is_no_progress(
    world: World, status: str, wanted: tuple[int, int, int, int, int]
) -> None:
    answer(world, world.province, status=status)
    assert seen_by(world.office, world.local_task) == wanted


def test_the_latest_approved_answer_counts_up_to_the_period(world: World) -> None:
    answer(world, world.province, "delayed")
    answer(world, world.province, "completed", period=world.year_end)
    assert seen_by(world.office, world.local_task) == (2, 1, 0, 2, 0)
    assert seen_by(world.office, world.local_task, world.period) == (2, 1, 0, 0, 2)


@pytest.mark.parametrize(("status", "version"), [("submitted", 1), ("approved", 0)])
def test_an_earlier_answer_stands_until_a_later_one_is_approved(
    world: World, status: str, version: int
) -> None:
    """A line of which nobody has saved anything is no answer."""
    answer(world, world.province, "delayed")
    answer(world, world.province, "completed", period=world.year_end, status=status, version=version)
    assert seen_by(world.office, world.local_task) == (2, 1, version, 0, 2)


def test_the_year_end_alone_knows_what_came_late(world: World) -> None:
    late = ReportingPeriodFactory(
        guidance=world.guidance, kind=ReportingPeriod.Kind.SUPPLEMENT, order=5, reason="数据晚到。"
    )
    Filing.objects.create(organization=world.province, period=late, reports_to=world.office)
    answer(world, world.province, period=late)
    assert seen_by(world.office, world.local_task, world.year_end)[3] == 2
    assert seen_by(world.office, world.local_task, world.period)[3] == 0


def test_a_draft_of_a_plan_has_no_progress(world: World) -> None:
    answer(world, world.province)
    Guidance.objects.update(status=Guidance.Status.DRAFT, published_at=None)
    assert seen_by(world.office, world.local_task) == (0, 0, 0, 0, 0)


def reference(world: World, viewpoint: Organization, task: Task) -> dict[int, tuple[int | None, int, int]]:
    """By organization id the latest approved entry and its completed and delayed measures, asked one by one
    of those who file to ``viewpoint``."""
    found: dict[int, tuple[int | None, int, int]] = {}
    for node in Organization.objects.filter(filings__reports_to=viewpoint).distinct():
        entries = ProgressEntry.objects.filter(task=task, filing__organization=node, version__gt=0)
        latest = entries.filter(filing__status="approved").order_by("-filing__period__order").first()
        if latest is not None:
            states = [state.state for state in latest.states]
            found[node.pk] = latest.pk, states.count("completed"), states.count("delayed")
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_answers_are_those_that_one_by_one_would_find(world: World, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (values to try)
    tasks = [world.local_task, world.department_task]
    for node in (world.province, world.neighbour, world.department, world.city):
        for period in (world.period, world.year_end):
            status = chance.choice(["draft", "submitted", "returned", "approved", "approved"])
            for task in chance.sample(tasks, chance.randint(0, 2)):
                state, version = chance.choice(list(MeasureState.State)).value, chance.choice([0, 1, 2])
                answer(world, node, state, status=status, period=period, task=task, version=version)
    for viewpoint in (world.office, world.province):
        beneath = set(viewpoint.filings_received.values_list("organization", flat=True))
        for pk, answers in answers_at(viewpoint, tasks).items():
            found = {
                one.organization: (one.approved, one.completed, one.delayed)
                for one in answers
                if one.approved and one.organization in beneath
            }
            task = next(task for task in tasks if task.pk == pk)
            assert found == reference(world, viewpoint, task)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_read_once_says_the_same_up_to_every_period(world: World, seed: int) -> None:
    draw_year(world, seed)
    tasks, periods = list(Task.objects.all()), list(world.guidance.periods.order_by("order"))
    for viewpoint in (world.office, world.department, world.province, world.city):
        for counting in (False, True):
            asked = {"with_submitted": counting}
            wanted = [answers_at(viewpoint, tasks, period, **asked) for period in periods]
            assert answers_up_to(viewpoint, tasks, periods, **asked) == wanted


def test_provisionally_what_waits_is_counted_and_said(world: World) -> None:
    answer(world, world.province, "delayed")
    answer(world, world.province, "completed", period=world.year_end, status="submitted")
    answer(world, world.neighbour, "completed", status="submitted")
    official, provisional = (
        TaskProgress.of(
            answers_at(world.office, [world.local_task], with_submitted=counting)[world.local_task.pk]
        )
        for counting in (False, True)
    )
    assert (official.approved, official.provisional, official.completed, official.delayed) == (1, 0, 0, 2)
    assert (provisional.approved, provisional.provisional, provisional.answered) == (1, 1, 2)
    assert (provisional.completed, provisional.delayed, provisional.state) == (4, 0, "completed")


def test_who_said_nothing_yet_is_counted_apart(world: World) -> None:
    answer(world, world.province, status="submitted")
    found = task_progress_at(world.office, [world.local_task])[world.local_task.pk]
    assert (found.organizations, found.submitted, found.silent) == (2, 1, 1)


def test_the_queries_are_three(world: World, django_assert_num_queries: Any) -> None:
    answer(world, world.province)
    with django_assert_num_queries(3):
        task_progress_at(world.office, [world.local_task, world.department_task])


@pytest.mark.parametrize(
    ("standing", "state", "percent"),
    [
        (TaskProgress(organizations=2), "not_started", None),
        (TaskProgress(2, 1, measures=3, started=1), "in_progress", Decimal("0.0")),
        (TaskProgress(2, 1, measures=3, completed=3), "in_progress", Decimal(100)),
        (TaskProgress(2, 2, measures=6, completed=6), "completed", Decimal(100)),
        (TaskProgress(2, 2, measures=6, completed=5, delayed=1), "delayed", Decimal("83.3")),
        (TaskProgress(2, 2, measures=3000, completed=2999, started=1), "in_progress", Decimal("99.9")),
    ],
)
def test_a_task_is_completed_once_everybody_has_completed_it(
    standing: TaskProgress, state: str, percent: Decimal | None
) -> None:
    assert (standing.state, standing.percent_complete) == (state, percent)
