"""Deleting in the administration: nothing is, and what was a mistake goes by an action of its own."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpResponse
from django.urls import reverse

from organizations.models import Organization, OrganizationEvent, User
from targets.models import Target
from tests.conftest import SignIn
from tests.factories import OrganizationFactory
from tests.world import World
from tests.written_once import shares_version

Way = Callable[[SignIn, str, int], HttpResponse]


def by_its_page(signed_in: SignIn, model: str, pk: int) -> HttpResponse:
    """Confirm the deletion of one row."""
    return signed_in("administrator").post(reverse(f"admin:{model}_delete", args=[pk]), {"post": "yes"})


def in_the_list(signed_in: SignIn, model: str, pk: int) -> HttpResponse:
    """Choose one row in the list, and confirm."""
    chosen = {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
    return signed_in("administrator").post(reverse(f"admin:{model}_changelist"), chosen, follow=True)


either_way = pytest.mark.parametrize("way", [by_its_page, in_the_list])


@either_way
def test_people_are_switched_off_and_never_deleted(world: World, signed_in: SignIn, way: Way) -> None:
    LogEntry.objects.log_actions(world.outsider.pk, [world.filer], CHANGE, change_message="改名")
    answer = way(signed_in, "organizations_user", world.outsider.pk)
    assert answer.status_code == (403 if way is by_its_page else 200)
    assert User.objects.filter(pk=world.outsider.pk).exists()


@either_way
def test_an_organization_is_not_deleted(world: World, signed_in: SignIn, way: Way) -> None:
    mistaken = OrganizationFactory(parent=world.office, code="B")
    way(signed_in, "organizations_organization", mistaken.pk)
    assert Organization.objects.filter(code="B").exists()


@either_way
def test_a_target_stays(world: World, signed_in: SignIn, way: Way) -> None:
    target = shares_version(world).target
    way(signed_in, "targets_target", target.pk)
    assert Target.objects.filter(pk=target.pk).exists()


@either_way
def test_an_indicator_that_a_goal_names_stays(world: World, signed_in: SignIn, way: Way) -> None:
    way(signed_in, "targets_indicator", world.pledge.indicator_id)
    assert Target.objects.filter(pk=world.pledge.pk, indicator__isnull=False).exists()


def remove(signed_in: SignIn, organization: Organization) -> str:
    page = reverse("admin:organizations_organization_act", args=[organization.pk, "remove"])
    answer = signed_in("administrator").post(page, {"reason": "录入有误"}, follow=True)
    return answer.content.decode()


def test_a_mistaken_organization_of_which_nothing_is_known_is_removed(
    world: World, signed_in: SignIn
) -> None:
    remove(signed_in, OrganizationFactory(parent=world.office, code="B"))
    assert not Organization.objects.filter(code="B").exists()
    assert OrganizationEvent.objects.get(code="B").reason == "录入有误"
    assert not any(Organization.objects.find_problems())


def test_an_organization_with_people_or_filings_is_closed_instead(world: World, signed_in: SignIn) -> None:
    assert "Close it instead" in remove(signed_in, world.city)
    assert Organization.objects.filter(pk=world.city.pk).exists()
    assert not OrganizationEvent.objects.exists()


def test_an_organization_above_others_is_not_removed(world: World, signed_in: SignIn) -> None:
    assert "stand under Guangdong" in remove(signed_in, world.province).replace("\n", " ")
