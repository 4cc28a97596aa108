"""The page of the morning: within the scope, in few queries, and what it shows to whom."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports.models import DashboardVisit
from reports.overview import Reporting, filings_beneath, reporting, targets_of, tasks_of
from tasks.actions import open_period
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing
from tests.factories import OrganizationFactory
from tests.targets.filed_years import file_year

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries, Settings

    from tests.conftest import SignIn
    from tests.world import World

DASHBOARD_QUERIES = 28
EXPECTED_QUERIES = 18
DAY = dt.timedelta(days=1)


def page(signed_in: "SignIn", person: str, address: str = "", query: str = "") -> str:
    url = (address or reverse("reports:dashboard")) + query
    response = signed_in(person).get(url, headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def approved(world: "World") -> "World":
    world.approve(world.filing(), value="120.5")
    return world


# --- What a dashboard counts ------------------------------------------------------------------------
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
    assert set(targets_of(world.office, world.guidance)) == everything
    assert set(targets_of(world.department, world.guidance)) == everything
    assert set(targets_of(world.province, world.guidance)) == {world.pledge, world.growth}
    assert tasks_of(world.province, world.guidance.pk) == [world.local_task]
    assert tasks_of(world.department, world.guidance.pk) == [world.department_task]
    assert len(tasks_of(world.office, world.guidance.pk)) == 2


# --- The page ---------------------------------------------------------------------------------------
def test_office_sees_headline_targets_attention_changes_and_who_has_reported(
    approved: "World", signed_in: "SignIn"
) -> None:
    text = page(signed_in, "observer")
    for shown in ("1 of 3 filings approved", "120.50", 'id="attention"', 'id="changes"', "mark--approved"):
        assert shown in text
    for group in ("Local bureaus and centers", "Departments"):
        assert group in text


def test_who_is_late_is_listed_in_the_table(world: "World", signed_in: "SignIn") -> None:
    with time_machine.travel(timezone.now() + 12 * DAY, tick=False):
        table = signed_in("observer").get(reverse("reports:dashboard")).context["page"].table("filings")
    assert table.title == "Who is late"
    assert [row.cells[0].words or row.cells[0].value for row in table.rows] == [
        "Utilization",
        "Guangdong",
        "Jiangsu",
    ]


def test_a_bureau_lists_each_filing_to_it(world: "World", signed_in: "SignIn") -> None:
    table = signed_in("lead").get(reverse("reports:dashboard")).context["page"].table("filings")
    assert [row.cells[0].value for row in table.rows] == ["Guangzhou"]
    assert table.rows[0].cells[0].href == reverse("tasks:filing-detail", args=[world.filing(world.city).pk])


def test_department_sees_bureaus_without_links_to_their_filings(
    approved: "World", signed_in: "SignIn"
) -> None:
    with time_machine.travel(timezone.now() + 12 * DAY, tick=False):
        text = page(signed_in, "department_observer")
    assert "120.50" in text
    assert (
        f'href="{reverse("tasks:filing-detail", args=[approved.filing(approved.neighbour).pk])}"' not in text
    )


@pytest.mark.parametrize(
    "query", ["?period=x&since=y", "?period=999999", "?outcome=", "?period=%00&region=%00"]
)
def test_nonsense_in_the_address_falls_back_to_the_default(
    world: "World", signed_in: "SignIn", query: str
) -> None:
    assert "mark--draft" in page(signed_in, "observer", query=query)


def test_earlier_or_later_period_can_be_chosen(approved: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "observer", query=f"?period={approved.year_end.pk}")
    assert "120.50" in text
    assert "mark--approved chart__mark" not in text


def test_an_earlier_day_tells_no_filings_of_now(approved: "World", signed_in: "SignIn") -> None:
    with time_machine.travel(timezone.now() + 2 * DAY, tick=False):
        text = page(signed_in, "observer", query=f"?on={timezone.localdate() - DAY}")
    assert "120.50" in text
    assert "filing-state" not in text


def test_changes_since_a_named_day_stand_beside_the_targets(approved: "World", signed_in: "SignIn") -> None:
    assert "1 filing approved" in page(signed_in, "observer", query="?since=2021-10-01")
    assert "Since the end of 2021-10-01" in page(signed_in, "observer", query="?since=2021-10-01")
    assert "Nothing has changed since then." in page(signed_in, "observer", query="?since=2021-10-10")


def test_the_page_goes_out_as_shown(approved: "World", signed_in: "SignIn") -> None:
    response = signed_in("observer").get(f"{reverse('reports:dashboard')}?format=csv")
    assert response["Content-Type"].startswith("text/csv")
    assert "120.50" in response.content.decode()


# --- Visits -----------------------------------------------------------------------------------------
def test_a_second_visit_is_told_what_has_changed_since_the_first(world: "World", signed_in: "SignIn") -> None:
    client: Client = signed_in("observer")
    assert "Since a week ago" in client.get(reverse("reports:dashboard")).content.decode()
    seen = DashboardVisit.objects.get(seen_by=world.observer, organization=world.office).seen_at
    world.approve(world.filing(), value="120.5")
    with time_machine.travel(timezone.now() + DAY, tick=False):
        client = signed_in("observer")
        text = client.get(reverse("reports:dashboard")).content.decode()
        assert f"Since your last visit, {timezone.localtime(seen):%Y-%m-%d %H:%M}" in text
        assert "1 filing approved" in text
        assert (
            client.get(reverse("reports:dashboard-of", args=["CNIPA"]))
            .content.decode()
            .count("1 filing approved")
        )
    with time_machine.travel(timezone.now() + 2 * DAY, tick=False):
        assert "Nothing has changed since then." in page(signed_in, "observer")


# --- Which organization -----------------------------------------------------------------------------
def test_dashboard_outside_the_scope_is_not_found(world: "World", signed_in: "SignIn") -> None:
    address = reverse("reports:dashboard-of", args=["44"])
    assert signed_in("outsider").get(address).status_code == 404
    assert signed_in("observer").get(address).status_code == 200
    assert signed_in("observer").get(reverse("reports:dashboard-of", args=["NONE"])).status_code == 404


@pytest.mark.parametrize("code", ["%00", "44%00", "44'--", "%E5%B9%BF%E4%B8%9C"])
def test_impossible_code_in_the_address_is_not_found(world: "World", signed_in: "SignIn", code: str) -> None:
    assert signed_in("observer").get(f"/dashboard/{code}/").status_code == 404
    asked = signed_in("observer").get(f"/dashboard/?organization={code}")
    # What no address can hold is taken out of what it asks before anybody reads it.
    assert asked.status_code == 404 or asked["Location"] == "/dashboard/44/"


def test_another_organization_is_chosen_with_what_was_asked_besides(
    world: "World", signed_in: "SignIn"
) -> None:
    address = reverse("reports:dashboard")
    response = signed_in("observer").get(
        address, {"organization": "44", "outcome": "met", "since": "2021-10-01"}
    )
    assert response.status_code == 302
    assert response["Location"] == "/dashboard/44/?outcome=met&since=2021-10-01"
    assert signed_in("outsider").get(address, {"organization": "44"}).status_code == 404


@pytest.mark.parametrize(
    ("person", "code", "offered"),
    [
        ("observer", "CNIPA", ["CNIPA", "D-TFS", "44", "32"]),
        ("observer", "44", ["CNIPA", "D-TFS", "44", "440100", "32"]),
        ("lead", "44", ["44", "440100"]),
        ("department_observer", "D-TFS", ["D-TFS"]),
    ],
)
def test_organizations_a_step_away_can_be_chosen(
    world: "World", signed_in: "SignIn", person: str, code: str, offered: list[str]
) -> None:
    response = signed_in(person).get(reverse("reports:dashboard-of", args=[code]))
    assert [one.code for one in response.context["organizations"]] == offered
    assert ('name="organization"' in response.content.decode()) is (len(offered) > 1)


def test_who_belongs_nowhere_is_told_so(world: "World", signed_in: "SignIn") -> None:
    world.observer.memberships.all().delete()
    assert "You belong to no organization yet" in page(signed_in, "observer")


# --- Queries ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("person", ["observer", "department_observer", "lead", "reviewer", "administrator"])
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
    client.get(reverse("reports:dashboard"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("reports:dashboard"))
    for number in range(3):
        OrganizationFactory(code=f"9{number}", parent=world.office)
    open_period(period=world.period)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("reports:dashboard"))
    assert len(many) <= len(few)


# --- Forecasts --------------------------------------------------------------------------------------
def test_a_row_says_what_is_expected_once_the_page_is_there(
    world: "World", signed_in: "SignIn", settings: "Settings"
) -> None:
    settings.PORTAL_TODAY = dt.date(2022, 10, 10)
    values = {world.province: ["500", "600", "550"], world.neighbour: ["100", "100", "130"]}
    file_year(world, 2022, world.pledge.indicator, values, value=2400)
    assert f'hx-get="{expected_url(world)}?' in page(signed_in, "observer")
    text = page(signed_in, "observer", expected_url(world))
    assert "2,64" in text
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
