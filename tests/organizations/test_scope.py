"""Who sees what (design R18): the one rule that every list begins from."""

import pytest

from organizations.models import Organization
from organizations.permissions import Permission
from targets.models import Measurement
from tasks.models import Filing, ProgressEntry
from tests.world import World


def codes(world: World, name: str) -> set[str]:
    return set(Organization.objects.visible_to(world.person(name).scope).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("reviewer", {"CNIPA", "D-TFS", "44", "32", "440100"}),
        ("filer", {"44", "440100"}),
        ("city_lead", {"440100"}),
        ("outsider", {"32"}),
        ("department_filer", {"D-TFS"}),
    ],
)
def test_people_see_their_organization_and_everything_under_it(
    world: World, name: str, expected: set[str]
) -> None:
    assert codes(world, name) == expected
    scope = world.person(name).scope
    assert {node.code for node in Organization.objects.all() if scope.covers(node)} == expected


def test_someone_without_membership_sees_nothing(world: World) -> None:
    from tests.factories import UserFactory  # noqa: PLC0415

    nobody = UserFactory(username="nobody")
    assert not Organization.objects.visible_to(nobody.scope).exists()
    assert not Filing.objects.visible_to(nobody).exists()
    assert not ProgressEntry.objects.visible_to(nobody).exists()


def submit_everything(world: World) -> None:
    """Hand in every filing of the third quarter: a draft is for its organization alone (design R22)."""
    for filing in Filing.objects.filter(period=world.period):
        world.submit(filing)


def test_a_department_sees_the_lines_of_its_tasks_and_targets_everywhere(world: World) -> None:
    from tests.factories import ResponsibilityFactory  # noqa: PLC0415

    submit_everything(world)
    person = world.person("department_filer")
    assert set(Filing.objects.visible_to(person).values_list("organization__code", flat=True)) == {"D-TFS"}
    measured = Measurement.objects.visible_to(person)
    assert set(measured.values_list("filing__organization__code", flat=True)) == {
        "D-TFS",
        "44",
        "32",
        "440100",
    }
    entries = ProgressEntry.objects.visible_to(person)
    assert set(entries.values_list("filing__organization__code", flat=True)) == {"D-TFS"}
    ResponsibilityFactory(task=world.local_task, organization=world.department)
    assert set(entries.all().values_list("filing__organization__code", flat=True)) >= {"44", "32", "440100"}


def test_drafts_of_a_guidance_are_invisible_to_bureaus(world: World) -> None:
    world.guidance.status, world.guidance.published_at = "draft", None
    world.guidance.save()
    assert not Filing.objects.visible_to(world.person("filer")).exists()
    assert not ProgressEntry.objects.visible_to(world.person("reviewer")).exists()


@pytest.mark.parametrize(
    ("name", "permission", "code", "expected"),
    [
        ("filer", Permission.EDIT_FILING, "44", True),
        ("filer", Permission.EDIT_FILING, "440100", False),
        ("filer", Permission.SUBMIT_FILING, "44", False),
        ("lead", Permission.SUBMIT_FILING, "44", True),
        ("reviewer", Permission.REVIEW_FILING, "CNIPA", True),
        ("reviewer", Permission.REVIEW_FILING, "44", False),
        ("reviewer", Permission.REOPEN_FILING, "44", False),
        ("provincial_reviewer", Permission.REVIEW_FILING, "44", True),
        ("administrator", Permission.EXTEND_FILING, "440100", True),
        ("administrator", Permission.REVIEW_FILING, "CNIPA", False),
        ("observer", Permission.EDIT_FILING, "CNIPA", False),
    ],
)
def test_rights_hold_where_the_role_is_held_and_reach_down_for_administrators(
    world: World, name: str, permission: Permission, code: str, *, expected: bool
) -> None:
    assert world.person(name).can(permission, at=Organization.objects.get(code=code)) is expected


def test_an_inactive_person_may_and_sees_nothing(world: World) -> None:
    person = world.person("administrator")
    person.is_active = False
    assert not person.scope.sees_all
    assert not person.is_administrator


def test_the_office_sees_the_lines_of_every_filing(world: World) -> None:
    submit_everything(world)
    observer = world.person("observer")
    assert Measurement.objects.visible_to(observer).count() == Measurement.objects.count() > 0
    assert ProgressEntry.objects.visible_to(observer).count() == ProgressEntry.objects.count() > 0
