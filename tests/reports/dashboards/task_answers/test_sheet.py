"""A task's page over years drawn by lot: every number is that of the task's progress, level by level."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import timezone

from organizations.statistical_regions import Region, region_of
from reports.dashboards.shown_page import ShownPage
from reports.dashboards.task_answers.page import task_page
from reports.dashboards.task_answers.question import Overlay, TaskQuestion
from reports.dashboards.task_answers.sheet import TaskSheet
from reports.data_tables.values import DataTable
from tasks.filings.answer_rows import AnswerState
from tasks.filings.task_progress import TaskProgress, answers_at, answers_beneath
from tasks.models import MeasureState, Task
from tests.reports.dashboards.task_answers.asked import asked, sheet_of
from tests.reports.random_year import SECRET, WAITING, draw_year
from tests.tasks.filings.test_task_progress import answer
from tests.world import World

pytestmark = pytest.mark.django_db
SEEDS = (41, 42)
STATES = {
    "completed": "completed",
    "in_progress": "started",
    "delayed": "delayed",
    "not_started": "not_started",
}


@pytest.fixture(params=SEEDS)
def drawn(world: World, request: pytest.FixtureRequest) -> World:
    draw_year(world, request.param)
    return world


def questions(world: World) -> Iterator[TaskQuestion]:
    """Everybody's on every task, up to each period and to all, in both ways of counting."""
    viewpoints = (world.office, world.department, world.province, world.city, world.neighbour)
    for viewpoint in viewpoints:
        for task in Task.objects.filter(guidance=world.guidance).select_related("section", "guidance"):
            for order in (3, None):
                for with_submitted in (False, True):
                    yield asked(world, viewpoint, task, order=order, with_submitted=with_submitted)


def progress_at(question: TaskQuestion) -> TaskProgress:
    """What the one rule of counting says."""
    task, counts = question.task, question.base.with_submitted
    told = answers_at(question.base.organization, [task], question.until, with_submitted=counts)[task.pk]
    return TaskProgress.of(told)


def counts(progress: TaskProgress) -> tuple[int, ...]:
    return (
        progress.organizations,
        progress.approved,
        progress.submitted,
        progress.measures,
        progress.completed,
        progress.started,
        progress.delayed,
        progress.not_started,
    )


def shown(world: World, question: TaskQuestion) -> ShownPage:
    return task_page(question, world.person("observer"), timezone.now())


def column(table: DataTable, key: str) -> list[object]:
    (place,) = [place for place, head in enumerate(table.heads) if head.key == key]
    return [row.cells[place].value for row in table.rows]


def total(table: DataTable, key: str) -> int:
    return sum(value for value in column(table, key) if isinstance(value, int))


def test_every_number_is_that_of_the_progress(drawn: World) -> None:
    """The tables, the headline, the lists behind each count, the course; and no word of a draft."""
    seen = Counter[str]()
    for question in questions(drawn):
        page, wanted = shown(drawn, question), progress_at(question)
        check_lists(question, sheet(page), wanted)
        check_measures(question, sheet(page))
        check_course(question, sheet(page))
        check_words(question, page)
        answers, measures = page.table("answers"), page.table("measures")
        assert counts(sheet(page).progress) == counts(wanted)
        assert len(answers.rows) == wanted.organizations
        for key, name in STATES.items():
            assert total(answers, key) == total(measures, key) == getattr(wanted, name), key
        assert len(page.table("delays").rows) == wanted.delayed
        if wanted.organizations:
            assert [number.value for number in page.headline.numbers][0:2] == [
                wanted.organizations,
                wanted.approved,
            ]
            assert [number.value for number in page.headline.numbers][3:] == [
                wanted.delayed,
                wanted.submitted,
            ]
            assert str(wanted.organizations) in page.headline.sentence
        seen.update(STATES[key] for key in STATES if total(answers, key))
        seen["provisional"] += question.base.with_submitted and wanted.provisional
    assert set(seen) == {*STATES.values(), "provisional"}


def sheet(page: ShownPage) -> TaskSheet:
    found = page.context["sheet"]
    assert isinstance(found, TaskSheet)
    return found


def check_lists(question: TaskQuestion, found: TaskSheet, wanted: TaskProgress) -> None:
    """Each state and overlay lists just what it counts."""
    by_state = Counter(row.state for row in found.rows)
    assert by_state.total() == wanted.organizations
    overlays = {Overlay.APPROVED: wanted.approved, Overlay.SUBMITTED: wanted.submitted}
    for key, count in {**{state: by_state[state] for state in AnswerState}, **overlays}.items():
        narrowed = replace(question, state=key.value)
        assert len([row for row in found.rows if narrowed.lists(row)]) == count


def check_measures(question: TaskQuestion, found: TaskSheet) -> None:
    """A measure and a state list those of whom the counted entry says so."""
    entries = [row.entry.pk for row in found.rows if row.entry]
    states = MeasureState.objects.filter(entry__in=entries)
    said = set(states.values_list("entry__filing__organization", "measure__order", "state"))
    listed = {
        (row.organization.pk, measure.order, state.value)
        for measure in question.task.measures.all()
        for state in MeasureState.State
        for narrowed in [replace(question, measure=measure, state=state.value)]
        for row in found.rows
        if narrowed.lists(row)
    }
    assert listed == said


def check_course(question: TaskQuestion, found: TaskSheet) -> None:
    """The course is the progress after each period."""
    for period, progress in found.course:
        assert counts(progress) == counts(progress_at(replace(question, until=period)))


def check_words(question: TaskQuestion, page: ShownPage) -> None:
    """Drafts are never told, what waits only where it is asked for (R22)."""
    said = " ".join(str(cell) for table in page.tables for row in table.rows for cell in row.cells)
    assert SECRET not in said
    assert WAITING not in said or question.base.with_submitted


def test_what_stands_beneath_is_counted_and_unfolded_but_never_added_in(drawn: World) -> None:
    """The office unfolds the province: its cities stand beneath it, and no number of the page changes."""
    unfolded = 0
    for order in (3, 4, None):
        for task in Task.objects.filter(guidance=drawn.guidance):
            folded = asked(drawn, drawn.office, task, order=order)
            found = sheet_of(drawn, replace(folded, opened=("44",)))
            wanted = answers_beneath(drawn.province, [task], folded.until)[task.pk]
            assert counts(found.progress) == counts(progress_at(folded))
            if drawn.province.pk in {row.organization.pk for row in found.rows}:
                beneath = found.beneath.get(drawn.province.pk)
                rows = found.opened["44"]
                assert [row.answer for row in rows] == wanted
                assert (len(rows), sum(row.answer.approved is not None for row in rows)) == (
                    (beneath.asked, beneath.approved) if beneath else (0, 0)
                )
                unfolded += len(rows)
    assert unfolded


def test_a_parents_row_is_its_own_attested_answer(drawn: World) -> None:
    for task in Task.objects.filter(guidance=drawn.guidance):
        for row in sheet_of(drawn, asked(drawn, drawn.office, task)).rows:
            if row.entry is not None:
                assert row.entry.filing.organization_id == row.organization.pk
                assert row.answer.completed == row.entry.completed_count


def test_a_region_keeps_its_own_and_the_regions_add_up(drawn: World) -> None:
    for task in Task.objects.filter(guidance=drawn.guidance):
        whole = sheet_of(drawn, asked(drawn, drawn.office, task))
        kept = [
            row
            for region in Region
            for row in sheet_of(drawn, asked(drawn, drawn.office, task, region=region)).rows
        ]
        wanted = [row for row in whole.rows if region_of(row.organization.code)]
        assert {row.organization.pk for row in kept} == {row.organization.pk for row in wanted}
        assert len(kept) == len(wanted)


def test_groups_hold_every_row_once(drawn: World) -> None:
    for group in ("state", "region"):
        for task in Task.objects.filter(guidance=drawn.guidance):
            flat = shown(drawn, asked(drawn, drawn.office, task)).table("answers")
            table = shown(drawn, asked(drawn, drawn.office, task, group=group)).table("answers")
            heads = [row for row in table.rows if row.css == "row--group"]
            keys = [row.key for row in table.rows if row.css != "row--group"]
            assert sorted(keys) == sorted(row.key for row in flat.rows)
            assert sum(int(str(head.cells[0].value).rsplit(" ", 1)[1]) for head in heads) == len(keys)


def test_a_delay_is_told_since_the_first_period_of_its_row(world: World) -> None:
    """Delayed in the second and third quarter is delayed since the second; a state between ends the row."""
    answer(world, world.province, "delayed")
    answer(world, world.province, "delayed", period=world.year_end)
    answer(world, world.neighbour, "completed")
    answer(world, world.neighbour, "delayed", period=world.year_end)
    delays = sheet_of(world, asked(world, world.office, world.local_task)).delays
    since = {(delay.organization.code, delay.since.order) for delay in delays}
    assert since == {(world.province.code, 3), (world.neighbour.code, 4)}
    assert len(delays) == 2 * world.local_task.measures.count()


def test_nobody_who_is_asked_is_said_in_a_sentence(world: World) -> None:
    page = shown(world, asked(world, world.department, world.local_task))
    assert page.headline.numbers == ()
    assert page.headline.sentence.startswith("Nobody whom")
