"""Two annual reports side by side: what is compared, who may see it, and what the page says."""

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from openpyxl import load_workbook

from organizations.models import Organization
from reports.actions.freeze import keep_version, made_version
from reports.assembly import Wanted
from tasks.models import Guidance
from tests.factories import ReportingPeriodFactory
from tests.reports.frozen import frozen_report
from tests.reports.frozen_again import corrected_report
from tests.targets.filed_years import published

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.conftest import SignIn
    from tests.world import World

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


def asked(signed_in: "SignIn", person: str, **query: object) -> "HttpResponse":
    address = f"{reverse('reports:annual-compare')}?{urlencode(query)}"
    return signed_in(person).get(address, headers=ENGLISH)


def page(signed_in: "SignIn", person: str, **query: object) -> str:
    response = asked(signed_in, person, **query)
    assert response.status_code == 200
    return response.content.decode()


def test_two_versions_stand_side_by_side_with_what_changed(world: "World", signed_in: "SignIn") -> None:
    corrected_report(world)
    text = page(signed_in, "lead", year=2021, organization="44", with_version=1)
    assert "“Version 2” differs from “Version 1”" in text
    assert "Figures that changed" in text
    assert "500.5" in text
    assert "512.5" in text
    assert "data-difference" in text


def test_a_report_is_compared_with_the_version_before_it(world: "World", signed_in: "SignIn") -> None:
    corrected_report(world)
    sides = asked(signed_in, "lead", year=2021, organization="44").context["sides"]
    assert (sides.before.report.version, sides.after.report.version) == (1, 2)


def test_what_is_approved_now_is_compared_with_the_frozen_report(world: "World", signed_in: "SignIn") -> None:
    frozen_report(world)
    context = asked(signed_in, "lead", year=2021, organization="44", version="now").context
    assert context["sides"].names == ("Version 1", "What is approved now")
    assert context["comparison"].counts


def test_the_figures_on_top_lead_to_their_passages(world: "World", signed_in: "SignIn") -> None:
    corrected_report(world)
    response = asked(signed_in, "lead", year=2021, organization="44")
    figures = response.context["figures"]
    assert any("500.5" in figure.before and "512.5" in figure.after for figure in figures)
    text = response.content.decode()
    assert all(f'id="{figure.anchor}"' in text for figure in figures)


def test_what_is_the_same_is_shown_where_it_is_asked_for(world: "World", signed_in: "SignIn") -> None:
    corrected_report(world)
    few = asked(signed_in, "lead", year=2021, organization="44").context["sections"]
    all_of_them = asked(signed_in, "lead", year=2021, organization="44", show="all").context
    shown = [block for section in few for block in section.blocks]
    assert all(block.change.differs for block in shown)
    assert any(not block.change.differs for section in all_of_them["sections"] for block in section.blocks)
    assert 'name="show" value="all"' in page(signed_in, "lead", year=2021, organization="44", show="all")


def test_the_same_version_twice_says_the_same(world: "World", signed_in: "SignIn") -> None:
    frozen_report(world)
    text = page(signed_in, "lead", year=2021, organization="44", version=1, with_version=1)
    assert "Nothing differs" in text
    assert "say the same in every passage" in text
    assert "Both sides are the same report" in text
    assert "Figures as Excel" not in text


def test_two_organizations_are_called_different_and_not_changed(world: "World", signed_in: "SignIn") -> None:
    frozen_report(world)
    frozen_report(world, world.neighbour, value="300")
    text = page(signed_in, "reviewer", year=2021, organization="44", with_organization=world.neighbour.code)
    assert "Figures side by side" in text
    assert "figures stand beside others." in text or "figure stands beside another." in text
    assert "Figures that changed" not in text


def last_year() -> Guidance:
    """A published guidance of the year before with its year end."""
    guidance = published(2020)
    ReportingPeriodFactory.create(guidance=guidance)
    return guidance


def test_a_year_without_a_report_is_told(world: "World", signed_in: "SignIn") -> None:
    frozen_report(world)
    last_year()
    context = asked(signed_in, "lead", year=2021, organization="44").context
    assert context["missing"].guidance.year == 2020
    text = page(signed_in, "lead", year=2021, organization="44", with_year=2020)
    assert "No report of" in text
    assert "for 2020" in text


def test_two_years_are_compared_under_the_same_headings(world: "World", signed_in: "SignIn") -> None:
    frozen_report(world)
    wanted = Wanted(last_year(), world.province, timezone.now())
    keep_version(made_version(wanted, by=world.reviewer), filing=None)
    context = asked(signed_in, "lead", year=2021, organization="44", show="all").context
    assert context["sides"].names == ("2020", "2021")
    headings = [section.heading for section in context["comparison"].sections if section.heading]
    assert [each.block.text for each in headings if each.fate == "kept"][:2] == [
        "Overview",
        "What Was Done and Achieved",
    ]
    assert "“2021” differs from “2020”" in context["headline"]


def test_a_report_of_which_nothing_is_approved_is_none(world: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "reviewer", year=2021, organization=world.neighbour.code)
    assert "None is frozen, and nothing is approved" in text


def test_a_version_that_there_is_not_is_said_at_its_field(world: "World", signed_in: "SignIn") -> None:
    corrected_report(world)
    response = asked(signed_in, "lead", year=2021, organization="44", version=7, with_version=1)
    assert "There is no such version" in response.content.decode()
    assert response.context["sides"].after.report.version == 2


@pytest.mark.parametrize(
    "query",
    [
        {"year": "2019"},
        {"year": "two"},
        {"year": "9" * 30},
        {"organization": "nobody"},
        {"with_organization": "nobody"},
        {"with_year": "0"},
    ],
)
def test_what_there_is_not_is_not_found(world: "World", signed_in: "SignIn", query: dict[str, str]) -> None:
    frozen_report(world)
    assert asked(signed_in, "reviewer", **query).status_code == 404


@pytest.mark.parametrize("name", ["organization", "with_organization"])
def test_outside_the_scope_neither_side_is_found(world: "World", signed_in: "SignIn", name: str) -> None:
    frozen_report(world)
    frozen_report(world, world.neighbour)
    assert asked(signed_in, "lead", **{"year": 2021, name: world.neighbour.code}).status_code == 404
    assert asked(signed_in, "reviewer", **{"year": 2021, name: world.neighbour.code}).status_code == 200


def test_only_organizations_in_scope_are_offered(world: "World", signed_in: "SignIn") -> None:
    frozen_report(world)
    for person, sees in (("lead", False), ("reviewer", True)):
        forms = asked(signed_in, person, year=2021, organization="44").context["forms"]
        codes = [code for code, _label in forms[0].fields["organization"].choices]
        assert (world.neighbour.code in codes) is sees
        assert world.province.code in codes


def test_whoever_belongs_nowhere_is_told_so(world: "World", signed_in: "SignIn") -> None:
    world.filer.memberships.all().delete()
    assert "You belong to no organization" in page(signed_in, "filer")


def test_nothing_published_is_said(world: "World", signed_in: "SignIn") -> None:
    del world
    Guidance.objects.update(status="draft", published_at=None)
    assert "No guidance is published yet" in page(signed_in, "filer")


def test_the_figures_are_taken_away_as_a_workbook(world: "World", signed_in: "SignIn") -> None:
    corrected_report(world)
    response = asked(signed_in, "lead", year=2021, organization="44", format="xlsx")
    assert response.status_code == 200
    sheets = load_workbook(BytesIO(response.content)).worksheets
    told = [cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert any("500.5" in str(cell) for cell in told)
    assert any("512.5" in str(cell) for cell in told)


def test_no_other_form_is_made(world: "World", signed_in: "SignIn") -> None:
    frozen_report(world)
    assert (
        asked(signed_in, "lead", year=2021, organization="44", version="now", format="exe").status_code == 404
    )


def test_both_sides_are_exchanged(world: "World", signed_in: "SignIn") -> None:
    corrected_report(world)
    turned = asked(signed_in, "lead", year=2021, organization="44").context["turned"]
    response = signed_in("lead").get(f"{reverse('reports:annual-compare')}{turned}", headers=ENGLISH)
    assert response.context["sides"].names == ("Version 2", "Version 1")


def test_the_page_of_a_report_leads_to_what_it_is_compared_with(world: "World", signed_in: "SignIn") -> None:
    corrected_report(world)
    last_year()
    text = signed_in("lead").get(reverse("reports:annual-report", args=[2021, "44"])).content.decode()
    start = f"{reverse('reports:annual-compare')}?year=2021&amp;organization=44&amp;version=2"
    assert f'{start}&amp;with_version=1"' in text
    assert f'{start}&amp;with_year=2020"' in text
    assert f'{start}"' in text


def test_the_office_sees_the_report_of_the_whole_country(world: "World", signed_in: "SignIn") -> None:
    frozen_report(world)
    assert isinstance(world.office, Organization)
    context = asked(signed_in, "reviewer", year=2021, organization=world.office.code, with_organization="44")
    assert context.context["sides"].way == "organizations"
