"""Deleting in the administration: what has a history stays, and the page says so."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpResponse
from django.urls import reverse

from organizations.models import Organization, User
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
def test_an_organization_above_one_with_filings_stays(world: World, signed_in: SignIn, way: Way) -> None:
    above = OrganizationFactory(parent=world.office, code="B")
    Organization.objects.move(world.city, above, "first-child")
    answer = way(signed_in, "organizations_organization", above.pk)
    assert "protected related objects" in answer.content.decode()
    assert Organization.objects.filter(code__in=["B", world.city.code]).count() == 2


@either_way
def test_an_organization_of_which_nothing_is_known_goes(world: World, signed_in: SignIn, way: Way) -> None:
    mistaken = OrganizationFactory(parent=world.office, code="B")
    way(signed_in, "organizations_organization", mistaken.pk)
    assert not Organization.objects.filter(code="B").exists()


@either_way
def test_a_target_that_was_shared_out_stays(world: World, signed_in: SignIn, way: Way) -> None:
    target = shares_version(world).target
    assert "protected related objects" in way(signed_in, "targets_target", target.pk).content.decode()
    assert Target.objects.filter(pk=target.pk).exists()
