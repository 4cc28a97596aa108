"""Naming a deputy and ending that: what is refused, what is on record, who is told."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from organizations.account_wording import sentence
from organizations.actions import end_deputy
from organizations.actions.deputies import LONGEST_DAYS
from organizations.errors import DeputyRefused
from organizations.models import Deputy, Membership, User
from organizations.permissions import Role
from tests.organizations.naming import ONE_DAY, named, post_of
from tests.world import DAY, World, member

pytestmark = pytest.mark.django_db


def test_a_deputy_is_named_and_told(world: World) -> None:
    User.objects.filter(pk=world.filer.pk).update(email="filer@example.org")
    deputy = named(world.lead, world.person("filer"), reason=" 出差 ")
    assert (deputy.principal, deputy.organization, deputy.role) == (world.lead, world.province, "lead")
    assert (deputy.reason, deputy.named_by, deputy.ended_at) == ("出差", world.lead, None)
    event = world.filer.account_events.get()
    assert event.by == world.lead
    assert "You stand in for lead (Guangdong · Lead)" in sentence(event)
    assert "Reason: 出差" in sentence(event)
    [letter] = mail.outbox
    assert letter.to == ["filer@example.org"]


def outside(world: World) -> User:
    """Somebody of another organization."""
    return world.outsider


def switched_off(world: World) -> User:
    world.colleague.is_active = False
    world.colleague.save()
    return world.colleague


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "days out of order": ({"ends_on": DAY - ONE_DAY, "starts_on": DAY}, "before the first"),
    "a day that has passed": ({"starts_on": DAY - ONE_DAY}, "has passed"),
    "too long": ({"ends_on": DAY + LONGEST_DAYS * ONE_DAY}, "at most 92 days"),
    "oneself": ({"deputy": lambda world: world.lead}, "themselves"),
    "somebody from elsewhere": ({"deputy": outside}, "no role at Guangdong"),
    "somebody who is switched off": ({"deputy": switched_off}, "no role at Guangdong"),
    "a role without deputies": ({"post": lambda world: post_of(world.filer, Role.FILER)}, "own role"),
    "the role of another": ({"post": lambda world: post_of(world.city_lead)}, "own role"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_stand_is_refused(world: World, case: str) -> None:
    said, words = REFUSED[case]
    made = {name: value(world) if callable(value) else value for name, value in said.items()}
    with pytest.raises(DeputyRefused, match=words):
        named(world.lead, **{"deputy": world.filer} | made)
    assert not Deputy.objects.exists()


def test_the_longest_time_and_a_single_day_can_be_named(world: World) -> None:
    named(world.lead, world.filer, ends_on=DAY)
    named(world.lead, world.filer, starts_on=DAY + ONE_DAY, ends_on=DAY + LONGEST_DAYS * ONE_DAY)
    assert Deputy.objects.count() == 2


@pytest.mark.parametrize(("first", "last"), [(0, 0), (6, 8), (2, 3), (0, 20)])
def test_nobody_is_named_twice_for_a_day(world: World, first: int, last: int) -> None:
    named(world.lead, world.filer)
    days = {"starts_on": DAY + first * ONE_DAY, "ends_on": DAY + last * ONE_DAY}
    with pytest.raises(DeputyRefused, match=r"filer is named from 2021-10-10 to 2021-10-16 already"):
        named(world.lead, world.colleague, **days)


def test_days_side_by_side_other_roles_and_ended_namings_do_not_collide(world: World) -> None:
    Membership.objects.create(user=world.lead, organization=world.province, role=Role.REVIEWER)
    first = named(world.lead, world.filer)
    named(world.lead, world.filer, role=Role.REVIEWER)
    named(world.lead, world.colleague, starts_on=DAY + 7 * ONE_DAY, ends_on=DAY + 8 * ONE_DAY)
    end_deputy(deputy=first, by=world.lead, at=timezone.now())
    named(world.lead, world.colleague)
    assert Deputy.objects.standing().count() == 3


def test_ending_is_told_and_again_changes_nothing(world: World) -> None:
    deputy = named(world.lead, world.filer)
    at = timezone.now()
    for later in range(2):
        ended = end_deputy(deputy=deputy, by=world.lead, at=at + dt.timedelta(minutes=later))
    assert (ended.ended_at, ended.ended_by) == (at, world.lead)
    kinds = list(world.filer.account_events.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["deputy_named", "deputy_ended"]
    assert "no longer stand in for lead" in sentence(world.filer.account_events.latest("pk"))


def test_only_who_named_ends_and_only_while_it_lasts(world: World) -> None:
    deputy = named(world.lead, world.filer)
    second = member("second-lead", world.province, Role.LEAD)
    for somebody in (world.filer, second, world.administrator):
        with pytest.raises(DeputyRefused, match="Only lead ends this"):
            end_deputy(deputy=deputy, by=somebody, at=timezone.now())
    with time_machine.travel("2021-10-16T23:59:00+08:00", tick=False):
        assert Deputy.objects.on(DAY + 6 * ONE_DAY).exists()
    with (
        time_machine.travel("2021-10-17T00:00:00+08:00", tick=False),
        pytest.raises(DeputyRefused, match="over"),
    ):
        end_deputy(deputy=deputy, by=world.lead, at=timezone.now())
