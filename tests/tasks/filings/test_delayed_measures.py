"""Which measures are delayed, where, since when and why."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from organizations.models import Organization
from tasks.actions import add_evidence, remove_evidence
from tasks.evidence.inspection import inspect
from tasks.filings.delayed_measures import Delay, delays_in
from tasks.filings.delays import first_delayed
from tasks.filings.task_progress import answers_at
from tasks.lines.progress import ProgressKind
from tasks.models import Filing, MeasureState, ProgressEntry
from tests.factories import ReportingPeriodFactory
from tests.tasks.evidence.files import PDF
from tests.tasks.filings.test_task_progress import answer
from tests.world import World


@pytest.mark.parametrize(
    ("course", "last", "since"),
    [
        ("d", 1, 1),
        ("dd", 2, 1),
        ("dpd", 3, 3),
        ("pdd", 3, 2),
        ("ddd", 2, 1),
        ("d.d", 3, 1),
        ("cd.d", 4, 2),
    ],
)
def test_since_when_is_the_first_of_an_unbroken_run(course: str, last: int, since: int) -> None:
    """d: delayed, p: in progress, c: completed, a dot: no answer for that period."""
    words = {"d": "delayed", "p": "in_progress", "c": "completed"}
    told = [(order, words[sign]) for order, sign in enumerate(course, 1) if sign in words]
    assert first_delayed(told[::-1], last) == since


def delays(world: World, viewpoint: Organization, **counting: bool) -> list[Delay]:
    told = answers_at(viewpoint, [world.local_task, world.department_task], **counting).values()
    return delays_in([one for answers in told for one in answers], **counting)


def test_every_delayed_measure_is_told_with_its_text(world: World) -> None:
    answer(world, world.province, "delayed")
    answer(world, world.neighbour, "completed")
    ProgressEntry.objects.update(problems="人员不足。", next_steps="加快推进。")
    found = delays(world, world.office)
    assert [one.measure for one in found] == list(world.local_task.measures.order_by("order"))
    assert {one.organization for one in found} == {world.province.pk}
    assert {(one.entry.problems, one.since) for one in found} == {("人员不足。", world.period)}


def test_the_files_that_stand_at_the_answer_are_counted(world: World) -> None:
    attached = [
        add_evidence(
            filing=world.filing(),
            kind=ProgressKind(),
            subject_id=world.local_task.pk,
            file=inspect(ContentFile(PDF + str(place).encode(), name=f"{place}.pdf")),
            stored_as=f"evidence/{place}.pdf",
            by=world.filer,
            at=timezone.now(),
        ).evidence
        for place in range(2)
    ]
    remove_evidence(evidence=attached[0], by=world.filer, at=timezone.now())
    answer(world, world.province, "delayed")
    assert {one.evidence for one in delays(world, world.office)} == {1}


def test_what_most_organizations_call_delayed_comes_first(world: World) -> None:
    answer(world, world.province, "delayed")
    answer(world, world.neighbour, "in_progress")
    first, second = world.local_task.measures.order_by("order")
    MeasureState.objects.filter(measure=second, entry__filing__organization=world.neighbour).update(
        state="delayed"
    )
    found = delays(world, world.office)
    assert [one.measure for one in found] == [second, second, first]


def test_a_delay_lasts_since_the_earliest_period_without_a_break(world: World) -> None:
    spring = ReportingPeriodFactory(guidance=world.guidance, order=2)
    Filing.objects.create(organization=world.province, period=spring, reports_to=world.office)
    answer(world, world.province, "delayed", period=spring)
    answer(world, world.province, "delayed")
    assert {one.since for one in delays(world, world.office)} == {spring}
    MeasureState.objects.filter(entry__filing__period=spring).update(state="in_progress")
    assert {one.since for one in delays(world, world.office)} == {world.period}


def test_what_waits_is_told_only_where_it_is_counted(world: World) -> None:
    answer(world, world.province, "delayed", status="submitted")
    assert delays(world, world.office) == []
    assert len(delays(world, world.office, with_submitted=True)) == 2


def test_the_queries_are_four_however_many_there_are(world: World, django_assert_num_queries: Any) -> None:
    for node in (world.province, world.neighbour):
        answer(world, node, "delayed")
    told = [one for answers in answers_at(world.office, [world.local_task]).values() for one in answers]
    with django_assert_num_queries(4):
        found = delays_in(told)
        assert {str(one.entry.filing.organization) for one in found} == {"Guangdong", "Jiangsu"}
        assert {str(one.since) for one in found} == {"Third quarter of 2021"}
