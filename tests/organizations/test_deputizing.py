"""Who acts for whom: own right first, then whom one stands in for, while all that it rests on holds."""

from collections.abc import Callable

import pytest
import time_machine
from django.utils import timezone

from organizations.actions import end_deputy
from organizations.deputizing import capacities, refuse_no_deputy
from organizations.errors import DeputyRefused
from organizations.models import Deputy, Membership, User
from organizations.permissions import Permission, Role
from tests.organizations.naming import ONE_DAY, named
from tests.world import DAY, World, member

pytestmark = pytest.mark.django_db
SIGN = Permission.SIGN_REPORT


def principals(user: User, world: World, permission: Permission = SIGN) -> list[str]:
    """For whom a person does something at the province; "" is their own right."""
    fresh = User.objects.get(pk=user.pk)
    found = capacities(fresh, permission, at=world.province)
    return [each.in_place_of.username if each.in_place_of else "" for each in found]


def test_who_stands_in_has_the_rights_of_the_role_and_no_more(world: World) -> None:
    assert principals(world.filer, world) == []
    named(world.lead, world.filer)
    assert principals(world.filer, world) == ["lead"]
    assert principals(world.filer, world, Permission.REVIEW_FILING) == []
    assert not User.objects.get(pk=world.filer.pk).can(SIGN, at=world.province), "nothing of it is their own"
    assert capacities(world.person("filer"), SIGN, at=world.city) == []


def test_the_own_right_goes_first(world: World) -> None:
    second = member("second-lead", world.province, Role.LEAD)
    named(world.lead, second)
    assert principals(second, world) == [""]


def test_each_who_is_stood_in_for_is_offered_once(world: World) -> None:
    second = member("second-lead", world.province, Role.LEAD, Role.REVIEWER)
    named(world.lead, world.filer)
    named(second, world.filer)
    named(second, world.filer, role=Role.REVIEWER)
    assert principals(world.filer, world, Permission.CHECK_REPORT) == ["lead", "second-lead"]


def take_role(world: World) -> None:
    Membership.objects.filter(user=world.lead).delete()


def leave(world: World) -> None:
    Membership.objects.filter(user=world.filer).delete()


def switch_off_principal(world: World) -> None:
    User.objects.filter(pk=world.lead.pk).update(is_active=False)


def switch_off_deputy(world: World) -> None:
    User.objects.filter(pk=world.filer.pk).update(is_active=False)


def end(world: World) -> None:
    end_deputy(deputy=Deputy.objects.get(), by=world.lead, at=timezone.now())


@pytest.mark.parametrize("change", [take_role, leave, switch_off_principal, switch_off_deputy, end])
def test_it_falls_with_what_it_rests_on(world: World, change: Callable[[World], None]) -> None:
    deputy = named(world.lead, world.filer)
    change(world)
    assert principals(world.filer, world) == []
    with pytest.raises(DeputyRefused):
        refuse_no_deputy(
            deputy, by=world.filer, permission=SIGN, organization=world.province, at=timezone.now()
        )


@pytest.mark.parametrize(
    ("moment", "acts"),
    [
        ("2021-10-11T23:59:59+08:00", False),
        ("2021-10-12T00:00:00+08:00", True),
        ("2021-10-14T23:59:59+08:00", True),
        ("2021-10-15T00:00:00+08:00", False),
    ],
)
def test_both_days_are_included_and_are_days_of_beijing(world: World, moment: str, acts: bool) -> None:
    deputy = named(world.lead, world.filer, starts_on=DAY + 2 * ONE_DAY, ends_on=DAY + 4 * ONE_DAY)
    with time_machine.travel(moment, tick=False):
        assert principals(world.filer, world) == (["lead"] if acts else [])
        said = {"by": world.filer, "permission": SIGN, "organization": world.province, "at": timezone.now()}
        if acts:
            refuse_no_deputy(deputy, **said)
        else:
            with pytest.raises(DeputyRefused, match="2021-10-14"):
                refuse_no_deputy(deputy, **said)


def test_nobody_acts_as_the_deputy_of_another(world: World) -> None:
    deputy, said = named(world.lead, world.filer), {"organization": world.province, "at": timezone.now()}
    with pytest.raises(DeputyRefused):
        refuse_no_deputy(deputy, by=world.colleague, permission=SIGN, **said)
    with pytest.raises(DeputyRefused):
        refuse_no_deputy(deputy, by=world.filer, permission=Permission.REVIEW_FILING, **said)
    with pytest.raises(DeputyRefused):
        refuse_no_deputy(deputy, by=world.filer, permission=SIGN, organization=world.city, at=timezone.now())


def test_a_deputy_hands_nothing_on(world: World) -> None:
    """Who stands in names nobody: a deputy's deputy would act for somebody who did not choose them."""
    named(world.lead, world.filer)
    assert not User.objects.get(pk=world.filer.pk).organizations_where(SIGN)


def test_whom_somebody_stands_in_for_is_read_once(
    world: World, django_assert_num_queries: Callable[..., object]
) -> None:
    named(world.lead, world.filer)
    person = world.person("filer")
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        for _turn in range(3):
            assert len(capacities(person, SIGN, at=world.province)) == 1
