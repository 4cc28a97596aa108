"""The pages of targets: figures within the scope, with a pinned number of queries."""

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tasks.actions import open_period
from tests.factories import OrganizationFactory

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.conftest import SignIn
    from tests.world import World

LIST_QUERIES = 12


def page(signed_in: "SignIn", person: str, address: str) -> str:
    response = signed_in(person).get(address, headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def approved(world: "World") -> "World":
    world.approve(world.filing(), value="120.5")
    return world


def test_list_shows_the_official_figure_to_the_office(approved: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "observer", reverse("targets:target-list"))
    assert "120.50" in text
    assert "1 of 2 organizations" in text or "2" in text


def test_list_hides_national_figures_from_a_bureau(approved: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "outsider", reverse("targets:target-list"))
    assert "120.50" not in text


def test_detail_names_filings_approver_and_who_is_missing(approved: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "observer", reverse("targets:target-detail", args=[approved.pledge.pk]))
    assert str(approved.people["reviewer"]) in text
    assert reverse("tasks:filing-detail", args=[approved.filing().pk]) in text
    assert approved.neighbour.short_name in text or approved.neighbour.english_name in text


def test_detail_outside_scope_shows_the_goal_without_a_figure(approved: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "outsider", reverse("targets:target-detail", args=[approved.cycle.pk]))
    assert "18.5" in text
    assert 'id="figure-title"' not in text


def test_detail_of_a_bureau_shows_itself_and_its_cities(approved: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "lead", reverse("targets:target-detail", args=[approved.pledge.pk]))
    assert "120.50" in text
    assert approved.city.english_name in text or approved.city.short_name in text
    assert approved.neighbour.english_name not in text


def test_department_reads_all_bureaus_without_links_to_filings(
    approved: "World", signed_in: "SignIn"
) -> None:
    text = page(signed_in, "department_observer", reverse("targets:target-detail", args=[approved.pledge.pk]))
    assert "120.50" in text
    assert reverse("tasks:filing-detail", args=[approved.filing().pk]) not in text


def test_unknown_target_is_not_found(world: "World", signed_in: "SignIn") -> None:
    assert signed_in("observer").get(reverse("targets:target-detail", args=[999_999])).status_code == 404


@pytest.mark.parametrize("person", ["observer", "department_observer", "lead"])
def test_list_asks_a_fixed_number_of_queries(
    approved: "World",
    signed_in: "SignIn",
    person: str,
    django_assert_max_num_queries: "DjangoAssertNumQueries",
) -> None:
    client = signed_in(person)
    with django_assert_max_num_queries(LIST_QUERIES):
        client.get(reverse("targets:target-list"))


@pytest.mark.parametrize("page", ["list", "detail"])
def test_pages_ask_no_more_queries_with_more_bureaus(world: "World", signed_in: "SignIn", page: str) -> None:
    client = signed_in("observer")
    address = reverse("targets:target-list") if page == "list" else detail(world)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(3):
        OrganizationFactory(code=f"9{number}", parent=world.office)
    open_period(period=world.period)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)


def detail(world: "World") -> str:
    return reverse("targets:target-detail", args=[world.pledge.pk])
