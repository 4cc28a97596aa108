"""Where each role starts (design §5)."""

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse

from reports.models import DashboardVisit
from tests.reports.frozen import frozen_report

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.conftest import SignIn
    from tests.world import World


def start(signed_in: "SignIn", person: str) -> "HttpResponse":
    response = signed_in(person).get(reverse("home"))
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(("person", "name"), [("observer", "CNIPA"), ("department_observer", "Utilization")])
def test_who_looks_on_starts_on_the_headline(
    world: "World", signed_in: "SignIn", person: str, name: str
) -> None:
    response = start(signed_in, person)
    text = response.content.decode()
    assert response.context["organization"].display_name == name
    for shown in ("headline__sentence", 'id="attention"', 'id="targets"', 'id="changes"'):
        assert shown in text
    assert DashboardVisit.objects.filter(seen_by=world.people[person]).exists()


@pytest.mark.parametrize("person", ["filer", "lead", "department_filer"])
def test_who_files_starts_on_what_is_due(world: "World", signed_in: "SignIn", person: str) -> None:
    text = start(signed_in, person).content.decode()
    assert "To file" in text
    assert "headline__sentence" not in text
    assert "The report of 2021" not in text


def test_who_reviews_starts_on_what_waits(world: "World", signed_in: "SignIn") -> None:
    world.submit(world.filing())
    text = start(signed_in, "reviewer").content.decode()
    assert "Waiting for your review" in text
    assert "headline__sentence" not in text


def test_administrators_start_on_the_year_and_its_deadline(world: "World", signed_in: "SignIn") -> None:
    text = start(signed_in, "administrator").content.decode()
    assert "The annual report is due on 2021-12-15: 47 workdays left" in text
    assert "0 of 3 frozen, 3 still to file" in text
    assert f'href="{reverse("reports:annual-list")}?year=2021"' in text


def test_the_state_of_the_year_counts_who_is_frozen_waits_and_is_late(
    world: "World", signed_in: "SignIn"
) -> None:
    frozen_report(world)
    with time_machine.travel("2021-12-10T12:00:00+08:00", tick=False):
        world.submit(world.filing(world.neighbour, world.year_end))
    with time_machine.travel("2022-01-10T12:00:00+08:00", tick=False):
        text = start(signed_in, "administrator").content.decode()
    assert "The annual report was due on 2021-12-15" in text
    assert "1 of 3 frozen, 1 waiting for approval, 1 late" in text


def test_who_belongs_nowhere_is_shown_where_to_read(world: "World", signed_in: "SignIn") -> None:
    world.observer.memberships.all().delete()
    assert "What you can see" in start(signed_in, "observer").content.decode()
