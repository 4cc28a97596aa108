"""What people do with the reports of the small world, in December."""

import datetime as dt
from typing import TYPE_CHECKING

import time_machine
from django.utils import timezone

from reports.actions import (
    hand_in_report,
    note_arrival,
    remind_of_hand_ins,
    return_hand_in,
    take_back_arrival,
)
from reports.hand_ins.register import Entry, entry_of
from tests.reports.frozen import frozen_report

if TYPE_CHECKING:
    from organizations.models import Organization
    from reports.models import AnnualReport, HandIn, HandInStep
    from tests.world import World

ON = dt.date(2021, 12, 13)


def on_day(day: dt.date = ON) -> time_machine.travel:
    return time_machine.travel(f"{day.isoformat()}T10:00:00+08:00", tick=False)


def handed_in(
    world: "World", organization: "Organization | None" = None, *, day: dt.date = ON, seen: int = 1
) -> "HandIn":
    """The report of an organization (the province), handed in by its lead on a day."""
    with on_day(day):
        return hand_in_report(
            guidance=world.guidance,
            organization=organization or world.province,
            seen=seen,
            by=world.lead,
            at=timezone.now(),
            is_unsigned_accepted=True,
        )


def frozen_and_handed_in(world: "World", organization: "Organization | None" = None) -> "HandIn":
    frozen_report(world, organization)
    return handed_in(world, organization)


def sent_back(world: "World", hand_in: "HandIn", reason: str = "缺少附件。") -> "HandInStep":
    with on_day():
        return return_hand_in(hand_in=hand_in, reason=reason, by=world.department_filer, at=timezone.now())


def arrived(world: "World", report: "AnnualReport", *, day: dt.date = ON, reason: str = "") -> "HandInStep":
    with on_day(max(day, ON)):
        return note_arrival(
            report=report,
            arrived_on=day,
            reason=reason,
            by=world.department_filer,
            at=timezone.now(),
        )


def taken_back(world: "World", arrival: "HandInStep", reason: str = "点错了。") -> "HandInStep":
    with on_day():
        return take_back_arrival(arrival=arrival, reason=reason, by=world.department_filer, at=timezone.now())


def reminded(
    world: "World", *organizations: "Organization", day: dt.date = ON, text: str = ""
) -> "list[HandInStep]":
    with on_day(day):
        return remind_of_hand_ins(
            guidance=world.guidance,
            organizations={organization.pk for organization in organizations},
            text=text,
            by=world.department_filer,
            at=timezone.now(),
        )


def entry(world: "World", organization: "Organization | None" = None, day: dt.date = ON) -> Entry:
    found = entry_of(world.guidance, organization or world.province, day)
    assert found is not None
    return found
