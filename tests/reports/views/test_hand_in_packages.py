"""Packages of what was handed in: of everybody, of some, of one organization; and of nobody."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization
from organizations.permissions import Role
from reports.actions import hand_in_report, make_export
from reports.actions.export import plan_of
from reports.models import AnnualReport, Export
from tests.conftest import SignIn
from tests.reports.hand_ins.handed import frozen_and_handed_in, on_day, sent_back
from tests.world import World, member
from tests.written_once import annual_report

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.usefixtures("small_reports")
LIST = "/reports/hand-ins/"
NOTHING = "Nobody of these has handed in a report"


@pytest.fixture(autouse=True)
def december(world: World) -> Iterator[None]:
    del world
    with on_day():
        yield


@pytest.fixture
def handed(world: World) -> World:
    """Two provinces and the receiving department itself have handed in."""
    for organization in (world.province, world.neighbour):
        frozen_and_handed_in(world, organization)
    annual_report(world, organization=world.department)
    hand_in_of_the_department(world)
    return world


def hand_in_of_the_department(world: World) -> None:
    hand_in_report(
        guidance=world.guidance,
        organization=world.department,
        seen=1,
        by=world.department_filer,
        at=timezone.now(),
        is_unsigned_accepted=True,
    )


def order(client: Client, among: str) -> "HttpResponse":
    return client.post(f"{LIST}package/", {"among": among, "forms": ["json"]})


def one(organization: Organization) -> str:
    return f"one-{organization.pk}"


def planned(export: Export) -> list[str]:
    """Whose reports an export is of, by code."""
    return [organization.code for organization in plan_of(export, timezone.now()).organizations]


def test_each_choice_holds_exactly_these(handed: World, signed_in: SignIn) -> None:
    client = signed_in("department_filer")
    choices = {
        "": ["D-TFS", "44", "32"],
        "local": ["44", "32"],
        "department": ["D-TFS"],
        one(handed.province): ["44"],
        one(handed.neighbour): ["32"],
        one(handed.department): ["D-TFS"],
    }
    for among, codes in choices.items():
        answer = order(client, among)
        assert answer.status_code == 302, among
        export = Export.objects.latest("pk")
        assert sorted(planned(export)) == sorted(codes), among


def test_the_package_of_one_province_is_called_by_it_and_opened_by_who_ordered_it(
    handed: World, signed_in: SignIn
) -> None:
    lead = member("receiving-lead", handed.department, Role.LEAD)
    client = signed_in("department_filer")
    client.force_login(lead)
    answer = order(client, one(handed.province))
    export = Export.objects.get()
    assert (export.organization, export.among) == (handed.province, "one")
    export = make_export(export=export, at=timezone.now())
    assert export.status == "done", export.problem
    assert "Guangdong" in export.file_name
    detail = client.get(answer["Location"])
    assert detail.status_code == 200
    page = detail.content.decode()
    assert "Guangdong" in page
    # Exporting again orders the same.
    assert f'name="among" value="{one(handed.province)}"' in page
    assert "Guangdong" in client.get(reverse("reports:report-list")).content.decode()


def test_others_do_not_see_the_package(handed: World, signed_in: SignIn) -> None:
    order(signed_in("department_filer"), one(handed.province))
    for person in ("lead", "filer", "outsider", "reviewer"):
        assert signed_in(person).get(f"/reports/exports/{Export.objects.get().pk}/").status_code == 404


def test_where_nothing_came_in_it_is_said_before_anything_is_made(world: World, signed_in: SignIn) -> None:
    sent_back(world, frozen_and_handed_in(world))
    client = signed_in("department_filer")
    for among in ("", "east", one(world.province), one(world.neighbour)):
        answer = order(client, among)
        assert answer.status_code == 422
        assert NOTHING in answer.content.decode()
    assert not Export.objects.exists()


def test_an_organization_that_owes_none_is_no_choice(handed: World, signed_in: SignIn) -> None:
    client = signed_in("department_filer")
    for among in (one(handed.city), one(handed.office), "one", "one-x", "everything"):
        answer = order(client, among)
        assert answer.status_code == 422
        assert NOTHING not in answer.content.decode()
    assert not Export.objects.exists()


def test_the_page_of_exports_offers_them_to_who_receives(handed: World, signed_in: SignIn) -> None:
    page = reverse("reports:report-list")
    for person, is_offered in (("department_filer", True), ("administrator", True), ("lead", False)):
        answer = signed_in(person).get(page)
        assert ("package_form" in answer.context) is is_offered
    assert AnnualReport.objects.count() == 3
