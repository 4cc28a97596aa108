"""Progress of tasks as of an earlier day: exactly what the portal said at the end of it."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone

from organizations.models import OrganizationEvent
from tasks.actions import add_evidence, reopen_filing
from tasks.evidence.inspection import inspect
from tasks.filings.answer_rows import AnswerRow, answer_rows
from tasks.filings.answers_beneath import Beneath, counts_beneath
from tasks.filings.delayed_measures import delays_in
from tasks.filings.delays import delays_in as delays_on
from tasks.filings.plan_periods import plan_periods
from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_progress import answers_at, answers_beneath
from tasks.filings.whole_answer import whole_answer
from tasks.lines.answerers import added_after, answerers_of
from tasks.lines.progress import ProgressKind
from tasks.models import ProgressEntry, Task
from tests.filing_days import FilingDays
from tests.tasks.evidence.files import PDF
from tests.world import World, answers, write_line

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

DAYS = 10


def told(world: World, on: dt.date | None = None) -> list[Any]:
    """All that is told of every task at everybody's, now or as of a day."""
    said: list[Any] = []
    day = on or timezone.localdate()
    period = world.year_end if day >= world.year_end.opens_on else world.period
    tasks = list(Task.objects.filter(guidance=world.guidance).order_by("order"))
    added = added_after(day, [task.pk for task in tasks])
    tasks = [task for task in tasks if task.pk not in added]
    for viewpoint in (world.office, world.department, world.province):
        counting = {"with_submitted": viewpoint == world.office}
        answers = answers_at(viewpoint, tasks, period, **counting, on=on)
        every = [one for several in answers.values() for one in several]
        delays = delays_in(every, **counting, on=on)
        said += [answers, [(one.measure, one.entry.problems, one.since, one.evidence) for one in delays]]
    official = answers_at(world.office, tasks, period, on=on)
    said.append([rows_told(world, task, official[task.pk], on) for task in tasks])
    superiors = [world.province.pk, world.neighbour.pk]
    said.append([beneath(world, task, superiors, on) for task in tasks])
    said.append(answers_beneath(world.province, tasks, on=on))
    return said


def beneath(world: World, task: Task, superiors: list[int], on: dt.date | None = None) -> dict[int, Beneath]:
    """The counts beneath organizations in every period."""
    answerers, periods = answerers_of([task], on)[task.pk], plan_periods(world.guidance)
    every = [period.pk for period in periods]
    return counts_beneath(task, superiors, answerers=answerers, periods=every, on=on)


def rows_told(world: World, task: Task, answers: list[TaskAnswer], on: dt.date | None) -> list[Any]:
    plan = plan_periods(world.guidance)
    rows = answer_rows(task, answers, world.period, plan=plan, on=on)
    delays = [
        (one.organization, one.measure, one.since, one.reason)
        for one in delays_on(task, rows, plan=plan, on=on)
    ]
    return [[row_told(row) for row in rows], delays]


def row_told(row: AnswerRow) -> tuple[Any, ...]:
    """What a row says, with how its filings stood."""
    filings = [one and (one.pk, one.status, one.version, one.filed_on) for one in (row.waiting, row.current)]
    entry = row.entry and (row.entry.pk, row.entry.achievements, row.entry.problems, row.entry.nil_return)
    approved_at = row.entry and row.entry.filing.approved_at
    return row.organization, row.state, row.states, row.timeliness, row.files, entry, approved_at, *filings


@pytest.mark.any_database
def test_every_day_is_told_as_it_was_told_on_the_day(world: World) -> None:
    """Filings, answers, measures, delays and who is asked, whatever has happened since."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        said = {day: told(world) for day in FilingDays(world, 7, clock).run(DAYS)}
        clock.shift(dt.timedelta(days=1))
        for day, then in said.items():
            assert told(world, day) == then, day
        states = {row[1] for then in said.values() for rows, _delays in then[6] for row in rows}
        assert {"delayed", "missing"} <= states


def test_beneath_an_organization_it_is_counted_as_it_was(world: World) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        task, day = world.local_task, timezone.localdate()
        filing = world.approve(world.filing(world.city), by=world.provincial_reviewer)
        clock.shift(dt.timedelta(days=1))
        by, now = world.provincial_reviewer, timezone.now()
        reopen_filing(filing=filing, by=by, at=now, reason="更正。", version=filing.version)
        counted = [beneath(world, task, [world.province.pk], on) for on in (day, None)]
    assert counted == [{world.province.pk: Beneath(1, 1)}, {world.province.pk: Beneath(1, 0)}]


def test_whom_a_file_brought_later_was_there_all_the_same(world: World) -> None:
    """A tree that is read in after the year began tells of no joining."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        day = timezone.localdate()
        world.approve(world.filing())
        clock.shift(dt.timedelta(days=1))
        added = OrganizationEvent.Kind.ADDED
        OrganizationEvent.objects.create(code=world.province.code, name="广东", kind=added, at=timezone.now())
        assert [answer.approved is not None for answer in told_at(world, day)].count(True) == 1


def test_nobody_was_asked_about_what_was_only_added_later(world: World) -> None:
    """Nor had anybody answered it: a line that was saved later says nothing of the day."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        day = timezone.localdate()
        world.approve(world.filing(world.city), by=world.provincial_reviewer)
        clock.shift(dt.timedelta(days=1))
        days = FilingDays(world, 7, clock)
        days.add()
        days.reopen(world.filing(world.city))
        task = Task.objects.get(title="新增任务")
        world.approve(world.filing(world.city), by=world.provincial_reviewer)
        told = [(answers_at(world.province, [task], on=on)[task.pk]) for on in (day, None)]
        counted = [beneath(world, task, [world.province.pk], on) for on in (day, None)]
    assert [len(answers) for answers in told] == [0, 2]
    assert counted == [{}, {world.province.pk: Beneath(1, 1)}]


def test_an_earlier_day_takes_the_same_queries_however_much_was_filed(
    world: World, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for organization in (world.province, world.neighbour):
            day = timezone.localdate()
            world.approve(world.filing(organization))
            clock.shift(dt.timedelta(days=1))
            plan = plan_periods(world.guidance)
            with django_assert_num_queries(9):
                rows = told_at(world, day)
            with django_assert_num_queries(8):
                answer_rows(world.local_task, rows, world.period, plan=plan, on=day)
            answerers = answerers_of([world.local_task], day)[world.local_task.pk]
            periods = [period.pk for period in plan]
            with django_assert_num_queries(4):
                counts_beneath(
                    world.local_task, [world.province.pk], answerers=answerers, periods=periods, on=day
                )


def test_a_corrected_answer_is_read_as_it_was(world: World) -> None:
    """The whole answer with its texts, states and files, and nothing that was attached later."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        filing = world.approve(world.filing())
        day = timezone.localdate()
        clock.shift(dt.timedelta(days=1))
        reopen_filing(
            filing=filing, by=world.reviewer, at=timezone.now(), reason="更正。", version=filing.version
        )
        entry = ProgressEntry.objects.get(filing=filing, task=world.local_task)
        said = entry.achievements
        write_line(entry, answers(entry) | {"achievements": "改写。"}, by=world.filer)
        add_evidence(
            filing=filing,
            kind=ProgressKind(),
            subject_id=entry.task_id,
            file=inspect(ContentFile(PDF, name="证明.pdf")),
            stored_as="evidence/later.pdf",
            by=world.filer,
            at=timezone.now(),
        )
        (row,) = [
            row
            for row in answer_rows(
                world.local_task,
                told_at(world, day),
                world.period,
                plan=plan_periods(world.guidance),
                on=day,
            )
            if row.organization == world.province
        ]
        assert row.entry is not None
        line, files = whole_answer(row.entry, day)
    assert (line.achievements, files, row.files, line.filing.status) == (said, [], 0, "approved")
    assert [state.state for state in line.states] == ["not_started", "not_started"]
    assert ProgressEntry.objects.get(pk=entry.pk).achievements == "改写。"


def told_at(world: World, day: dt.date) -> list[TaskAnswer]:
    return answers_at(world.office, [world.local_task], on=day)[world.local_task.pk]
