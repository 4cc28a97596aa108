"""An approval is taken back by its reviewer within the minute, with everything that it caused."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tasks.actions import approve_filing, mark_all_read, take_back_approval
from tasks.errors import TransitionNotAllowed
from tasks.models import Notice
from tests.world import World

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def test_an_approval_is_taken_back_within_the_minute_as_a_move_of_its_own(world: World) -> None:
    filing = world.approve(world.filing())
    assert filing.approved_at
    back = take_back_approval(filing=filing, by=world.reviewer, at=filing.approved_at + 60 * SECOND)
    assert (back.status, back.approved_at, back.approved_by, back.version) == ("submitted", None, None, 1)
    event = back.events.latest("pk")
    assert (event.action, event.from_status, event.to_status) == ("take_back", "approved", "submitted")
    assert not Notice.objects.filter(filing=filing, kind__in=["approved", "taken_back"]).exists()


def test_after_the_minute_it_is_refused_and_reopening_is_named(world: World) -> None:
    filing = world.approve(world.filing())
    assert filing.approved_at
    with pytest.raises(TransitionNotAllowed, match="Reopen the filing with a reason"):
        take_back_approval(filing=filing, by=world.reviewer, at=filing.approved_at + 61 * SECOND)
    assert world.filing().status == "approved"


def test_nobody_takes_back_what_another_approved(world: World) -> None:
    filing = world.approve(world.filing())
    with pytest.raises(TransitionNotAllowed, match="Only they can take it back"):
        take_back_approval(filing=filing, by=world.second_reviewer, at=timezone.now())


def test_taking_back_twice_changes_nothing_the_second_time(world: World) -> None:
    filing = world.approve(world.filing())
    for _time in range(2):
        assert take_back_approval(filing=filing, by=world.reviewer, at=timezone.now()).status == "submitted"
    assert filing.events.filter(action="take_back").count() == 1
    again = approve_filing(filing=filing, by=world.second_reviewer, at=timezone.now(), version=1)
    assert again.approved_by == world.second_reviewer


def test_who_has_read_of_the_approval_is_told_that_it_is_taken_back(world: World) -> None:
    filing = world.approve(world.filing())
    mark_all_read(by=world.filer, at=timezone.now(), up_to=2**31 - 1)
    take_back_approval(filing=filing, by=world.reviewer, at=timezone.now())
    told = Notice.objects.filter(filing=filing, kind="taken_back")
    assert list(told.values_list("user", flat=True)) == [world.filer.pk]


def test_the_page_offers_it_after_the_approval(world: World, client: Client) -> None:
    filing = world.approve(world.filing())
    client.force_login(world.person("reviewer"))
    address = reverse("tasks:filing-take-back", args=[filing.pk])
    for page in (reverse("tasks:review-queue"), reverse("tasks:filing-detail", args=[filing.pk])):
        assert address in client.get(page).content.decode()
    client.post(address)
    assert world.filing().status == "submitted"
