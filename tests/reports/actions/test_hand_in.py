"""Handing in electronically and sending back: every state × action, and receipts without a gap."""

import pytest
from django.utils import timezone

from reports.actions import hand_in_report
from reports.hand_ins.standing import Electronic
from reports.models import HandIn, HandInStep
from tasks.errors import ReasonMissing, TransitionNotAllowed
from tasks.models import Notice, NoticeKind
from tests.reports.frozen import frozen_report
from tests.reports.frozen_again import corrected_from, corrected_report
from tests.reports.hand_ins.handed import (
    ON,
    entry,
    frozen_and_handed_in,
    handed_in,
    on_day,
    sent_back,
)
from tests.world import World


def test_a_receipt_tells_what_was_handed_in(world: World) -> None:
    report = frozen_report(world)
    receipt = handed_in(world)
    assert (receipt.number, receipt.report, receipt.replaces) == (1, report, None)
    assert (receipt.sha256, receipt.sm3) == (report.sha256, report.sm3)
    assert (receipt.handed_in_on, receipt.handed_in_by) == (ON, world.lead)
    assert not receipt.is_issued
    assert receipt.receipt_number == "2021-0001"


def test_twice_changes_nothing(world: World) -> None:
    frozen_report(world)
    assert handed_in(world) == handed_in(world)
    assert HandIn.objects.count() == 1


def test_receipts_of_a_guidance_count_on_without_a_gap(world: World) -> None:
    numbers = [
        frozen_and_handed_in(world, organization).number for organization in (world.province, world.neighbour)
    ]
    assert numbers == [1, 2]


def test_a_newer_version_names_the_one_that_it_replaces(world: World) -> None:
    corrected_report(world)
    with pytest.raises(TransitionNotAllowed, match="Version 2 is the latest"):
        handed_in(world, seen=1)
    assert HandIn.objects.count() == 0
    second = handed_in(world, seen=2)
    assert second.replaces is None


def test_handed_in_anew_after_a_correction_replaces_the_first(world: World) -> None:
    first = frozen_and_handed_in(world)
    corrected_from(world, first.report)
    assert entry(world).standing.is_outdated
    second = handed_in(world, seen=2)
    assert (second.number, second.replaces) == (2, first)
    assert not entry(world).standing.is_outdated


def test_what_is_merely_frozen_wants_to_be_confirmed(world: World) -> None:
    frozen_report(world)
    given = {"guidance": world.guidance, "organization": world.province, "seen": 1, "by": world.lead}
    with on_day(), pytest.raises(TransitionNotAllowed, match="not signed out"):
        hand_in_report(**given, at=timezone.now())
    assert not HandIn.objects.exists()


def test_nothing_frozen_and_who_owes_none_is_refused(world: World) -> None:
    with pytest.raises(TransitionNotAllowed, match="not frozen yet"):
        handed_in(world)
    with pytest.raises(TransitionNotAllowed, match="owes the receiving department no report"):
        handed_in(world, world.city)
    with pytest.raises(TransitionNotAllowed, match="owes the receiving department no report"):
        handed_in(world, world.office)


def test_a_return_is_told_to_the_leads_with_its_reason(world: World) -> None:
    receipt = frozen_and_handed_in(world)
    step = sent_back(world, receipt)
    assert step.note == "缺少附件。"
    assert entry(world).standing.electronic is Electronic.RETURNED
    notice = Notice.objects.get(user=world.lead, kind=NoticeKind.REPORT_RETURNED)
    assert notice.values["address"] == "/reports/hand-ins/2021/44/"


def test_a_return_wants_a_reason_and_twice_changes_nothing(world: World) -> None:
    receipt = frozen_and_handed_in(world)
    with pytest.raises(ReasonMissing):
        sent_back(world, receipt, " ")
    assert sent_back(world, receipt) == sent_back(world, receipt, "别的原因。")
    assert HandInStep.objects.count() == 1


def test_what_was_replaced_is_not_sent_back(world: World) -> None:
    first = frozen_and_handed_in(world)
    corrected_from(world, first.report)
    handed_in(world, seen=2)
    with pytest.raises(TransitionNotAllowed, match="Version 2 was handed in meanwhile"):
        sent_back(world, first)


def test_the_same_version_is_handed_in_anew_after_a_return(world: World) -> None:
    first = frozen_and_handed_in(world)
    sent_back(world, first)
    second = handed_in(world)
    assert (second.number, second.replaces, second.report) == (2, first, first.report)
    assert entry(world).standing.is_handed_in
