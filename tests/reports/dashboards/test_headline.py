"""The state of a year in a sentence and at most five numbers: only what there is."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.utils import timezone

from organizations.statistical_regions import Region
from reports.dashboards.changes import changes_of
from reports.dashboards.headline import headline_of
from reports.dashboards.overview_page import reported_in
from reports.dashboards.shown_page import Headline, KeyNumber
from reports.dashboards.since import since_of
from targets.arithmetic.outcome import Outcome
from tasks.actions import reopen_filing
from tests.reports.dashboards.asked import question_of, rows_of
from tests.reports.markup import Page

if TYPE_CHECKING:
    from organizations.models import Organization
    from tests.conftest import SignIn
    from tests.world import World

DAY = dt.timedelta(days=1)


def headline(world: "World", organization: "Organization | None" = None, **asked: object) -> Headline:
    question = question_of(world, organization, **asked)
    rows = rows_of(question)
    now = {row.shown.target.pk: row.shown for row in rows}
    found = changes_of(question, since_of(question, None), rows[0].filed if rows else None, now)
    return headline_of(question, rows, reported_in(question), found)


def number(found: Headline, label: str) -> KeyNumber:
    return next(each for each in found.numbers if each.label == label)


def test_only_what_there_is_is_told(world: "World") -> None:
    found = headline(world)
    assert found.sentence == "3 targets: 3 without data; 0 of 3 filings approved."
    assert [each.label for each in found.numbers] == ["Approved"]


def test_the_office_reads_targets_filings_and_what_has_changed(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    with time_machine.travel(timezone.now() + 12 * DAY, tick=False):
        world.approve(world.filing(world.neighbour), value="2400")
        found = headline(world)
    said = (
        "3 targets: 2 met, 1 without data; 2 of 3 filings approved, 1 overdue; since last week +1 approved, "
    )
    assert found.sentence.startswith(said)
    assert "Pledge financing +2,400.00" in found.sentence
    assert found.sentence.endswith(".")
    assert [each.label for each in found.numbers][:3] == ["Met", "Approved", "Overdue"]
    assert len(found.numbers) <= 5


def test_a_fall_has_its_sign(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.neighbour), value="30")
    with time_machine.travel(timezone.now() + 9 * DAY, tick=False):
        filing = world.filing(world.neighbour)
        reopen_filing(
            filing=filing, version=filing.version, by=world.reviewer, at=timezone.now(), reason="改"
        )
        found = headline(world)
    assert "since last week −1 approved, Pledge financing −30.00" in found.sentence


def test_a_bureau_reads_how_its_own_filing_stands(world: "World") -> None:
    world.submit(world.filing())
    world.approve(world.filing(world.city), by=world.provincial_reviewer)
    found = headline(world, world.province)
    assert found.sentence.startswith("Third quarter of 2021: submitted, on time; 2 targets:")
    assert "1 of 1 filings of subordinates approved" in found.sentence
    own = number(found, "Own filing")
    assert (own.words, own.state) == ("Submitted", "submitted")


def test_a_department_reads_the_filings_that_answer_it(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    found = headline(world, world.department)
    assert "3 targets" in found.sentence
    assert "1 of 3 filings approved" in found.sentence


def test_a_regions_figure_leads_to_what_explains_it(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    found = number(headline(world, region=Region.EAST), "Pledge financing")
    assert (found.words, "region=east" in found.href) == ("120.50", True)


def test_an_earlier_day_tells_no_filings(world: "World") -> None:
    day = timezone.localdate()
    world.approve(world.filing(), value="2500")
    with time_machine.travel(timezone.now() + 3 * DAY, tick=False):
        found = headline(world, on=day)
    assert found.sentence.startswith("3 targets: 2 met, 1 without data; since last week")
    assert "filings approved" not in found.sentence


def test_every_count_opens_just_what_it_counts(world: "World", signed_in: "SignIn") -> None:
    world.approve(world.filing(), value="2500")
    with time_machine.travel(timezone.now() + 12 * DAY, tick=False):
        world.submit(world.filing(world.neighbour))
        client, counts = signed_in("observer"), [each for each in headline(world).numbers if each.is_count]
        assert {each.label for each in counts} >= {"Met", "Approved", "Overdue", "Waiting for approval"}
        for each in counts:
            address, _hash, name = each.href.partition("#")
            response = client.get(address)
            page = Page(response.content.decode())
            listed = page.rows(name) if name else response.context["page_obj"].paginator.count
            assert listed == each.value, each.label


@pytest.mark.parametrize("outcome", [Outcome.MET, Outcome.NO_DATA])
def test_a_narrowed_view_tells_what_it_shows(world: "World", outcome: Outcome) -> None:
    world.approve(world.filing(), value="2500")
    shown = {Outcome.MET: "2 targets: 2 met", Outcome.NO_DATA: "1 target: 1 without data"}[outcome]
    assert headline(world, outcome=outcome).sentence.startswith(shown)
