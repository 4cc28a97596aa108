"""The view of organizations × indicators: who sees what, what leads where, and what the address asks for."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from organizations.models import Organization
from targets.models import Allocation, Target
from tasks.models import Guidance
from tests.conftest import SignIn
from tests.factories import OrganizationFactory
from tests.reports.markup import Element, Page
from tests.reports.random_year import draw_year
from tests.world import World

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.django_db


def answer(signed_in: SignIn, person: str, code: str, **asked: object) -> "HttpResponse":
    return signed_in(person).get(reverse("reports:dashboard-places", args=[code]), asked)


def shown(signed_in: SignIn, person: str, code: str, **asked: object) -> Page:
    response = answer(signed_in, person, code, **asked)
    assert response.status_code == 200
    return Page(response.content.decode())


def by_id(page: Page, name: str) -> Element:
    return next(element for element in page.elements if element.attributes.get("id") == name)


def rows(page: Page) -> list[str]:
    """The organizations whose rows stand in the table, by code."""
    ids = [row.attributes.get("id", "") for row in page.all("tr")]
    return [name.removeprefix("place-") for name in ids if name.startswith("place-")]


@pytest.fixture
def filed(world: World) -> World:
    world.approve(world.filing(), value="123.25")
    world.approve(world.filing(world.neighbour), by=world.person("reviewer"), value="77.5")
    world.approve(world.filing(world.city), by=world.provincial_reviewer, value="99.75")
    return world


def share(world: World, organization: Organization, value: int, target: Target | None = None) -> None:
    Allocation.objects.create(
        target=target or world.pledge,
        organization=organization,
        value=Decimal(value),
        set_at=world.guidance.published_at,
        set_by=world.person("administrator"),
    )


# --- Who sees whose figures (design R18) ------------------------------------------------------------
@pytest.mark.parametrize("person", ["observer", "department_observer"])
def test_the_office_and_a_department_see_every_bureau(filed: World, signed_in: SignIn, person: str) -> None:
    code = {"observer": "CNIPA", "department_observer": filed.department.code}[person]
    page = shown(signed_in, person, code)
    assert rows(page) == ["44", "32"]
    assert "123.25" in by_id(page, "place-44").text
    assert "77.50" in by_id(page, "place-32").text


def test_a_bureau_sees_its_cities_and_never_its_neighbours(filed: World, signed_in: SignIn) -> None:
    response = answer(signed_in, "lead", "44")
    assert rows(Page(response.content.decode())) == ["440100"]
    assert "99.75" in response.content.decode()
    assert "77.5" not in response.content.decode()
    assert answer(signed_in, "lead", "32").status_code == 404
    assert answer(signed_in, "lead", "CNIPA").status_code == 404


def test_beneath_a_township_stands_nobody(filed: World, signed_in: SignIn) -> None:
    county = OrganizationFactory(parent=filed.city, kind="county")
    township = OrganizationFactory(parent=county, kind="township")
    for code, beneath in ((county.code, [township.code]), (township.code, [])):
        assert rows(shown(signed_in, "observer", code)) == beneath
        for view in ("comparison", "work", "history", "stream", "discipline", "measures"):
            address = reverse(f"reports:dashboard-{view}", args=[code])
            assert signed_in("observer").get(address).status_code == 200


def test_a_department_sees_its_own_targets_alone(filed: World, signed_in: SignIn) -> None:
    other = OrganizationFactory(kind="department", parent=filed.office)
    Target.objects.filter(pk=filed.pledge.pk).update(responsible=other)
    response = answer(signed_in, "department_observer", filed.department.code)
    assert "123.25" not in response.content.decode()
    assert reverse("targets:target-detail", args=[filed.pledge.pk]) not in response.content.decode()


def test_a_department_opens_neither_filings_nor_dashboards_of_bureaus(
    filed: World, signed_in: SignIn
) -> None:
    text = answer(signed_in, "department_observer", filed.department.code).content.decode()
    assert reverse("reports:dashboard-of", args=["44"]) not in text
    assert reverse("tasks:filing-detail", args=[filed.filing().pk]) not in text
    assert 'href="#place-44"' in text


def test_drafts_are_told_by_their_state_alone(world: World, signed_in: SignIn) -> None:
    world.fill(world.filing(), by=world.filer, value="4711.5")
    text = answer(signed_in, "observer", "CNIPA").content.decode()
    assert "4,711.5" not in text
    assert "4711.5" not in text
    assert "pill--draft" in text


# --- What leads where -------------------------------------------------------------------------------
def test_names_lead_to_dashboards_heads_to_targets_and_figures_to_their_explanations(
    filed: World, signed_in: SignIn
) -> None:
    page = shown(signed_in, "observer", "CNIPA")
    links = [link.attributes["href"] for link in page.all("a")]
    assert any(link.startswith(reverse("reports:dashboard-of", args=["44"])) for link in links)
    assert reverse("targets:target-detail", args=[filed.pledge.pk]) in links
    explained = reverse("targets:target-explanation", args=[filed.pledge.pk])
    figure = next(
        link
        for link in page.all("a")
        if link.attributes["href"].startswith(explained) and link.text == "123.25"
    )
    assert "organization=44" in figure.attributes["href"]
    note = figure.attributes["data-note"]
    assert "123.25" in note
    assert str(filed.period) in note
    assert "Place 1 of 2." in note


def test_a_figure_with_a_share_tells_it_with_its_outcome(filed: World, signed_in: SignIn) -> None:
    share(filed, filed.province, 200)
    page = shown(signed_in, "observer", "CNIPA")
    cell = next(cell for cell in page.all("td") if cell.text.startswith("123.25"))
    outcome = re.search(r"tone--(\w+)", " ".join(cell.classes))
    assert outcome is not None
    assert outcome[1] in {"met", "on_track", "at_risk", "off_track"}
    assert "61.6%" in cell.text
    assert "no. 1" in cell.text


def test_every_tile_leads_somewhere_and_the_map_to_the_table_and_back(
    filed: World, signed_in: SignIn
) -> None:
    page = shown(signed_in, "observer", "CNIPA")
    tiles = [link for link in page.all("a") if link.attributes.get("aria-label", "").startswith("Jiangsu")]
    assert tiles
    assert tiles[0].attributes["href"].startswith(reverse("reports:dashboard-of", args=["32"]))
    links = [link.attributes["href"] for link in page.all("a")]
    assert "#map" in links
    assert "#places" in links


# --- What the address asks for ----------------------------------------------------------------------
def test_a_colour_opens_its_rows(world: World, signed_in: SignIn) -> None:
    draw_year(world, 5)
    for colour in ("status", "outcome", world.pledge.pk):
        page = shown(signed_in, "observer", "CNIPA", colour=colour)
        section = by_id(page, "map")
        legend = [link for link in links_in(section) if "counted" in link.classes]
        assert sum(int(link.text) for link in legend) == len(rows(page))
        for link in legend:
            address, _hash, name = link.attributes["href"].partition("#")
            opened = Page(signed_in("observer").get(address).content.decode())
            assert opened.rows(name) == int(link.text)


def links_in(element: Element) -> list[Element]:
    found = []
    for child in element.children:
        if isinstance(child, Element):
            found += [child] if child.tag == "a" else links_in(child)
    return found


def test_by_region_each_stands_beneath_its_own(world: World, signed_in: SignIn) -> None:
    draw_year(world, 6)
    page = shown(signed_in, "observer", "CNIPA", group="region", sort_places="-organization")
    order = [row.attributes["id"] for row in page.all("tr") if row.attributes.get("id")]
    assert order[-1] == "total"
    assert order.index("region-east") < order.index("place-11") < order.index("region-west") or (
        order.index("region-west") < order.index("place-66") < order.index("region-east")
    )
    assert len(rows(page)) == 7


def test_rows_are_sorted_by_any_column(filed: World, signed_in: SignIn) -> None:
    key = f"t{filed.pledge.pk}"
    assert rows(shown(signed_in, "observer", "CNIPA", sort_places=key)) == ["32", "44"]
    assert rows(shown(signed_in, "observer", "CNIPA", sort_places=f"-{key}")) == ["44", "32"]
    for column in ("organization", "filing", "time", "nothing"):
        assert len(rows(shown(signed_in, "observer", "CNIPA", sort_places=column))) == 2


@pytest.mark.parametrize("name", ["colour", "group", "only"])
def test_what_does_not_fit_is_said_and_shows_all(filed: World, signed_in: SignIn, name: str) -> None:
    response = answer(signed_in, "observer", "CNIPA", **{name: "\x00nonsense"})
    assert response.status_code == 200
    assert list(response.context["places_form"].errors) == [name]
    assert str(response.context["places_form"].errors[name][0]) in response.content.decode()
    assert rows(Page(response.content.decode())) == ["44", "32"]


def test_the_filters_of_the_question_keep_what_the_table_is_asked_for(
    filed: World, signed_in: SignIn
) -> None:
    page = shown(signed_in, "observer", "CNIPA", colour="outcome", group="region", region="east")
    hidden = [
        (field.attributes["name"], field.attributes["value"])
        for field in page.all("input")
        if field.attributes.get("type") == "hidden"
    ]
    assert ("colour", "outcome") in hidden
    assert ("group", "region") in hidden
    assert ("region", "east") in hidden


def test_the_table_goes_out_with_rank_share_and_outcome(filed: World, signed_in: SignIn) -> None:
    share(filed, filed.province, 200)
    response = answer(signed_in, "observer", "CNIPA", format="csv", table="places")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")


def test_there_is_nothing_to_show_without_a_guidance(world: World, signed_in: SignIn) -> None:
    Guidance.objects.update(status="draft", published_at=None)
    assert answer(signed_in, "observer", "CNIPA").status_code == 200
