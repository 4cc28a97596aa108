"""The sign-off: every step in its order, by whom it may be done, under the version that was read."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from organizations.models import User
from organizations.permissions import Role
from reports.actions import (
    begin_edition,
    check_text,
    confirm_finding,
    countersign_text,
    hand_on_text,
    send_back_text,
    sign_out_text,
    take_back_text,
)
from reports.actions.freeze import freeze_report
from reports.actions.issue import written
from reports.actions.version import Content
from reports.edited_text import text_of
from reports.findings import examined
from reports.issued_report import Issue
from reports.models import AnnualReport, DocumentNumber, Edition, ReportSettings, SignOffStep
from reports.snapshot.snapshot import Snapshot
from reports.stored_report import unpacked
from tasks.errors import NotYourOwn, ReasonMissing, TransitionNotAllowed
from tests.reports.editions import edition_of, first_paragraph, handed_on, reword, said_again
from tests.world import World, member

pytestmark = pytest.mark.django_db


def current(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def act(action: Any, edition: Edition, by: User, **more: Any) -> Any:
    """Do one step, with the version that stands."""
    return action(edition=edition.pk, by=by, at=timezone.now(), **more)


def read(edition: Edition) -> int:
    return current(edition).version


def set_order(world: World, order: str, **more: str) -> None:
    ReportSettings.objects.update_or_create(organization=world.province, defaults={"sign_off": order, **more})


@pytest.fixture
def second_lead(world: World) -> User:
    return member("second-lead", world.province, Role.LEAD)


def signed_out(world: World, edition: Edition) -> AnnualReport:
    """Through all steps: the filer drafts, the reviewer of the province checks, its lead signs out."""
    handed_on(world, edition)
    act(check_text, edition, world.provincial_reviewer, seen=read(edition))
    report = act(sign_out_text, edition, world.lead, seen=read(edition))
    assert isinstance(report, AnnualReport)
    return report


def test_a_text_is_handed_on_checked_countersigned_and_signed_out(world: World) -> None:
    edition = edition_of(world)
    handed_on(world, edition, [world.city])
    act(check_text, edition, world.provincial_reviewer, seen=1, opinion="可以。")
    act(countersign_text, edition, world.city_lead, organization=world.city, seen=1, opinion="同意。")
    report = act(sign_out_text, edition, world.lead, seen=1, opinion="签发。")
    steps = SignOffStep.objects.filter(edition=edition).order_by("pk")
    assert [(step.kind, step.by.username, step.opinion) for step in steps] == [
        ("handed_on", "filer", ""),
        ("checked", "provincial-reviewer", "可以。"),
        ("countersigned", "city-lead", "同意。"),
        ("signed_out", "lead", "签发。"),
    ]
    edition.refresh_from_db()
    assert (edition.status, edition.report, edition.issued_by) == ("issued", report, world.lead)


@pytest.mark.parametrize("countersigner", [False, True])
def test_no_step_is_skipped(world: World, countersigner: bool) -> None:
    edition = edition_of(world)
    with pytest.raises(TransitionNotAllowed):
        act(check_text, edition, world.provincial_reviewer, seen=1)
    handed_on(world, edition, [world.city] if countersigner else [])
    with pytest.raises(TransitionNotAllowed, match="meanwhile"):
        act(sign_out_text, edition, world.lead, seen=1)
    with pytest.raises(TransitionNotAllowed):
        act(countersign_text, edition, world.city_lead, organization=world.city, seen=1)
    act(check_text, edition, world.provincial_reviewer, seen=1)
    if countersigner:
        with pytest.raises(TransitionNotAllowed):
            act(sign_out_text, edition, world.lead, seen=1)
    with pytest.raises(TransitionNotAllowed):
        act(check_text, edition, world.provincial_reviewer, seen=1)


def test_fewer_steps_by_setting(world: World) -> None:
    set_order(world, "signed")
    edition = edition_of(world)
    handed_on(world, edition)
    assert act(sign_out_text, edition, world.lead, seen=1).version == 2


def test_who_has_drafted_does_not_check(world: World) -> None:
    edition = edition_of(world)
    reword(edition, first_paragraph(edition), "我写的。", by=world.lead)
    handed_on(world, edition)
    for person in (world.filer, world.lead):
        with pytest.raises(NotYourOwn):
            act(check_text, edition, person, seen=read(edition))


def test_who_has_checked_does_not_sign_out(world: World, second_lead: User) -> None:
    edition = edition_of(world)
    handed_on(world, edition)
    act(check_text, edition, world.lead, seen=1)
    with pytest.raises(NotYourOwn):
        act(sign_out_text, edition, world.lead, seen=1)
    assert act(sign_out_text, edition, second_lead, seen=1).version == 2


def test_a_name_stands_under_the_version_that_was_read(world: World) -> None:
    edition = edition_of(world)
    reword(edition, first_paragraph(edition), "改过。", by=world.filer)
    with pytest.raises(TransitionNotAllowed, match="since you read it"):
        act(hand_on_text, edition, world.filer, seen=1)
    handed_on(world, edition)
    with pytest.raises(TransitionNotAllowed, match="since you read it"):
        act(check_text, edition, world.provincial_reviewer, seen=1)
    assert [step.version for step in SignOffStep.objects.filter(edition=edition)] == [2]


def test_nobody_changes_a_text_that_is_being_signed_off(world: World) -> None:
    edition = edition_of(world)
    handed_on(world, edition)
    with pytest.raises(TransitionNotAllowed, match="being signed off"):
        reword(edition, first_paragraph(edition), "太迟。", by=world.filer)


def test_a_text_that_is_sent_back_begins_a_new_round(world: World) -> None:
    edition = edition_of(world)
    handed_on(world, edition, [world.city])
    act(check_text, edition, world.provincial_reviewer, seen=1)
    with pytest.raises(ReasonMissing):
        act(send_back_text, edition, world.city_lead, organization=world.city, reason=" ")
    act(send_back_text, edition, world.city_lead, organization=world.city, reason="数字有误。")
    assert current(edition).status == "editing"
    reword(edition, first_paragraph(edition), "改正。", by=world.filer)
    handed_on(world, edition)
    with pytest.raises(TransitionNotAllowed):
        act(sign_out_text, edition, world.lead, seen=2)
    rounds = SignOffStep.objects.filter(edition=edition).order_by("pk").values_list("kind", "round")
    assert list(rounds) == [("handed_on", 1), ("checked", 1), ("sent_back", 1), ("handed_on", 2)]


def test_a_text_is_taken_back_until_it_is_signed_out(world: World) -> None:
    edition = edition_of(world)
    handed_on(world, edition)
    act(take_back_text, edition, world.filer)
    assert current(edition).status == "editing"
    signed_out(world, edition)
    with pytest.raises(TransitionNotAllowed):
        act(take_back_text, edition, world.filer)


def test_countersigning_twice_changes_nothing(world: World) -> None:
    edition = edition_of(world)
    handed_on(world, edition, [world.city])
    act(check_text, edition, world.provincial_reviewer, seen=1)
    for _turn in range(2):
        act(countersign_text, edition, world.city_lead, organization=world.city, seen=1)
    assert SignOffStep.objects.filter(edition=edition, kind="countersigned").count() == 1
    with pytest.raises(TransitionNotAllowed, match="not asked"):
        act(countersign_text, handed_on_with_two(world), world.outsider, organization=world.neighbour, seen=1)


def handed_on_with_two(world: World) -> Edition:
    """Another text that waits for the city."""
    edition = edition_of(world, world.neighbour)
    handed_on(world, edition, [world.city])
    act(check_text, edition, world.provincial_reviewer, seen=1)
    return edition


def test_what_is_pointed_out_is_confirmed_before_it_is_handed_on(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "共办理 987 件。", by=world.filer)
    with pytest.raises(TransitionNotAllowed, match="1 check is open"):
        handed_on(world, edition)
    (pointed_out,) = [each for each in examined(edition, text_of(edition)) if each.is_open]
    key = pointed_out.finding.key
    with pytest.raises(ReasonMissing):
        act(confirm_finding, edition, world.filer, key=key, reason="  ")
    act(confirm_finding, edition, world.filer, key=key, reason="含上年结转。")
    handed_on(world, edition)
    act(check_text, edition, world.provincial_reviewer, seen=read(edition))
    report = act(sign_out_text, edition, world.lead, seen=read(edition))
    editing = snapshot(report).head.editing
    assert editing is not None
    (stands,) = editing.confirmed
    assert (stands.written, stands.reason, stands.person) == ("987 件", "含上年结转。", world.filer.name)
    whose = {"guidance": world.guidance, "organization": world.province}
    following = begin_edition(by=world.lead, at=timezone.now(), **whose)
    assert not any(each.is_open for each in examined(following, text_of(following)))


def snapshot(report: AnnualReport) -> Snapshot:
    with unpacked(report) as path:
        found = Snapshot(path)
        _read = (found.head, found.year, found.documents)
        return found


def test_the_issued_version_has_the_edited_text_over_the_composed_figures(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "前言改写。", by=world.filer)
    report = signed_out(world, edition)
    base, issued = snapshot(edition.base), snapshot(report)
    assert (report.version, report.replaces, report.substance) == (2, edition.base, edition.base.substance)
    assert issued.year == base.year
    assert issued.documents["zh-hans"].body[number - 1].passages[0].text == "前言改写。"  # type: ignore[union-attr]
    assert issued.documents["zh-hans"].body[number:] == base.documents["zh-hans"].body[number:]
    assert issued.documents["en"].body == base.documents["en"].body
    assert [step.step for step in issued.head.sign_off] == ["handed_on", "checked", "signed_out"]
    assert issued.head.replaces is not None
    (difference,) = issued.head.replaces.differences
    assert difference.after == "前言改写。"
    assert list(rows_of(report)) == list(rows_of(edition.base))


def rows_of(report: AnnualReport) -> list[object]:
    with unpacked(report) as path:
        found = Snapshot(path)
        return [row for table in found.tables for row in found.rows(table.key)]


def test_what_was_composed_anew_is_taken_over_before_it_is_signed_out(world: World) -> None:
    edition = edition_of(world)
    handed_on(world, edition)
    act(check_text, edition, world.provincial_reviewer, seen=1)
    said_again(edition)
    with pytest.raises(TransitionNotAllowed, match="frozen anew as version 2"):
        act(sign_out_text, edition, world.lead, seen=1)
    assert current(edition).status == "signing"


def test_what_blocks_nothing_is_not_confirmed(world: World) -> None:
    edition = edition_of(world)
    reword(edition, first_paragraph(edition), "长" * 6_000, by=world.filer)
    (long,) = examined(edition, text_of(edition))
    with pytest.raises(TransitionNotAllowed, match="does not say so"):
        act(confirm_finding, edition, world.filer, key=long.finding.key, reason="确有必要。")


def test_freezing_the_same_year_again_leaves_the_issued_version(world: World) -> None:
    edition = edition_of(world)
    report = signed_out(world, edition)
    filing = edition.base.filing
    assert filing is not None
    later = edition.base.frozen_at + dt.timedelta(days=1)
    assert freeze_report(filing=filing, by=world.reviewer, at=later) == report


def test_the_number_comes_out_of_the_register(world: World) -> None:
    set_order(world, "full", number_mark="粤知报", letterhead="official")
    report = signed_out(world, edition_of(world))
    number = DocumentNumber.objects.get(report=report)
    assert str(number) == "粤知报〔2021〕1号"
    assert snapshot(report).documents["zh-hans"].letterhead.document_number == "粤知报〔2021〕1号"
    assert snapshot(report).head.document_number == "粤知报〔2021〕1号"


def test_no_mark_no_number(world: World) -> None:
    report = signed_out(world, edition_of(world))
    assert not DocumentNumber.objects.filter(report=report).exists()


def test_numbers_have_no_gap_when_a_sign_out_fails(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    set_order(world, "signed", number_mark="粤知报")
    edition = edition_of(world)
    handed_on(world, edition)
    with monkeypatch.context() as patched:
        patched.setattr("reports.actions.issue.kept", broken)
        with pytest.raises(OSError, match="disk"):
            act(sign_out_text, edition, world.lead, seen=1)
    assert current(edition).status == "signing"
    assert not SignOffStep.objects.filter(kind="signed_out").exists()
    act(sign_out_text, edition, world.lead, seen=1)
    assert [number.sequence for number in DocumentNumber.objects.all()] == [1]


def broken(_issue: object, _content: object, _code: str) -> AnnualReport:
    raise OSError("disk")


@pytest.mark.parametrize("is_otherwise", [False, True])
def test_what_is_otherwise_by_the_signature_is_written_anew(
    world: World, monkeypatch: pytest.MonkeyPatch, is_otherwise: bool
) -> None:
    set_order(world, "signed", number_mark="粤知报")
    edition = edition_of(world)
    handed_on(world, edition)
    numbers: list[str] = []

    def written_meanwhile(issue: Issue) -> Content:
        content = written(issue)
        if is_otherwise and not numbers:
            ReportSettings.objects.update(number_mark="粤办报")
        numbers.append(issue.number)
        return content

    monkeypatch.setattr("reports.actions.issue.written", written_meanwhile)
    report = act(sign_out_text, edition, world.lead, seen=1)
    assert numbers == ["粤知报〔2021〕1号", "粤办报〔2021〕1号"][: 1 + is_otherwise]
    assert snapshot(report).head.document_number == str(DocumentNumber.objects.get()) == numbers[-1]
    (last,) = snapshot(report).head.sign_off[-1:]
    assert (last.step, last.person) == ("signed_out", world.lead.name)


def test_the_issued_version_is_the_composed_one_behind_its_head_byte_for_byte(world: World) -> None:
    edition = edition_of(world)
    report = signed_out(world, edition)
    with unpacked(report) as issued, unpacked(edition.base) as base:
        behind = [path.read_bytes().partition(b'},"schema":')[2] for path in (issued, base)]
    assert behind[0] == behind[1]
