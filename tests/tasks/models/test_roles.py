"""The roles of owners: their order, and who of them answers."""

import random

import pytest

from organizations.models import Organization
from tasks.models import ANSWERING, OwnerRole, Responsibility, Task, UnmatchedOwner
from tests.factories import OrganizationFactory, ResponsibilityFactory
from tests.world import World

LEAD, SUPPORT, GUIDE = OwnerRole


@pytest.fixture
def task(world: World) -> Task:
    """A task that names nobody."""
    Responsibility.objects.filter(task=world.department_task).delete()
    return world.department_task


def departments(world: World, count: int) -> list[Organization]:
    return [OrganizationFactory(kind="department", parent=world.office) for _each in range(count)]


def test_who_guides_does_not_answer() -> None:
    assert [role.answers for role in OwnerRole] == [True, True, False]
    assert ANSWERING == (LEAD, SUPPORT)
    assert Responsibility.Role is OwnerRole


@pytest.mark.parametrize("seed", range(3))
def test_owners_stand_in_the_order_of_their_roles(world: World, task: Task, seed: int) -> None:
    """As they are declared: as words, guide would stand before lead."""
    roles = [*OwnerRole, *OwnerRole]
    random.Random(seed).shuffle(roles)  # noqa: S311 (tests)
    for organization, role in zip(departments(world, len(roles)), roles, strict=True):
        ResponsibilityFactory(task=task, organization=organization, role=role)
        UnmatchedOwner.objects.create(task=task, name=organization.name, role=role)
    wanted = [LEAD, LEAD, SUPPORT, SUPPORT, GUIDE, GUIDE]
    read_along = Task.objects.prefetch_related("responsibilities", "unmatched_owners").get(pk=task.pk)
    for rows in (
        task.responsibilities.all(),
        Responsibility.objects.filter(task=task).in_order(),
        read_along.responsibilities.all(),
        read_along.unmatched_owners.all(),
        UnmatchedOwner.objects.all(),
    ):
        assert [row.role for row in rows] == wanted
        keys = [row.pk for row in rows]
        assert keys[0] < keys[1]
        assert keys[4] < keys[5]


@pytest.mark.parametrize("role", OwnerRole)
def test_a_task_is_one_of_those_for_which_an_organization_answers_unless_it_guides(
    world: World, task: Task, role: OwnerRole
) -> None:
    [organization] = departments(world, 1)
    ResponsibilityFactory(task=task, organization=organization, role=role)
    assert list(Task.objects.of_organization(organization)) == ([task] if role.answers else [])
    assert list(Task.objects.naming(organization)) == [task]
    assert list(Task.objects.naming(organization, [role])) == [task]
    others = [other for other in OwnerRole if other != role]
    assert not Task.objects.naming(organization, others).exists()
    assert task in Task.objects.with_roles([role])
    assert task not in Task.objects.with_roles(others)


def test_bureaus_that_guide_together_do_not_answer(world: World, task: Task) -> None:
    ResponsibilityFactory(task=task, collective="local_bureaus", role=GUIDE)
    assert task not in Task.objects.of_organization(world.province)
    assert task in Task.objects.naming(world.province)
    assert task not in Task.objects.naming(world.department)
