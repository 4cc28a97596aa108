"""The rules that narrow lines, each by what it leaves out of the stream of a department."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tasks.actions import add_remark, resolve_remark
from tasks.models import ProgressEntry, Responsibility
from tests.conftest import SignIn
from tests.factories import ResponsibilityFactory, SectionFactory, TaskFactory
from tests.world import World

STREAM = reverse("reports:dashboard-stream", args=["D-TFS"])
BOTH: set[str] = {"44", "32"}


@pytest.fixture
def narrowed(world: World, signed_in: SignIn) -> Any:
    """Whose achievements a query finds, of those of two bureaus on the task of the department."""
    role = {"role": Responsibility.Role.SUPPORT, "organization": world.department}
    ResponsibilityFactory(task=world.local_task, **role)
    for node in (world.province, world.neighbour):
        world.submit(world.filing(node))

    def found(**query: object) -> set[str]:
        asked = {"part": "achievements", **query}
        lines = signed_in("department_filer").get(STREAM, asked).context["lines"]
        return {line.filing.organization.code for line in lines}

    return found


def test_each_rule_leaves_out_what_it_says(world: World, narrowed: Any) -> None:
    task = world.local_task
    apart = TaskFactory(section=SectionFactory(guidance=world.guidance), title="别的任务")
    # Both were submitted on 10 October.
    assert narrowed(since="2021-10-09") == narrowed(evidence="without") == narrowed(seen="no") == BOTH
    assert narrowed(task=task.pk) == narrowed(section=task.section.pk) == BOTH
    for query in (
        {"since": "2021-10-10"},
        {"remarks": "with"},
        {"remarks": "open"},
        {"seen": "yes"},
        {"task": apart.pk},
        {"task": task.pk, "part": "figures"},
        {"section": apart.section.pk},
    ):
        assert narrowed(**query) == set(), query


def test_words_are_looked_for_in_the_part_that_is_read(narrowed: Any) -> None:
    ProgressEntry.objects.update(achievements="开展 Pilot 试点。", problems="人员不足。")
    assert narrowed(text="试点 PILOT") == BOTH
    assert narrowed(text="pilot", part="problems") == set()


def test_a_remark_is_open_until_it_is_resolved(world: World, narrowed: Any) -> None:
    remark = add_remark(
        filing=world.filing(),
        kind="progress",
        subject_id=world.local_task.pk,
        text="请补充数据来源。",
        by=world.reviewer,
        at=timezone.now(),
        organization=world.office,
    )
    assert narrowed(remarks="with") == narrowed(remarks="open") == {"44"}
    assert narrowed(remarks="without") == {"32"}
    resolve_remark(remark=remark, by=world.reviewer, at=timezone.now())
    assert (narrowed(remarks="with"), narrowed(remarks="open")) == ({"44"}, set())
