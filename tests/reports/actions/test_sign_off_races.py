"""Signing off at the same moment, in threads and transactions of their own: one step, one number each."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.utils import timezone

from organizations.models import Organization
from organizations.permissions import Role
from reports.actions import (
    begin_edition,
    change_edition,
    check_text,
    confirm_finding,
    countersign_text,
    hand_on_text,
    sign_out_text,
    take_back_text,
)
from reports.actions.document_number import keep_number, next_number
from reports.actions.edition import Basis
from reports.edited_text import text_of
from reports.editing import moves
from reports.editing.parts import part_of
from reports.models import AnnualReport, DocumentNumber, Edition, EditionChange, ReportSettings, SignOffStep
from tasks.errors import ActionRefused
from tests.races import at_once
from tests.reports.editions import edition_of, first_paragraph, handed_on
from tests.world import World, make_world, member

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings


@pytest.fixture
def busy_world(transactional_db: None, settings: "Settings") -> World:
    """The small world with real transactions and a running clock, in December."""
    settings.PORTAL_TODAY = dt.date(2021, 12, 10)
    return make_world()


def refusals(outcomes: list[object]) -> int:
    return sum(isinstance(outcome, ActionRefused) for outcome in outcomes)


def test_two_who_begin_at_once_edit_one_text(busy_world: World) -> None:
    world = busy_world
    edition = edition_of(world)
    Edition.objects.filter(pk=edition.pk).update(status=Edition.Status.GIVEN_UP)
    begin = partial(begin_edition, guidance=world.guidance, organization=world.province, at=timezone.now())
    first, second = at_once(partial(begin, by=world.filer), partial(begin, by=world.lead))
    assert first == second
    assert Edition.objects.open().count() == 1


def test_two_who_word_one_paragraph_at_once_lose_no_text(busy_world: World) -> None:
    world = busy_world
    edition = edition_of(world)
    number = first_paragraph(edition)

    def word(words: str, by: str) -> object:
        return change_edition(
            edition=edition.pk,
            kind=EditionChange.Kind.REWORDED,
            move=partial(moves.reworded, number=number, words=words),
            basis=Basis(number, 1),
            by=getattr(world, by),
            at=timezone.now(),
        )

    outcomes = at_once(partial(word, "甲写。", "filer"), partial(word, "乙写。", "lead"))
    assert refusals(outcomes) == 1
    assert part_of(text_of(edition), number).words in {"甲写。", "乙写。"}
    assert edition.changes.count() == 1


def test_two_who_word_different_paragraphs_at_once_both_stand(busy_world: World) -> None:
    world = busy_world
    edition = edition_of(world)
    first, second = [part.number for part in text_of(edition) if part.is_paragraph][:2]

    def word(number: int, by: str) -> object:
        return change_edition(
            edition=edition.pk,
            kind=EditionChange.Kind.REWORDED,
            move=partial(moves.reworded, number=number, words="改写。"),
            basis=Basis(number, 1),
            by=getattr(world, by),
            at=timezone.now(),
        )

    assert refusals(at_once(partial(word, first, "filer"), partial(word, second, "lead"))) == 0
    text = text_of(edition)
    assert {part_of(text, first).words, part_of(text, second).words} == {"改写。"}
    assert sorted(edition.changes.values_list("version", flat=True)) == [2, 3]


def test_two_leads_sign_out_once(busy_world: World) -> None:
    world = busy_world
    edition = signed_to_the_end(world)
    second = member("second-lead", world.province, Role.LEAD)
    act = partial(sign_out_text, edition=edition.pk, seen=1, at=timezone.now())
    outcomes = at_once(partial(act, by=world.lead), partial(act, by=second))
    assert refusals(outcomes) == 1
    assert AnnualReport.objects.filter(organization=world.province).count() == 2
    assert SignOffStep.objects.filter(kind="signed_out").count() == 1
    assert [str(number) for number in DocumentNumber.objects.all()] == ["粤知报〔2021〕1号"]


def test_several_countersign_at_once(busy_world: World) -> None:
    world = busy_world
    edition = edition_of(world)
    asked = [world.city, world.neighbour, world.department]
    handed_on(world, edition, asked)
    check_text(edition=edition.pk, seen=1, by=world.provincial_reviewer, at=timezone.now())
    acts = [partial(countersign, edition, organization, world) for organization in asked]
    assert refusals(at_once(*acts, *acts)) == 0
    assert SignOffStep.objects.filter(kind="countersigned").count() == 3


def countersign(edition: Edition, organization: Organization, world: World) -> object:
    return countersign_text(
        edition=edition.pk, organization=organization, seen=1, by=world.city_lead, at=timezone.now()
    )


def test_a_text_that_is_taken_back_is_not_signed_out(busy_world: World) -> None:
    world = busy_world
    edition = signed_to_the_end(world)
    take = partial(take_back_text, edition=edition.pk, by=world.filer, at=timezone.now())
    sign = partial(sign_out_text, edition=edition.pk, seen=1, by=world.lead, at=timezone.now())
    assert refusals(at_once(take, sign)) == 1
    edition.refresh_from_db()
    is_issued = edition.status == Edition.Status.ISSUED
    assert DocumentNumber.objects.count() == is_issued


def test_a_confirmation_and_a_hand_over_at_once_leave_no_check_open(busy_world: World) -> None:
    world = busy_world
    edition = edition_of(world)
    write = partial(moves.written, words="共 987 件。", after=0)
    change_edition(
        edition=edition.pk,
        kind=EditionChange.Kind.WRITTEN,
        move=write,
        basis=Basis(),
        by=world.filer,
        at=timezone.now(),
    )
    hand_on = partial(hand_on_text, edition=edition.pk, seen=2, by=world.filer, at=timezone.now())
    confirm = partial(
        confirm_finding, edition=edition.pk, key="number:0:0", reason="无", by=world.lead, at=timezone.now()
    )
    assert refusals(at_once(hand_on, confirm)) == 2
    edition.refresh_from_db()
    assert edition.status == Edition.Status.EDITING


def test_numbers_drawn_at_once_have_no_gap_and_none_twice(busy_world: World) -> None:
    world = busy_world
    ReportSettings.objects.create(organization=world.province, number_mark="粤知报")
    report = edition_of(world).base
    copies = [copy_of(report, version) for version in range(2, 7)]
    outcomes = at_once(*(partial(draw, world, copy) for copy in copies))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    given = DocumentNumber.objects.filter(organization=world.province)
    assert sorted(given.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]


def draw(world: World, report: AnnualReport) -> object:
    with transaction.atomic():
        Organization.objects.select_for_update(no_key=True).only("pk").get(pk=world.province.pk)
        number = next_number(world.province, timezone.now())
        keep_number(number, report, by=world.lead, at=timezone.now())
    return number


def copy_of(report: AnnualReport, version: int) -> AnnualReport:
    """A later version of a report that says the same."""
    replaced = AnnualReport.objects.get(organization=report.organization, version=version - 1)
    report.pk, report.version, report.replaces = None, version, replaced
    report.save(force_insert=True)
    return AnnualReport.objects.get(organization=report.organization, version=version)


def signed_to_the_end(world: World) -> Edition:
    """A text that waits for nothing but to be signed out."""
    ReportSettings.objects.create(organization=world.province, number_mark="粤知报")
    edition = edition_of(world)
    handed_on(world, edition)
    check_text(edition=edition.pk, seen=1, by=world.provincial_reviewer, at=timezone.now())
    return edition
