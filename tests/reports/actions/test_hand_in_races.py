"""Handing in, noting paper and reminding at the same moment, in threads and transactions of their own."""

from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils import timezone

from organizations.models import Organization
from organizations.permissions import Role
from reports.actions import (
    check_text,
    hand_in_report,
    note_arrival,
    remind_of_hand_ins,
    return_hand_in,
    sign_out_text,
    take_back_arrival,
)
from reports.models import AnnualReport, HandIn, HandInStep
from tasks.errors import TransitionNotAllowed
from tasks.models import Notice, NoticeKind
from tests.races import Act, at_once, in_turn
from tests.reports.editions import edition_of, handed_on
from tests.reports.frozen import frozen_report
from tests.reports.hand_ins.handed import ON
from tests.world import World, make_world, member

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

TELLS_WHO_WAITS = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one write at a time, and tells nobody who waits"
)


@pytest.fixture
def busy_world(transactional_db: None, settings: "Settings") -> World:
    """The small world with real transactions."""
    settings.PORTAL_TODAY = ON
    return make_world()


def hand_in(world: World, organization: Organization, by: str = "lead") -> HandIn:
    return hand_in_report(
        guidance=world.guidance,
        organization=organization,
        seen=1,
        by=getattr(world, by),
        at=timezone.now(),
        is_unsigned_accepted=True,
    )


def remind(world: World, by: str, *organizations: Organization) -> list[HandInStep]:
    return remind_of_hand_ins(
        guidance=world.guidance,
        organizations={organization.pk for organization in organizations},
        text="",
        by=world.person(by),
        at=timezone.now(),
    )


def test_two_at_once_get_one_receipt_and_numbers_without_a_gap(busy_world: World) -> None:
    world = busy_world
    for organization in (world.province, world.neighbour):
        frozen_report(world, organization)
    acts: list[Act] = [partial(hand_in, world, world.province)] * 3
    made = at_once(*acts, partial(hand_in, world, world.neighbour, "outsider"))
    receipts = [receipt for receipt in made if isinstance(receipt, HandIn)]
    assert len(receipts) == 4
    assert sorted({receipt.number for receipt in receipts}) == [1, 2]
    assert HandIn.objects.count() == 2


def test_several_who_remind_at_once_remind_once(busy_world: World) -> None:
    world = busy_world
    acts = [partial(remind, world, by, world.province) for by in ("department_filer", "administrator")]
    outcomes = at_once(*acts, *acts)
    assert sum(isinstance(outcome, list) for outcome in outcomes) == 1
    assert all(isinstance(outcome, list | TransitionNotAllowed) for outcome in outcomes)
    assert HandInStep.objects.count() == 1
    assert reminded_people() == [world.lead.pk]


def test_those_who_remind_different_people_at_once_share_who_is_common(busy_world: World) -> None:
    world = busy_world
    first = partial(remind, world, "department_filer", world.province, world.neighbour)
    second = partial(remind, world, "administrator", world.province, world.department)
    made = [step for outcome in at_once(first, second) if isinstance(outcome, list) for step in outcome]
    organizations = sorted(step.organization.code for step in made)
    assert organizations == sorted([world.province.code, world.neighbour.code, world.department.code])
    assert HandInStep.objects.count() == 3


@TELLS_WHO_WAITS
def test_who_reminds_while_another_writes_waits_and_finds_nobody_left(busy_world: World) -> None:
    world = busy_world
    first, second = in_turn(
        partial(remind, world, "department_filer", world.province),
        partial(remind, world, "administrator", world.province),
    )
    assert isinstance(first, list)
    assert isinstance(second, TransitionNotAllowed)
    assert reminded_people() == [world.lead.pk]


def reminded_people() -> list[int]:
    return list(Notice.objects.filter(kind=NoticeKind.REPORT_REMINDED).values_list("user", flat=True))


def test_who_is_reminded_while_handing_in_is_counted_once(busy_world: World) -> None:
    world = busy_world
    frozen_report(world)
    at_once(partial(hand_in, world, world.province), partial(remind, world, "administrator", world.province))
    assert HandIn.objects.count() == 1
    assert HandInStep.objects.count() == 1


def test_paper_that_two_scan_at_once_is_noted_once_and_taken_back_once(busy_world: World) -> None:
    world = busy_world
    report = frozen_report(world)
    note = partial(note_arrival, report=report, arrived_on=ON, at=timezone.now())
    noted = at_once(partial(note, by=world.department_filer), partial(note, by=world.administrator))
    assert len(set(noted)) == 1
    take = partial(take_back_arrival, arrival=noted[0], reason="点错了。", at=timezone.now())
    taken = at_once(partial(take, by=world.department_filer), partial(take, by=world.administrator))
    assert len(set(taken)) == 1
    assert HandInStep.objects.count() == 2


def test_two_who_send_back_at_once_send_back_once(busy_world: World) -> None:
    world = busy_world
    frozen_report(world)
    back = partial(
        return_hand_in, hand_in=hand_in(world, world.province), reason="缺附件。", at=timezone.now()
    )
    steps = at_once(partial(back, by=world.department_filer), partial(back, by=world.administrator))
    assert len(set(steps)) == 1
    assert Notice.objects.filter(kind=NoticeKind.REPORT_RETURNED).count() == 1


def test_what_is_handed_in_while_a_text_is_signed_out_is_one_of_both_versions(busy_world: World) -> None:
    world = busy_world
    edition = edition_of(world)
    handed_on(world, edition)
    second = member("second-lead", world.province, Role.LEAD)
    act = {"edition": edition.pk, "seen": 1, "at": timezone.now()}
    check_text(by=second, **act)
    outcomes = at_once(partial(sign_out_text, by=world.lead, **act), partial(hand_in, world, world.province))
    assert isinstance(outcomes[0], AnnualReport)
    assert isinstance(outcomes[1], HandIn | TransitionNotAllowed)
    assert not HandIn.objects.exclude(report__version=1).exists()
