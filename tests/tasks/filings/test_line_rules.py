"""The rules that narrow lines, each by what it leaves out of the stream of a department."""

from typing import Any

import pytest
from django.urls import reverse

from tasks.models import Responsibility
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
