"""The comparison: two periods, two years, chosen organizations; what is missing, and who sees what."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization
from reports.dashboards.comparison.differences import Way, difference_of
from reports.dashboards.comparison.sides import Comparison
from targets.allocation.shares import standings
from targets.figures.queries import figures_of
from targets.models import Target
from tasks.actions import open_period
from tasks.models import ReportingPeriod
from tests import factories
from tests.conftest import SignIn
from tests.filing_days import FilingDays
from tests.reports.markup import Page
from tests.reports.random_year import draw_year
from tests.targets.filed_years import file_year
from tests.world import World

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.django_db


def answer(signed_in: SignIn, person: str, code: str, **asked: object) -> "HttpResponse":
    response = signed_in(person).get(reverse("reports:dashboard-comparison", args=[code]), asked)
    assert response.status_code == 200
    return response


def comparison(response: "HttpResponse") -> Comparison:
    found = response.context["comparison"]
    assert isinstance(found, Comparison)
    return found


def rows(response: "HttpResponse") -> dict[str, str]:
    """The text of each indicator's row by its code."""
    page = Page(response.content.decode())
    named = [row for row in page.all("tr") if row.attributes.get("id", "").startswith("indicator-")]
    return {row.attributes["id"].removeprefix("indicator-"): row.text for row in named}


# --- Periods ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", [1, 2])
def test_every_side_has_the_figures_of_its_period(world: World, signed_in: SignIn, seed: int) -> None:
    draw_year(world, seed)
    for code in ("CNIPA", "44", world.department.code):
        asked = {"by": "period", "left": world.period.pk, "right": world.year_end.pk, "year": 2021}
        shown = comparison(answer(signed_in, "reviewer", code, **asked))
        organization = Organization.objects.get(code=code)
        targets = list(world.guidance.targets.select_related("indicator", "guidance"))
        for side, period in zip(shown.sides, (world.period, world.year_end), strict=True):
            figures = figures_of(organization, targets, until=period)
            assert {one.target.pk: one for one in side.figures.values()} == figures


def test_by_itself_a_period_stands_beside_the_one_before(world: World, signed_in: SignIn) -> None:
    shown = comparison(answer(signed_in, "observer", "CNIPA", period=world.year_end.pk))
    assert [side.period for side in shown.sides] == [world.period, world.year_end]


def test_the_difference_has_its_way_by_the_goal(world: World, signed_in: SignIn) -> None:
    spring = earlier_period(world)
    world.approve(world.filing(period=spring), value="100")
    world.approve(world.filing(), value="150")
    shown = comparison(answer(signed_in, "observer", "44", left=spring.pk, right=world.period.pk))
    found = difference_of(shown, world.pledge, shown.sides[1])
    assert found.amount is not None
    assert (found.way, found.amount) == (
        Way.BETTER,
        shown.sides[1].figures[world.pledge.indicator.code].figure.value - 100,
    )
    response = answer(signed_in, "observer", "44", left=spring.pk, right=world.period.pk)
    assert "1 is better" in response.context["page"].headline.sentence


def earlier_period(world: World) -> ReportingPeriod:
    spring: ReportingPeriod = factories.SecondQuarterFactory.create(guidance=world.guidance)
    open_period(period=spring)
    return spring


# --- Years ------------------------------------------------------------------------------------------
def test_years_meet_by_the_indicator_up_to_the_same_day(world: World, signed_in: SignIn) -> None:
    earlier = file_year(world, 2020, world.pledge.indicator, {world.province: ["10", "20", "30", "40"]})
    world.approve(world.filing(), value="120.5")
    asked = {"by": "year", "left": 2020, "right": 2021, "period": world.period.pk, "year": 2021}
    response = answer(signed_in, "observer", "44", **asked)
    left, right = comparison(response).sides
    assert left.period.ends_on == dt.date(2020, 9, 30)
    assert right.period == world.period
    code = world.pledge.indicator.code
    assert left.figures[code] == figures_of(world.province, [earlier], until=left.period)[earlier.pk]
    assert "not asked for" in rows(response)[world.growth.indicator.code]
    assert "120.50" in rows(response)[code]


def test_a_region_has_the_figures_of_whoever_reported_then(world: World, signed_in: SignIn) -> None:
    gone = factories.OrganizationFactory.create(
        code="35", kind="bureau", parent=world.office, active_until=dt.date(2020, 12, 31)
    )
    file_year(world, 2020, world.pledge.indicator, {world.province: ["10", "20"], gone: ["5", "6"]})
    asked = {"by": "year", "left": 2020, "right": 2021, "year": 2021, "region": "east"}
    left, _right = comparison(answer(signed_in, "observer", "CNIPA", **asked)).sides
    assert left.figures[world.pledge.indicator.code].figure.value == 41


def test_what_was_withdrawn_is_said_and_has_no_figure(world: World, signed_in: SignIn) -> None:
    world.approve(world.filing(), value="120.5")
    Target.objects.filter(pk=world.pledge.pk).update(withdrawn_on=dt.date(2021, 10, 1))
    row = rows(answer(signed_in, "observer", "CNIPA"))[world.pledge.indicator.code]
    assert "withdrawn on" in row
    assert "120.5" not in row


def test_what_is_missing_is_said_and_never_nothing(world: World, signed_in: SignIn) -> None:
    row = rows(answer(signed_in, "observer", "CNIPA"))[world.pledge.indicator.code]
    assert "No data yet" in row
    assert " 0" not in row
    assert "Not comparable" in row


# --- Organizations ----------------------------------------------------------------------------------
def test_organizations_have_their_own_figures(world: World, signed_in: SignIn) -> None:
    draw_year(world, 3)
    asked = {"by": "organization", "with": ["44", "32", "11"], "period": world.year_end.pk}
    shown = comparison(answer(signed_in, "observer", "CNIPA", **asked))
    assert [side.key for side in shown.sides] == ["44", "32", "11"]
    targets = list(world.guidance.targets.select_related("indicator", "guidance"))
    for side in shown.sides:
        assert side.organization is not None
        figures = figures_of(side.organization, targets, until=world.year_end)
        assert {one.target.pk: one for one in side.figures.values()} == figures


def test_of_shares_the_part_that_is_reached_decides(world: World, signed_in: SignIn) -> None:
    draw_year(world, 4)
    shown = comparison(
        answer(
            signed_in,
            "observer",
            "CNIPA",
            by="organization",
            **{"with": ["44", "32"]},
            period=world.year_end.pk,
        )
    )
    reached = standings(world.pledge, [world.province, world.neighbour])
    left, right = reached[world.province.pk].attainment, reached[world.neighbour.pk].attainment
    found = difference_of(shown, world.pledge, shown.sides[1])
    if left is None or right is None or found.amount is None:
        assert found.way is Way.OPEN
    else:
        assert found.way is (Way.BETTER if right > left else Way.WORSE if right < left else Way.UNCHANGED)


def test_at_most_six_and_only_those_beneath(world: World, signed_in: SignIn) -> None:
    draw_year(world, 5)
    codes = list(Organization.objects.local().filter(depth=2).values_list("code", flat=True))
    response = answer(signed_in, "observer", "CNIPA", by="organization", **{"with": [*codes, "440100"]})
    assert len(codes) == 7
    assert [side.key for side in comparison(response).sides] == codes[:6]
    assert list(response.context["comparison_form"].errors) == ["organizations"]


# --- Who sees what (design R18) ---------------------------------------------------------------------
def test_a_bureau_compares_its_cities_and_never_its_neighbours(world: World, signed_in: SignIn) -> None:
    world.approve(world.filing(world.neighbour), by=world.person("reviewer"), value="77.5")
    response = answer(signed_in, "lead", "44", by="organization", **{"with": ["32", "440100"]})
    assert "77.5" not in response.content.decode()
    assert "Jiangsu" not in response.content.decode()
    client = signed_in("lead")
    assert client.get(reverse("reports:dashboard-comparison", args=["32"])).status_code == 404


def test_a_department_compares_its_own_targets_alone(world: World, signed_in: SignIn) -> None:
    world.approve(world.filing(), value="123.25")
    other = factories.OrganizationFactory.create(kind="department", parent=world.office)
    Target.objects.filter(pk=world.pledge.pk).update(responsible=other)
    for by in ("period", "year", "organization"):
        response = answer(signed_in, "department_observer", world.department.code, by=by)
        assert world.pledge.indicator.code not in rows(response)


# --- What the address asks for ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "value"),
    [("by", "x"), ("left", "999999"), ("right", "nonsense"), ("only", "x"), ("with", "NONE")],
)
def test_what_does_not_fit_is_said_at_its_field(
    world: World, signed_in: SignIn, name: str, value: str
) -> None:
    asked = {"by": "organization"} if name == "with" else {}
    draw_year(world, 6)
    response = answer(signed_in, "observer", "CNIPA", **{**asked, name: value})
    errors = response.context["comparison_form"].errors
    assert list(errors) == ["organizations" if name == "with" else name]
    assert len(comparison(response).sides) == 2


def test_one_organization_alone_stands_beside_the_next(world: World, signed_in: SignIn) -> None:
    response = answer(signed_in, "observer", "CNIPA", by="organization", **{"with": ["44", "44"]})
    assert list(response.context["comparison_form"].errors) == ["organizations"]
    first, second = comparison(response).sides
    assert (first.key, second.key != "44") == ("44", True)


def test_the_same_on_both_sides_is_refused(world: World, signed_in: SignIn) -> None:
    pk = world.period.pk
    response = answer(signed_in, "observer", "CNIPA", left=pk, right=pk)
    assert list(response.context["comparison_form"].errors) == ["right"]
    assert len({side.key for side in comparison(response).sides}) == 2


def test_each_count_opens_its_rows(world: World, signed_in: SignIn) -> None:
    draw_year(world, 7)
    response = answer(signed_in, "observer", "CNIPA")
    page = response.context["page"]
    for number in page.headline.numbers:
        address, _hash, name = number.href.partition("#")
        opened = Page(signed_in("observer").get(address).content.decode())
        assert opened.rows(name) == number.value


def counts(response: "HttpResponse") -> dict[str, list[object]]:
    """What stands in each line of the counts, by its label: numbers, or the words of a pill."""
    table = response.context["page"].table("counts")
    return {str(row.cells[0].value): [cell.value for cell in row.cells[1:]] for row in table.rows}


def test_of_an_earlier_day_it_is_counted_as_it_was(world: World, signed_in: SignIn) -> None:
    """What was approved since, or reopened, says nothing of the day, of which no list tells."""
    sides = {"left": world.period.pk, "right": world.year_end.pk}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        world.approve(world.filing())
        day = timezone.localdate()
        then = counts(answer(signed_in, "observer", "CNIPA", **sides))
        clock.shift(dt.timedelta(days=1))
        days = FilingDays(world, 1, clock)
        days.reopen(world.filing())
        world.approve(world.filing(world.neighbour))
        world.approve(world.filing(world.department))
        told = answer(signed_in, "observer", "CNIPA", on=day.isoformat(), **sides)
        now = counts(answer(signed_in, "observer", "CNIPA", **sides))
    assert counts(told) == then != now
    assert (then["Approved"], now["Approved"]) == ([1, 0], [2, 0])
    assert not any(cell.href for row in told.context["page"].table("counts").rows for cell in row.cells)


def test_of_a_region_its_own_are_counted(world: World, signed_in: SignIn) -> None:
    """Each count opens what it counts there as well."""
    world.approve(world.filing())
    world.approve(world.filing(world.department))
    for region, approved in (("east", 1), ("west", 0)):
        sides = {"left": world.period.pk, "right": world.year_end.pk, "region": region}
        response = answer(signed_in, "observer", "CNIPA", **sides)
        assert counts(response)["Approved"][0] == approved
        assert counts(response)["Filings"][0] == 2 * approved
        for row in response.context["page"].table("counts").rows:
            for cell in row.cells:
                if cell.href:
                    opened = signed_in("observer").get(cell.href)
                    assert opened.context["page_obj"].paginator.count == cell.value


def test_of_organizations_it_is_said_how_the_filing_of_each_stands(world: World, signed_in: SignIn) -> None:
    world.approve(world.filing())
    response = answer(signed_in, "observer", "CNIPA", by="organization", **{"with": ["44", "32"]})
    found = counts(response)
    assert (found["Filing"], found["Timeliness"]) == (["Approved", "Draft"], ["On time", "Due"])
    assert "Filings" not in found
