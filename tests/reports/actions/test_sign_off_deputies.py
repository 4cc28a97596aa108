"""The sign-off by deputies: in whose place a name stands, and what stays forbidden to both."""

from typing import Any

import pytest
import time_machine
from django.utils import timezone, translation

from organizations.actions import end_deputy
from organizations.errors import DeputyRefused
from organizations.models import Deputy, User
from organizations.permissions import Role
from reports.actions import check_text, countersign_text, send_back_text, sign_out_text
from reports.models import AnnualReport, Edition, ReportSettings, SignOffStep
from reports.snapshot.snapshot import Snapshot
from reports.stored_report import unpacked
from reports.workbook.cover import status_in_words
from tasks.errors import NotYourOwn
from tests.organizations.naming import named
from tests.reports.editions import edition_of, first_paragraph, handed_on, reword
from tests.world import World, member

pytestmark = pytest.mark.django_db


def act(action: Any, edition: Edition, by: User, **more: Any) -> Any:
    """Do one step, with the version that stands."""
    seen = {} if action is send_back_text else {"seen": Edition.objects.get(pk=edition.pk).version}
    return action(edition=edition.pk, by=by, at=timezone.now(), **seen, **more)


@pytest.fixture
def stand_in(world: World) -> Deputy:
    """The province's other filer, for its lead."""
    return named(world.lead, world.colleague)


def names(edition: Edition) -> list[str]:
    """The steps on file with the names that stand there."""
    steps = SignOffStep.objects.filter(edition=edition).order_by("pk")
    return [f"{step.kind} {step.signature}" for step in steps]


def test_a_deputy_checks_countersigns_and_signs_out_and_each_name_says_so(
    world: World, stand_in: Deputy
) -> None:
    of_city = named(world.city_lead, member("city-filer", world.city, Role.FILER))
    second = named(world.provincial_reviewer, member("third", world.province, Role.FILER), role=Role.REVIEWER)
    edition = edition_of(world)
    handed_on(world, edition, [world.city])
    act(check_text, edition, second.deputy, deputy=second)
    act(countersign_text, edition, of_city.deputy, organization=world.city, deputy=of_city)
    report = act(sign_out_text, edition, world.colleague, deputy=stand_in)
    assert names(edition) == [
        "handed_on filer",
        "checked third for provincial-reviewer",
        "countersigned city-filer for city-lead",
        "signed_out colleague for lead",
    ]
    assert report.frozen_by_name == "colleague for lead"
    with translation.override("zh-hans"):
        assert report.frozen_by_name == "colleague（代lead）"


def test_the_frozen_version_says_in_whose_place_it_was_signed_out(world: World, stand_in: Deputy) -> None:
    settings = {"sign_off": "signed", "letterhead": "official"}
    ReportSettings.objects.create(organization=world.province, **settings)
    edition = edition_of(world)
    handed_on(world, edition)
    report = act(sign_out_text, edition, world.colleague, deputy=stand_in)
    head, documents = read(report)
    assert [(step.person, step.in_place_of) for step in head.sign_off] == [
        ("filer", ""),
        ("colleague", "lead"),
    ]
    assert documents["zh-hans"].letterhead.signer == "colleague（代lead）"
    assert "by colleague for lead" in status_in_words(head)


def read(report: AnnualReport) -> tuple[Any, Any]:
    with unpacked(report) as path:
        found = Snapshot(path)
        return found.head, found.documents


def test_whoever_worded_it_does_not_check_it_by_a_deputy(world: World, stand_in: Deputy) -> None:
    edition = edition_of(world)
    reword(edition, first_paragraph(edition), "我写的。", by=world.lead)
    handed_on(world, edition)
    with pytest.raises(NotYourOwn, match="You or lead have worked on this text"):
        act(check_text, edition, world.colleague, deputy=stand_in)


def test_a_deputy_who_worded_it_does_not_check_it(world: World, stand_in: Deputy) -> None:
    edition = edition_of(world)
    reword(edition, first_paragraph(edition), "我写的。", by=world.colleague)
    handed_on(world, edition)
    with pytest.raises(NotYourOwn):
        act(check_text, edition, world.colleague, deputy=stand_in)


def test_who_had_it_checked_by_a_deputy_does_not_sign_it_out(world: World, stand_in: Deputy) -> None:
    second = member("second-lead", world.province, Role.LEAD)
    edition = edition_of(world)
    handed_on(world, edition)
    act(check_text, edition, world.colleague, deputy=stand_in)
    with pytest.raises(NotYourOwn, match="You have checked"):
        act(sign_out_text, edition, world.lead)
    with pytest.raises(NotYourOwn, match="You or lead have checked"):
        act(sign_out_text, edition, world.colleague, deputy=stand_in)
    act(sign_out_text, edition, second)


def test_who_has_checked_it_does_not_have_it_signed_out_by_a_deputy(world: World, stand_in: Deputy) -> None:
    edition = edition_of(world)
    handed_on(world, edition)
    act(check_text, edition, world.lead)
    with pytest.raises(NotYourOwn, match="You or lead have checked"):
        act(sign_out_text, edition, world.colleague, deputy=stand_in)


def test_a_deputy_sends_a_text_back(world: World, stand_in: Deputy) -> None:
    edition = edition_of(world)
    handed_on(world, edition)
    act(
        send_back_text,
        edition,
        world.colleague,
        organization=world.province,
        reason="数字有误。",
        deputy=stand_in,
    )
    assert names(edition)[-1] == "sent_back colleague for lead"


def test_what_the_role_does_not_sign_its_deputy_does_not_either(world: World) -> None:
    """A reviewer checks and never signs out."""
    stand_in = named(world.provincial_reviewer, world.colleague, role=Role.REVIEWER)
    ReportSettings.objects.create(organization=world.province, sign_off="signed")
    edition = edition_of(world)
    handed_on(world, edition)
    with pytest.raises(DeputyRefused):
        act(sign_out_text, edition, world.colleague, deputy=stand_in)
    with pytest.raises(DeputyRefused):
        act(
            send_back_text,
            edition,
            world.colleague,
            organization=world.province,
            reason="不妥。",
            deputy=stand_in,
        )
    assert Edition.objects.get(pk=edition.pk).status == "signing"


def test_a_deputy_signs_for_no_other_organization(world: World, stand_in: Deputy) -> None:
    edition = edition_of(world)
    handed_on(world, edition, [world.city])
    act(check_text, edition, world.provincial_reviewer)
    with pytest.raises(DeputyRefused):
        act(countersign_text, edition, world.colleague, organization=world.city, deputy=stand_in)


def test_once_it_was_ended_or_its_days_are_over_nothing_is_signed(world: World, stand_in: Deputy) -> None:
    edition = edition_of(world)
    handed_on(world, edition)
    with (
        time_machine.travel("2021-10-17T00:00:00+08:00", tick=False),
        pytest.raises(DeputyRefused, match="the last day was"),
    ):
        act(check_text, edition, world.colleague, deputy=stand_in)
    ended = end_deputy(deputy=stand_in, by=world.lead, at=timezone.now())
    with pytest.raises(DeputyRefused, match="was ended"):
        act(check_text, edition, world.colleague, deputy=ended)
    assert names(edition) == ["handed_on filer"]
