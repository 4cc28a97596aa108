"""The work, a task's page and the lists behind their counts, as of an earlier day."""

import datetime as dt
import re
from typing import Any
from urllib.parse import urljoin

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization, OrganizationEvent
from reports.dashboards.shown_page import ShownPage
from tasks.actions import submit_filing
from tasks.actions.filing import extend_filing
from tasks.amendments.plan_statement import name_of
from tasks.models import Amendment
from tests.conftest import SignIn
from tests.filing_days import FIRST, FilingDays
from tests.reports.markup import Page
from tests.reports.views.test_dashboard_counts import Walk, counted, opened
from tests.world import World, answers, seen_in, write_line

DAYS = 4
LINK = re.compile(r'href="[^"]*"')


def addresses(world: World) -> list[str]:
    """The work of the office and of a province, a task with what stands beneath, and the lists."""
    task = reverse("reports:dashboard-task", args=["CNIPA", world.local_task.pk])
    return [
        *(reverse("reports:dashboard-work", args=[code]) for code in ("CNIPA", "44")),
        f"{task}?open=44&answer=44",
        *(reverse(f"reports:dashboard-{name}", args=["CNIPA"]) for name in ("measures", "answers")),
    ]


def said(signed_in: SignIn, address: str, on: dt.date | None = None) -> Any:
    """All that a view tells but for the words on its figures, which name the day."""
    query = {} if on is None else {"on": on.isoformat()}
    joint = "&" if "?" in address else "?"
    response = signed_in("observer").get(
        f"{address}{joint if query else ''}{'&'.join(f'{k}={v}' for k, v in query.items())}"
    )
    assert response.status_code == 200, address
    page: ShownPage = response.context["page"]
    return [
        page.headline.sentence,
        [(number.label, number.words, number.note) for number in page.headline.numbers],
        [[(point.text, point.note, point.urgency) for point in each.points] for each in page.lists],
        [
            [(row.key, told(row.cells), LINK.sub("", str(row.detail))) for row in table.rows]
            for table in page.tables
        ],
        [[told(row.cells) for row in table.totals] for table in page.tables],
    ]


def told(cells: Any) -> list[Any]:
    return [(cell.value, cell.words, cell.further) for cell in cells]


@pytest.mark.any_database
def test_every_view_tells_of_a_day_what_it_told_on_it(world: World, signed_in: SignIn) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        every, days = addresses(world), FilingDays(world, 5, clock)
        # Of figures, coverage counts an organization that joined later as well.
        days.changes = {1: days.add, 3: days.withdraw}
        then = {day: [said(signed_in, address) for address in every] for day in days.run(DAYS)}
        clock.shift(dt.timedelta(days=1))
        for day, wanted in then.items():
            for address, one in zip(every, wanted, strict=True):
                assert said(signed_in, address, day) == one, (day, address)
        assert any(number for wanted in then.values() for number in wanted[2][1][3:4])
        counts_open_what_they_count(signed_in("observer"), every, sorted(then)[-2])


def counts_open_what_they_count(client: Client, every: list[str], day: dt.date) -> None:
    walk, links = Walk(client), 0
    for each in every[:3]:
        address = f"{each}{'&' if '?' in each else '?'}on={day.isoformat()}"
        for link in walk.read(address)[1].all("a"):
            if "counted" in link.classes:
                links += 1
                assert opened(walk, urljoin(address, link.attributes["href"])) == counted(link.text), (
                    link.text
                )
    assert links > 10


def test_what_cannot_be_known_of_the_day_is_said_with_its_reason(world: World, signed_in: SignIn) -> None:
    """An amended task, an organization that moved, an extended window; nothing where none was."""
    work, task = addresses(world)[0], addresses(world)[2]
    with time_machine.travel(timezone.now(), tick=False) as clock:
        clock.shift(dt.timedelta(days=1))
        assert limits(signed_in, work, FIRST) == limits(signed_in, task, FIRST) == []
        change(world)
        clock.shift(dt.timedelta(days=1))
        for address in (work, task):
            amended, moved, extended = limits(signed_in, address, FIRST)
            assert "“健全地方统计监测体系”" in amended
            assert moved.startswith("Moved in the tree since that day: 广州")
            assert extended.startswith("The window of 1 filing was extended")
            assert limits(signed_in, address, FIRST + dt.timedelta(days=1)) == []
            assert limits(signed_in, address) == []


def test_what_happened_to_others_is_not_said(world: World, signed_in: SignIn) -> None:
    """Neither by name nor by number: a province reads of those beneath it alone."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        clock.shift(dt.timedelta(days=1))
        change(world)
        clock.shift(dt.timedelta(days=1))
        own, others = (
            limits(signed_in, reverse("reports:dashboard-work", args=[code]), FIRST) for code in ("44", "32")
        )
        assert own[1:] == limits(signed_in, addresses(world)[0], FIRST)[1:] != []
        assert [each.partition(":")[0] for each in others] == ["Amended since that day"]


def test_an_amended_window_is_said(world: World, signed_in: SignIn) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        clock.shift(dt.timedelta(days=1))
        name = name_of(world.year_end)
        Amendment.objects.create(
            guidance=world.guidance,
            kind=Amendment.Kind.CHANGED,
            subject=name,
            reason="延期。",
            at=timezone.now(),
            by=world.administrator,
        )
        clock.shift(dt.timedelta(days=1))
        (said,) = limits(signed_in, addresses(world)[0], FIRST)
        assert said.startswith(f"Windows amended since that day: {name}")


def change(world: World) -> None:
    at, by = timezone.now(), world.administrator
    Amendment.objects.create(
        guidance=world.guidance,
        kind=Amendment.Kind.CHANGED,
        subject=world.local_task.title,
        task=world.local_task,
        reason="调整。",
        at=at,
        by=by,
    )
    city = Organization.objects.get(pk=world.city.pk)
    moved = OrganizationEvent.Kind.MOVED
    OrganizationEvent.objects.create(code=city.code, name="广州", kind=moved, reason="划转。", at=at, by=by)
    filing = world.filing()
    later, due_on = filing.due_on + dt.timedelta(days=3), filing.due_on
    extend_filing(filing=filing, by=world.reviewer, at=at, due_on=later, reason="核对。", seen_due_on=due_on)


def limits(signed_in: SignIn, address: str, on: dt.date | None = None) -> list[str]:
    """What the page and its prints say of their limits; both say the same."""
    asked = f"{address}{'&' if '?' in address else '?'}on={on.isoformat() if on else ''}"
    response = signed_in("observer").get(asked)
    facts = [words for label, words in response.context["page"].facts if label == "Limits"]
    assert list(response.context["limits"]) == facts
    shown = Page(response.content.decode())
    assert set(facts) <= {each.text for each in shown.all("p")}
    return facts


def test_changes_are_told_since_the_day_that_is_named(world: World, signed_in: SignIn) -> None:
    """Of the work and of a task: what was approved on a day is new since the day before, and not since it."""
    measure = world.local_task.measures.all()[0]
    filing = world.filing()
    world.fill(filing, by=world.filer)
    entry = filing.progress_entries.get(task=world.local_task)
    write_line(entry, answers(entry) | {f"measure_{measure.pk}": "completed"}, by=world.filer)
    submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        FilingDays(world, 1, clock).approve(world.filing())
        clock.shift(dt.timedelta(days=1))
        for address, said_so in (
            (addresses(world)[0], "completed +1"),
            (addresses(world)[2], "+1 completed measure"),
        ):
            asked = f"{address}{'&' if '?' in address else '?'}since="
            before = changes(signed_in, f"{asked}{FIRST - dt.timedelta(days=1)}")
            assert any(said_so in text for text in before), address
            assert changes(signed_in, f"{asked}{FIRST}") == []


def changes(signed_in: SignIn, address: str) -> list[str]:
    page = signed_in("observer").get(address).context["page"]
    (found,) = [each for each in page.lists if each.key == "changes"]
    return [point.text for point in found.points]
