"""Noting that a report has arrived on paper: by its version, by codes, and taken back."""

import datetime as dt

import pytest
from django.utils import timezone

from reports.actions import note_arrivals
from reports.actions.hand_in_codes import Outcome
from reports.actions.hand_in_paper import PaperReplaced
from reports.models import AnnualReport, HandInStep
from tasks.errors import ReasonMissing, TransitionNotAllowed
from tests.reports.frozen import frozen_report
from tests.reports.frozen_again import corrected_report
from tests.reports.hand_ins.handed import ON, arrived, entry, on_day, taken_back
from tests.world import World


def code_of(report: AnnualReport) -> str:
    return AnnualReport.objects.get(pk=report.pk).verification.printed


def noted(world: World, *lines: str, by: str = "department_filer", reason: str = "") -> list[Outcome]:
    with on_day():
        return note_arrivals(
            lines=lines, arrived_on=ON, by=world.person(by), at=timezone.now(), reason=reason
        )


def test_the_day_and_who_received_it_are_kept(world: World) -> None:
    step = arrived(world, frozen_report(world))
    assert (step.arrived_on, step.by, step.noted_on) == (ON, world.department_filer, ON)
    assert entry(world).arrival == step


def test_twice_changes_nothing(world: World) -> None:
    report = frozen_report(world)
    assert arrived(world, report) == arrived(world, report)
    assert HandInStep.objects.count() == 1


def test_a_day_to_come_or_before_the_version_is_refused(world: World) -> None:
    report = frozen_report(world)
    with on_day(), pytest.raises(TransitionNotAllowed, match="frozen on"):
        arrived(world, report, day=dt.date(2021, 12, 9))
    with on_day():
        outcome = note_arrivals(
            lines=[code_of(report)],
            arrived_on=ON + dt.timedelta(days=1),
            by=world.department_filer,
            at=timezone.now(),
        )[0]
    assert "still to come" in outcome.sentence
    assert not HandInStep.objects.exists()


def test_a_replaced_version_wants_a_reason(world: World) -> None:
    corrected_report(world)
    first = AnnualReport.objects.get(organization=world.province, version=1)
    with pytest.raises(PaperReplaced, match="version 2 is current"):
        arrived(world, first, day=dt.date(2021, 12, 31))
    step = arrived(world, first, day=dt.date(2021, 12, 31), reason="纸质件已盖章。")
    assert step.note == "纸质件已盖章。"


def test_a_wrong_entry_is_taken_back_once_with_a_reason_and_noted_anew(world: World) -> None:
    report = frozen_report(world)
    step = arrived(world, report)
    with pytest.raises(ReasonMissing):
        taken_back(world, step, "")
    assert taken_back(world, step) == taken_back(world, step)
    assert entry(world).arrival is None
    again = arrived(world, report)
    assert again != step
    assert entry(world).arrival == again


def test_each_line_is_told_its_outcome(world: World) -> None:
    report = frozen_report(world)
    code = code_of(report)
    unknown = "0000-0000-0000-0000"
    outcomes = noted(
        world,
        f"https://portal.example/verify/?code={code}",
        f"  {code.lower().replace('-', ' ')}  ",
        unknown,
        "no code",
        "",
    )
    assert [outcome.tone for outcome in outcomes] == ["success", "info", "error", "error"]
    assert HandInStep.objects.count() == 1


def test_a_replaced_code_is_told_and_may_be_insisted_on(world: World) -> None:
    corrected_report(world)
    code = code_of(AnnualReport.objects.get(organization=world.province, version=1))
    with on_day(dt.date(2021, 12, 31)):
        outcome = note_arrivals(
            lines=[code], arrived_on=dt.date(2021, 12, 31), by=world.department_filer, at=timezone.now()
        )[0]
        assert (outcome.tone, outcome.may_insist) == ("warning", True)
        insisted = note_arrivals(
            lines=[code],
            arrived_on=dt.date(2021, 12, 31),
            by=world.department_filer,
            at=timezone.now(),
            reason="已盖章。",
        )[0]
    assert insisted.tone == "success"


def test_who_does_not_receive_is_told_so_and_notes_nothing(world: World) -> None:
    code = code_of(frozen_report(world))
    for person in ("outsider", "department_observer", "reviewer"):
        assert noted(world, code, by=person)[0].tone == "error"
    assert not HandInStep.objects.exists()
    assert noted(world, code, by="administrator")[0].tone == "success"
