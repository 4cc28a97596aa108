"""What waits for one person's name: found for them as for everybody whom a step makes act."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.utils import timezone

from organizations.calendar import today
from organizations.models import User
from organizations.permissions import Role
from reports.actions import check_text, take_back_text
from reports.models import Edition
from reports.sign_off.waiting import waited_for
from reports.sign_off_state import course_of, courses_of, editors_of
from reports.signatures import waiting_for
from reports.signers import signers_at
from tests.organizations.naming import named
from tests.reports.actions.test_sign_off_deputies import act
from tests.reports.editions import edition_of, first_paragraph, handed_on, reword
from tests.world import World, member

pytestmark = pytest.mark.django_db


def waits(user: User) -> list[tuple[str, str, tuple[str, ...]]]:
    """What waits for a person: whose report, which step, in whose place."""
    found = waiting_for(User.objects.get(pk=user.pk))
    return [(each.organization.code, each.step.value, each.persons) for each in found]


def test_it_waits_for_each_who_can_do_the_step_and_for_nobody_else(world: World) -> None:
    edition = edition_of(world)
    reword(edition, first_paragraph(edition), "我写的。", by=world.lead)
    assert not any(waits(person) for person in world.people.values())
    handed_on(world, edition, [world.city])
    assert {name for name, person in world.people.items() if waits(person)} == {"provincial_reviewer"}
    act(check_text, edition, world.provincial_reviewer)
    assert {name for name, person in world.people.items() if waits(person)} == {"city_lead"}
    assert waits(world.city_lead) == [("44", "countersigned", ())]
    take_back_text(edition=edition.pk, by=world.filer, at=timezone.now())
    assert not any(waits(person) for person in world.people.values())


def test_a_deputy_is_waited_for_in_place_of_whom_they_stand_in_for(world: World) -> None:
    handed_on(world, edition_of(world))
    assert waits(world.colleague) == []
    named(world.lead, world.colleague)
    named(world.provincial_reviewer, world.colleague, role=Role.REVIEWER)
    assert waits(world.colleague) == [("44", "checked", ("lead", "provincial-reviewer"))]
    with time_machine.travel("2021-10-17T08:00:00+08:00", tick=False):
        assert waits(world.colleague) == []


def test_who_has_the_right_is_waited_for_in_their_own_name(world: World) -> None:
    second = member("second-lead", world.province, Role.LEAD)
    named(world.lead, second)
    handed_on(world, edition_of(world))
    assert waits(second) == [("44", "checked", ())]


def test_the_longest_waiting_stands_first(world: World) -> None:
    first, second = edition_of(world), edition_of(world, world.neighbour)
    for edition, asked in ((first, [world.neighbour]), (second, [])):
        handed_on(world, edition, asked)
    later = timezone.now() + dt.timedelta(hours=1)
    check_text(edition=first.pk, seen=1, by=world.provincial_reviewer, at=later)
    assert [code for code, _step, _persons in waits(world.outsider)] == ["32", "44"]


def test_many_courses_are_read_as_one_is(world: World) -> None:
    """What is found for one person is what everybody is told by."""
    named(world.lead, world.colleague)
    editions = [edition_of(world), edition_of(world, world.neighbour)]
    handed_on(world, editions[0], [world.city])
    act(check_text, editions[0], world.provincial_reviewer)
    handed_on(world, editions[1])
    editions = list(Edition.objects.order_by("pk"))
    courses = courses_of(editions)
    people = [*world.people.values()]
    for edition in editions:
        course = course_of(edition)
        assert courses[edition.pk] == course
        signers = signers_at({edition.organization_id, *course.countersigners}, today())
        waiting = waited_for(course, edition.organization_id, editors_of(edition), signers)
        waiting = waited_for(course, edition.organization_id, editors_of(edition), signers)
        told = {each.person for each in waiting}
        mine = {
            person.pk
            for person in people
            if any(each.edition == edition for each in waiting_for(User.objects.get(pk=person.pk)))
        }
        assert told == mine


def test_the_queries_do_not_grow_with_the_texts(
    world: World, django_assert_num_queries: Callable[..., object]
) -> None:
    handed_on(world, edition_of(world), [world.neighbour])
    outsider = world.person("outsider")
    with django_assert_num_queries(8):  # type: ignore[attr-defined]
        waiting_for(outsider)
    handed_on(world, edition_of(world, world.neighbour))
    outsider = world.person("outsider")
    with django_assert_num_queries(8):  # type: ignore[attr-defined]
        assert len(waiting_for(outsider)) == 1
