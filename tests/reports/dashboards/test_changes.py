"""What has changed since a moment: who moved what, and that figures then and changes come to figures now."""

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.calendar import end_of
from organizations.statistical_regions import Region
from reports.actions import note_visit
from reports.dashboards.changes import Changes, changes_of
from reports.dashboards.shown_page import Point
from reports.dashboards.since import since_of
from reports.models import DashboardVisit
from targets.figures.queries import figures_of
from tasks.actions import reopen_filing, return_filing
from tasks.models import Amendment
from tests.reports.dashboards.asked import question_of, rows_of
from tests.reports.shown_views import views_of
from tests.supplements import OPENED, YEAR_END, on_day, opened

if TYPE_CHECKING:
    from reports.dashboards.question import Question
    from tests.conftest import SignIn
    from tests.world import World

DAY = dt.timedelta(days=1)
# The signs "/" in the address of an organization's overview; those of other views have more.
OVERVIEW = 3


def changes(question: "Question", last_visit: dt.datetime | None = None) -> Changes:
    rows = rows_of(question)
    now = {row.shown.target.pk: row.shown for row in rows}
    return changes_of(question, since_of(question, last_visit), rows[0].filed if rows else None, now)


def texts(found: Changes) -> list[str]:
    return [point.text for point in found.points.points]


def point(found: Changes, beginning: str) -> Point:
    return next(each for each in found.points.points if each.text.startswith(beginning))


def reopen(world: "World") -> None:
    filing = world.filing()
    reopen_filing(filing=filing, version=filing.version, by=world.reviewer, at=timezone.now(), reason="更正")


def test_nothing_has_changed_where_nothing_moved(world: "World") -> None:
    found = changes(question_of(world), timezone.now())
    assert found.points.points == ()
    assert found.points.empty == "Nothing has changed since then."


def test_filings_are_counted_by_what_happened_to_them(world: "World") -> None:
    world.approve(world.filing())
    world.submit(world.filing(world.department))
    return_filing(
        filing=world.filing(world.department), by=world.reviewer, at=timezone.now(), reason="核", version=1
    )
    found = changes(question_of(world))
    assert texts(found)[:3] == ["1 filing approved", "2 filings submitted", "1 filing returned"]
    assert point(found, "1 filing approved").note == "Guangdong"
    assert found.newly_approved == 1


def test_a_count_opens_just_the_filings_that_moved(world: "World", signed_in: "SignIn") -> None:
    world.approve(world.filing())
    world.submit(world.filing(world.neighbour))
    found = changes(question_of(world))
    client = signed_in("observer")
    for each in found.points.points:
        if each.is_count:
            listed = client.get(each.href).context["page_obj"].paginator.count
            assert each.text.startswith(f"{listed} ")


def test_a_region_counts_and_lists_its_own(world: "World", signed_in: "SignIn") -> None:
    world.approve(world.filing())
    world.submit(world.filing(world.department))
    found = changes(question_of(world, region=Region.EAST))
    assert texts(found)[:2] == ["1 filing approved", "1 filing submitted"]
    listed = signed_in("observer").get(point(found, "1 filing submitted").href).context["page_obj"]
    assert [record.organization for record in listed] == [world.province]
    assert not changes(question_of(world, region=Region.WEST)).moved
    assert "region=east" in point(found, "Pledge financing").href


def test_a_figure_says_from_what_to_what_through_whom_and_how_it_stands_since(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    with time_machine.travel(timezone.now() + DAY, tick=False):
        seen = timezone.now()
    with time_machine.travel(seen + DAY, tick=False):
        world.approve(world.filing(world.neighbour), value="2400")
        found = changes(question_of(world), seen)
    moved = point(found, "Pledge financing")
    assert moved.text.startswith("Pledge financing: +2,400.00")
    assert "120.50" in moved.note
    assert "2,520.50" in moved.note
    assert "Jiangsu" in moved.note
    assert "Guangdong" not in moved.note
    assert moved.href.startswith(f"/targets/{world.pledge.pk}/explanation/")


def test_a_figure_that_came_or_went_is_told_so(world: "World") -> None:
    start = timezone.now()
    world.approve(world.filing(), value="120.5")
    found = changes(question_of(world), start - DAY)
    assert "first figure" in point(found, "Pledge financing").text
    with time_machine.travel(start + DAY, tick=False):
        reopen(world)
        gone = changes(question_of(world), start + dt.timedelta(hours=1))
    assert "no figure any more" in point(gone, "Pledge financing").text
    assert texts(gone)[0] == "1 filing reopened"
    assert gone.newly_approved == -1


def test_an_earlier_day_tells_what_had_changed_by_its_end(world: "World") -> None:
    first = timezone.localdate()
    world.approve(world.filing(), value="120.5")
    with time_machine.travel(timezone.now() + 2 * DAY, tick=False):
        world.approve(world.filing(world.neighbour), value="30")
    with time_machine.travel(timezone.now() + 4 * DAY, tick=False):
        found = changes(question_of(world, on=first, since=first - DAY))
        later = changes(question_of(world, since=first))
    assert texts(found)[0] == "1 filing approved"
    assert "until=" in found.points.points[0].href
    assert "first figure" in point(found, "Pledge financing").text
    assert point(later, "Pledge financing").text.startswith("Pledge financing: +30")


def test_supplements_and_amendments_are_told(world: "World") -> None:
    with on_day(YEAR_END):
        world.approve(world.filing(period=world.year_end), value="100")
    with on_day(OPENED):
        opened(world)
        supplement = world.guidance.periods.supplements().get()
        world.approve(world.filing(period=supplement), value="7")
        amendment = Amendment.objects.latest("pk")
        question = question_of(world, period=world.year_end, since=OPENED - DAY)
        found = changes(question)
        of_department = changes(replace(question, organization=world.department))
    assert (
        point(found, "Supplement approved: Guangdong").href
        == f"/filings/{world.filing(period=supplement).pk}/"
    )
    # It reads that there is one, and may not open it.
    assert point(of_department, "Supplement approved: Guangdong").href == ""
    amended = point(found, "Plan amended")
    assert amended.note == amendment.reason
    assert amended.href.endswith(f"#amendment-{amendment.pk}")


def test_a_department_is_told_of_the_filings_that_it_counts(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    found = changes(question_of(world, world.department))
    assert texts(found)[:2] == ["1 filing approved", "1 filing submitted"]
    assert point(found, "Pledge financing")


def test_a_bureau_is_told_of_its_own_figures_and_of_its_subordinates(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    world.submit(world.filing(world.city))
    found = changes(question_of(world, world.province))
    assert texts(found)[:2] == ["1 filing approved", "2 filings submitted"]
    assert point(found, "Pledge financing")


@pytest.mark.parametrize(("person", "most"), [("office", 3), ("department", 4), ("province", 3)])
def test_what_has_changed_takes_few_queries(world: "World", person: str, most: int) -> None:
    world.approve(world.filing())
    question = question_of(world, getattr(world, person))
    rows = rows_of(question)
    now = {row.shown.target.pk: row.shown for row in rows}
    with CaptureQueriesContext(connection) as queries:
        changes_of(question, since_of(question, None), rows[0].filed, now)
    assert len(queries) <= most


@pytest.mark.parametrize("seed", range(4))
def test_figures_of_a_day_and_changes_since_come_to_the_figures_of_now(world: "World", seed: int) -> None:
    """Whatever was approved, reopened and corrected on which day, and from whichever day one looks."""
    chance, start = random.Random(seed), timezone.now()  # noqa: S311 (a play, no secret)
    organizations = [world.province, world.neighbour]
    for number in range(6):
        with time_machine.travel(start + number * DAY, tick=False):
            for organization in chance.sample(organizations, chance.randint(0, 2)):
                filing = world.filing(organization)
                if filing.status == "approved":
                    reopen_filing(
                        filing=filing,
                        version=filing.version,
                        by=world.reviewer,
                        at=start + number * DAY,
                        reason="改",
                    )
                value = str(chance.randint(1, 900))
                if chance.random() < 0.7:
                    world.approve(world.filing(organization), by=world.second_reviewer, value=value)
    with time_machine.travel(start + 6 * DAY, tick=False):
        for number in range(6):
            day = timezone.localdate(start) + number * DAY
            question = question_of(world, since=day)
            found = changes(question)
            moved = {each.now.target.pk: each.difference for each in found.movements}
            targets = [row.shown.target for row in rows_of(question)]
            then = figures_of(world.office, targets, on=day, until=question.period)
            for row in rows_of(question):
                pk, value = row.shown.target.pk, row.shown.figure.value
                before = then[pk].figure.value or Decimal(0)
                assert before + moved.get(pk, Decimal(0)) == (value or Decimal(0))
                assert (pk in moved) == (
                    then[pk].figure.value != value or then[pk].outcome != row.shown.outcome
                )
            assert found.since.moment == end_of(day)


def test_every_view_begins_with_a_headline_what_needs_one_and_what_changed(
    world: "World", signed_in: "SignIn"
) -> None:
    """Since the day that the address names; of the stream the lines that came."""
    world.approve(world.filing())
    for address in views_of(world.office, world.guidance):
        page = signed_in("observer").get(f"{address}&since=2021-10-09").context["page"]
        assert page.headline.sentence, address
        assert len(page.lists) > 1, address
        told = [point.text for each in page.lists for point in each.points]
        came = "Filed since that day: " if "stream" in address else "1 filing approved"
        assert any(text.startswith(came) for text in told), address
        later = signed_in("observer").get(f"{address}&since=2021-10-10").context["page"]
        told = [point.text for each in later.lists for point in each.points]
        assert all(not text.startswith(came) for text in told), address


def test_other_views_know_the_last_visit_and_are_none_themselves(world: "World", signed_in: "SignIn") -> None:
    observer = world.person("observer")
    with time_machine.travel(timezone.now() - DAY, tick=False):
        note_visit(by=observer, organization=world.office, at=timezone.now())
    world.approve(world.filing())
    noted = DashboardVisit.objects.values_list("seen_at", "before").get()
    for address in views_of(world.office, world.guidance):
        if address.count("/") > OVERVIEW:
            page = signed_in("observer").get(address).context["page"]
            notes = [each.note for each in page.lists]
            assert "Since your last visit, 2021-10-09 12:00" in notes, address
    assert DashboardVisit.objects.values_list("seen_at", "before").get() == noted
    stream = signed_in("observer").get(f"/dashboard/{world.office.code}/stream/").content.decode()
    assert "New since your last visit" in stream
