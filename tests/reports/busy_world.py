"""The small world with much going on, so that no count on a page is 0 or the same as its neighbour.

It plays on 25 October 2021: the third quarter was due five days ago. The second quarter is behind it, the
plan of 2022 is published, several levels have filed, and filings stand in every status.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from organizations.models import Organization, User
from organizations.permissions import Role
from tasks.actions import (
    approve_filing,
    hand_over_filing,
    open_period,
    publish_guidance,
    return_filing,
    submit_filing,
)
from tasks.actions.periods import set_up_quarters
from tasks.drafts.draft_statement import draft_statement
from tasks.filings.concerns import concerns_of
from tasks.lines.checked_lines import checked_lines
from tasks.models import Filing, Guidance, MeasureState, ProgressEntry, ReportingPeriod, Responsibility
from tests import factories
from tests.world import World, answers, explain, make_world, member, seen_in, write_line

ON = dt.date(2021, 10, 25)
State = MeasureState.State


@dataclass
class BusyWorld:
    """The world, with what was added to it."""

    world: World
    spring: ReportingPeriod
    next_year: Guidance
    nodes: dict[str, Organization]


def make_busy_world() -> BusyWorld:
    """Build it; the caller lets time stand still."""
    world = make_world()
    spring = factories.SecondQuarterFactory.create(guidance=world.guidance)
    nodes = add_organizations(world)
    for period in world.guidance.periods.all():
        open_period(period=period)
    file_spring(world, spring, nodes)
    file_third_quarter(world, nodes)
    return BusyWorld(world, spring, publish_next_year(world), nodes)


def add_organizations(world: World) -> dict[str, Organization]:
    """Two bureaus and a centre beside the two, two more cities, a county, and another department."""
    rows = [
        ("33", "浙江", "Zhejiang", "bureau", world.office),
        ("11", "北京", "Beijing", "bureau", world.office),
        ("44-1", "广东中心", "Guangdong Centre", "centre", world.office),
        ("D-PRO", "保护司", "Protection", "department", world.office),
        ("440300", "深圳", "Shenzhen", "city", world.province),
        ("440600", "佛山", "Foshan", "city", world.province),
        ("440104", "越秀", "Yuexiu", "county", world.city),
    ]
    nodes = {
        code: factories.OrganizationFactory.create(
            code=code, short_name=short, english_name=english, kind=kind, parent=parent
        )
        for code, short, english, kind, parent in rows
    }
    factories.ResponsibilityFactory.create(
        task=world.department_task, organization=nodes["D-PRO"], role=Responsibility.Role.SUPPORT
    )
    member("centre-lead", nodes["44-1"], Role.FILER, Role.LEAD)
    world.people["reviewer_twice"] = member("reviewer-twice", world.office, Role.OBSERVER)
    factories.MembershipFactory(
        user=world.people["reviewer_twice"], organization=world.province, role=Role.REVIEWER
    )
    return nodes


def file_spring(world: World, spring: ReportingPeriod, nodes: dict[str, Organization]) -> None:
    """The second quarter: three approved, one waiting; a city approved, a county waiting."""
    for node, value in ((world.province, "30"), (world.neighbour, "41.25"), (nodes["33"], "7.5")):
        approve(world, world.filing(node, spring), value)
    submit(world, world.filing(nodes["11"], spring), "3")
    approve(world, world.filing(world.city, spring), "12", by=world.provincial_reviewer)
    submit(world, world.filing(nodes["440104"], spring), "1")


def file_third_quarter(world: World, nodes: dict[str, Organization]) -> None:
    """Approved with measures completed and delayed, approved with nothing to report, waiting, returned,
    handed over; the rest is overdue."""
    approve(world, world.filing(world.neighbour), "55", states=(State.COMPLETED, State.DELAYED))
    approve(world, world.filing(nodes["33"]), None)
    for node in (nodes["44-1"], world.department):
        submit(world, world.filing(node), "9")
    returned = submit(world, world.filing(nodes["11"]), "4")
    return_filing(
        filing=returned,
        reason="请核对。",
        version=returned.version,
        by=world.reviewer,
        at=timezone.now(),
    )
    approve(
        world,
        world.filing(nodes["440300"]),
        "80",
        states=(State.DELAYED, State.DELAYED),
        by=world.provincial_reviewer,
    )
    submit(world, world.filing(world.city), "20")
    own = world.filing()
    say(world, own, "120.5", ())
    hand_over_filing(filing=own, by=world.filer, at=timezone.now())


def say(world: World, filing: Filing, value: str | None, states: Sequence[State]) -> None:
    """Answer every line, with ``states`` of the measures; without a value that there is nothing to report."""
    for checked in checked_lines(filing):
        content = answers(checked.line, value or "0")
        if value is None:
            content = {"nil_return": True, "nil_reason": "本期无。", "note": ""}
        elif isinstance(checked.line, ProgressEntry):
            measures = zip(checked.line.states, states, strict=False)
            content |= {f"measure_{one.measure_id}": state for one, state in measures}
        write_line(checked.line, content, by=world.filer)
    explain(filing)


def submit(world: World, filing: Filing, value: str | None, states: Sequence[State] = ()) -> Filing:
    say(world, filing, value, states)
    return submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))


def approve(
    world: World,
    filing: Filing,
    value: str | None,
    states: Sequence[State] = (),
    by: User | None = None,
) -> Filing:
    reviewer, submitted = by or world.reviewer, submit(world, filing, value, states)
    return approve_filing(
        filing=submitted,
        by=reviewer,
        at=timezone.now(),
        version=submitted.version,
        confirmed=concerns_of(submitted, reviewer).keys,
    )


def publish_next_year(world: World) -> Guidance:
    """The plan of 2022, with a task and a target that have the names of this year's."""
    made = factories.GuidanceFactory.create(year=2022, report_due_on=dt.date(2022, 12, 15), issued_on=None)
    section = factories.SectionFactory.create(guidance=made)
    task = factories.TaskFactory.create(section=section)
    factories.MeasureFactory.create(task=task)
    factories.ResponsibilityFactory.create(task=task, collective="local_bureaus")
    factories.TargetFactory.create(
        section=section, indicator=world.pledge.indicator, responsible=world.department
    )
    set_up_quarters(guidance=made, by=None, at=timezone.now())
    publish_guidance(guidance=made, by=None, at=timezone.now(), seen=draft_statement(made))
    made.refresh_from_db()
    return made
