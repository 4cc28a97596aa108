"""Dashboards: who has reported, figures, map and tasks, within the scope and in few queries."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.overview import Reporting, filings_beneath, reporting, targets_of, tasks_of
from tasks.actions import open_period
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing
from tests.factories import OrganizationFactory
from tests.targets.filed_years import file_year

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, Settings

    from tests.conftest import SignIn
    from tests.world import World

DASHBOARD_QUERIES = 17
EXPECTED_QUERIES = 14


def page(signed_in: "SignIn", person: str, address: str = "", query: str = "") -> str:
    url = (address or reverse("reports:dashboard")) + query
    response = signed_in(person).get(url, headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def approved(world: "World") -> "World":
    world.approve(world.filing(), value="120.5")
    return world


def test_office_counts_the_filings_filed_to_it(world: "World") -> None:
    codes = set(filings_beneath(world.office).values_list("organization__code", flat=True))
    assert codes == {"D-TFS", "44", "32"}


def test_province_counts_its_own_and_its_cities(world: "World") -> None:
    codes = set(filings_beneath(world.province).values_list("organization__code", flat=True))
    assert codes == {"44", "440100"}


def test_department_counts_the_bureaus_that_answer_its_targets(world: "World") -> None:
    codes = set(filings_beneath(world.department).values_list("organization__code", flat=True))
    assert codes == {"D-TFS", "44", "32"}


def test_reporting_counts_every_status_and_only_timeliness_that_occurs(approved: "World") -> None:
    found = reporting(approved.office, approved.period)
    assert {one.key: one.count for one in found.statuses} == {
        "approved": 1,
        "submitted": 0,
        "returned": 0,
        "draft": 2,
    }
    assert {one.key: one.count for one in found.timeliness} == {"on_time": 1, "due": 2}
    assert (found.filed, found.total) == (1, 3)


def test_late_lists_the_longest_overdue_first(world: "World") -> None:
    period = world.period
    period.due_on = world.period.opens_on
    overdue = Filing(organization=world.province, period=period, reports_to=world.office)
    late = Filing(
        organization=world.neighbour,
        period=period,
        reports_to=world.office,
        filed_on=world.period.ends_on.replace(month=10, day=5),
    )
    assert [one.timeliness for one in Reporting(world.office, period, (late, overdue)).late] == [
        Timeliness.OVERDUE,
        Timeliness.LATE,
    ]


def test_targets_and_tasks_are_those_that_concern_the_organization(world: "World") -> None:
    everything = {world.pledge, world.growth, world.cycle}
    assert set(targets_of(world.office, world.guidance.pk)) == everything
    assert set(targets_of(world.department, world.guidance.pk)) == everything
    assert set(targets_of(world.province, world.guidance.pk)) == {world.pledge, world.growth}
    assert tasks_of(world.province, world.guidance.pk) == [world.local_task]
    assert tasks_of(world.department, world.guidance.pk) == [world.department_task]
    assert len(tasks_of(world.office, world.guidance.pk)) == 2


def test_office_sees_status_map_figures_and_tasks(approved: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "observer")
    assert "120.50" in text
    assert "mark--approved" in text
    assert "tile--outside" in text
    assert approved.local_task.title in text
    assert reverse("reports:dashboard-of", args=["44"]) in text


def test_map_shows_a_target_when_asked(approved: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "observer", query=f"?colour={approved.pledge.pk}")
    assert "heat--5" in text
    assert "mark--no_data" in text


@pytest.mark.parametrize("query", ["?period=x&colour=y", "?period=999999", "?colour=", "?period=%00"])
def test_nonsense_in_the_address_falls_back_to_the_default(
    world: "World", signed_in: "SignIn", query: str
) -> None:
    assert "mark--draft" in page(signed_in, "observer", query=query)


def test_earlier_or_later_period_can_be_chosen(approved: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "observer", query=f"?period={approved.year_end.pk}")
    assert "120.50" in text
    assert "mark--approved chart__mark" not in text


def test_bureau_sees_its_own_figures_without_a_map(approved: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "lead")
    assert "120.50" in text
    assert "tile--outside" not in text


def test_department_sees_bureaus_without_links_to_their_filings(
    approved: "World", signed_in: "SignIn"
) -> None:
    text = page(signed_in, "department_observer")
    assert "120.50" in text
    assert reverse("reports:dashboard-of", args=["44"]) not in text


def test_dashboard_outside_the_scope_is_not_found(world: "World", signed_in: "SignIn") -> None:
    address = reverse("reports:dashboard-of", args=["44"])
    assert signed_in("outsider").get(address).status_code == 404
    assert signed_in("observer").get(address).status_code == 200
    assert signed_in("observer").get(reverse("reports:dashboard-of", args=["NONE"])).status_code == 404


@pytest.mark.parametrize("person", ["observer", "department_observer", "lead"])
def test_dashboard_asks_few_queries(
    approved: "World",
    signed_in: "SignIn",
    person: str,
    django_assert_max_num_queries: "DjangoAssertNumQueries",
) -> None:
    client = signed_in(person)
    with django_assert_max_num_queries(DASHBOARD_QUERIES):
        client.get(reverse("reports:dashboard"))


def test_dashboard_asks_no_more_queries_with_more_bureaus(world: "World", signed_in: "SignIn") -> None:
    client = signed_in("observer")
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("reports:dashboard"))
    for number in range(3):
        OrganizationFactory(code=f"9{number}", parent=world.office)
    open_period(period=world.period)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("reports:dashboard"))
    assert len(many) <= len(few)


@pytest.mark.parametrize("code", ["%00", "44%00", "44'--", "%E5%B9%BF%E4%B8%9C"])
def test_impossible_code_in_the_address_is_not_found(world: "World", signed_in: "SignIn", code: str) -> None:
    assert signed_in("observer").get(f"/dashboard/{code}/").status_code == 404


def test_a_card_says_in_small_print_what_is_expected(
    world: "World", signed_in: "SignIn", settings: "Settings"
) -> None:
    settings.PORTAL_TODAY = dt.date(2022, 10, 10)
    values = {world.province: ["500", "600", "550"], world.neighbour: ["100", "100", "130"]}
    file_year(world, 2022, world.pledge.indicator, values, value=2400)
    assert f'hx-get="{expected_url(world)}?period=' in page(signed_in, "observer")
    text = page(signed_in, "observer", expected_url(world))
    assert "Expected at year end: 2,64" in text
    assert 'hx-swap-oob="true"' in text


def test_what_is_expected_keeps_to_the_scope(world: "World", signed_in: "SignIn") -> None:
    assert signed_in("outsider").get(expected_url(world)).status_code == 404


def test_what_is_expected_asks_few_queries(
    world: "World", signed_in: "SignIn", django_assert_max_num_queries: "DjangoAssertNumQueries"
) -> None:
    client = signed_in("observer")
    with django_assert_max_num_queries(EXPECTED_QUERIES):
        client.get(expected_url(world))


def expected_url(world: "World") -> str:
    return reverse("reports:dashboard-expected", args=[world.office.code])
