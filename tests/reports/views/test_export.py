"""The pages of exports: the form, the list, progress, what a file holds, cancelling, download."""

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations.permissions import Role
from reports.actions import make_export
from reports.models import Export, FormKey
from tests.background.queue import work_off
from tests.factories import MembershipFactory, OrganizationFactory
from tests.reports.exports.orders import finished, waiting
from tests.reports.views.export_addresses import CREATE, LIST, detail, download, page
from tests.world import member

if TYPE_CHECKING:
    from django.test import Client

    from tests.conftest import SignIn
    from tests.world import World

pytestmark = pytest.mark.usefixtures("small_reports")


def wish(world: "World", **values: Any) -> dict[str, Any]:
    return {"guidance": world.guidance.pk, "forms": ["json"], **values}


# --- The form ---------------------------------------------------------------------------------------


def test_a_report_is_ordered_made_and_downloaded(world: "World", administrator: "Client") -> None:
    answer = administrator.post(CREATE, wish(world, forms=["docx"], organization=world.province.pk))
    export = Export.objects.get()
    assert answer.url == detail(export)
    assert (export.organization, export.forms, export.language) == (world.province, "docx", "en")
    work_off()
    export.refresh_from_db()
    assert download(export) in page(administrator, LIST)
    answer = administrator.get(download(export))
    assert b"".join(answer.streaming_content).startswith(b"docx of 44")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert "2021-Guangdong-annual-report-not-final.docx" in answer["Content-Disposition"]


def test_the_form_offers_the_usual_forms_and_says_what_each_is_for(
    world: "World", administrator: "Client"
) -> None:
    text = page(administrator, LIST)
    # Word, PDF and the one report; Word and PDF of what was handed in
    assert text.count(" checked") == 3 + 2
    assert "The report as an official document" in text
    assert "Nobody has approved such figures" in text


def test_all_reports_in_all_forms_are_one_package(world: "World", administrator: "Client") -> None:
    asked = {"forms": FormKey.values, "scope": "all", "language": "zh-hans", "with_submitted": "on"}
    administrator.post(CREATE, wish(world, **asked))
    export = Export.objects.get()
    assert (export.scope, export.language, export.with_submitted) == ("all", "zh-hans", True)
    work_off()
    answer = administrator.get(download(export))
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert answer["Content-Type"] == "application/zip"
    assert administrator.get(detail(export)).status_code == 200


def test_whoever_belongs_high_and_low_is_offered_no_whole_tree(world: "World", signed_in: "SignIn") -> None:
    beside = OrganizationFactory(parent=world.province, kind="city", code="440300")
    below = OrganizationFactory(parent=world.city, kind="county", code="440104")
    OrganizationFactory(parent=beside, kind="county", code="440303")
    MembershipFactory(user=world.administrator, organization=world.city, role=Role.LEAD)
    form = signed_in("administrator").get(LIST).context["form"]
    to_office = [world.department, world.province, world.neighbour]
    assert set(form.offered) == {world.office, *to_office, world.city, below}


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"guidance": ""}, "This field is required."),
        ({"guidance": "999999"}, "does not exist or is not published"),
        ({"guidance": "\x00"}, "This field is required."),
        ({"forms": []}, "Choose at least one form."),
        ({"forms": ["json", "odt"]}, "no form called odt"),
        ({"scope": "some"}, "Choose one of the two."),
        ({"language": "fr"}, "no such language"),
        ({"organization": "999999"}, "no such organization"),
        ({"organization": "x"}, "no such organization"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    world: "World", administrator: "Client", bad: dict[str, Any], said: str
) -> None:
    answer = administrator.post(CREATE, wish(world) | bad)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Export.objects.exists()


def test_the_page_of_a_refused_order_names_its_faults_above_and_can_be_asked_for_again(
    world: "World", administrator: "Client"
) -> None:
    text = administrator.post(CREATE, wish(world, forms=[])).content.decode()
    assert '<a href="#id_forms">Forms: Choose at least one form.</a>' in text
    assert 'id="id_forms"' in text
    assert text.split('aria-current="page"')[-1].split("</a>")[0].endswith("Exports")
    assert administrator.get(CREATE).url == LIST


def test_a_local_administrator_exports_what_is_below_and_nothing_else(
    world: "World", signed_in: "SignIn"
) -> None:
    world.people["local"] = member("local-administrator", world.province, Role.ADMINISTRATOR)
    client = signed_in("local")
    assert world.neighbour.name not in page(client, LIST)
    assert client.post(CREATE, wish(world, organization=world.neighbour.pk)).status_code == 422
    assert client.post(CREATE, wish(world, organization=world.office.pk)).status_code == 422
    assert client.post(CREATE, wish(world, organization=world.city.pk)).status_code == 302
    assert Export.objects.get().organization == world.city
    assert client.get(detail(waiting(world))).status_code == 404


def test_a_lead_exports_the_own_report_and_none_below(world: "World", signed_in: "SignIn") -> None:
    client = signed_in("lead")
    text = page(client, f"{LIST}?organization={world.city.code}")
    assert 'name="scope"' not in text
    assert 'name="organization"' not in text
    assert client.post(CREATE, wish(world)).status_code == 302
    assert Export.objects.get().organization == world.province
    below = client.post(CREATE, wish(world, organization=world.city.pk))
    assert (below.status_code, "not yours to export" in below.content.decode()) == (422, True)
    every = client.post(CREATE, wish(world, scope="all"))
    assert every.status_code == 422
    assert "You may export the report of this organization alone." in every.context["form"].errors["scope"]


def test_a_dashboard_leads_who_may_to_the_export_of_its_report(world: "World", signed_in: "SignIn") -> None:
    dashboard = reverse("reports:dashboard-of", args=[world.city.code])
    address = f"{LIST}?organization={world.city.code}"
    assert f'href="{address}"' in page(signed_in("administrator"), dashboard)
    assert address not in page(signed_in("reviewer"), dashboard)


def test_one_far_below_is_named_by_the_address(world: "World", administrator: "Client") -> None:
    assert f'value="{world.city.pk}"' not in page(administrator, LIST)
    assert f'value="{world.city.pk}" selected' in page(administrator, f"{LIST}?organization=440100")
    assert administrator.get(f"{LIST}?organization=%00nowhere").status_code == 200


@pytest.mark.parametrize("person", ["filer", "reviewer", "observer", "department_observer"])
def test_people_without_the_right_are_refused(world: "World", signed_in: "SignIn", person: str) -> None:
    client = signed_in(person)
    assert client.get(LIST).status_code == 403
    assert client.post(CREATE, wish(world)).status_code == 403
    export = make_export(export=waiting(world), at=timezone.now())
    assert client.get(detail(export)).status_code == 404
    assert client.get(download(export)).status_code == 404
    assert client.post(reverse("reports:export-cancel", args=[export.pk])).status_code == 404


# --- The list ---------------------------------------------------------------------------------------


def test_each_export_can_be_downloaded_ordered_again_or_cancelled(
    world: "World", administrator: "Client"
) -> None:
    assert "Files that you export are kept here." in page(administrator, LIST)
    done, waits = finished(world), waiting(world)
    text = page(administrator, LIST)
    assert download(done) in text
    assert text.count("Export again") == 1
    assert reverse("reports:export-cancel", args=[waits.pk]) in text
    assert reverse("reports:export-cancel", args=[done.pk]) not in text


def test_the_queries_of_the_list_do_not_grow(world: "World", administrator: "Client") -> None:
    counts = []
    for number in range(1, 8, 6):
        for _ in range(number):
            finished(world)
            OrganizationFactory(parent=world.office)
        with CaptureQueriesContext(connection) as captured:
            page(administrator, LIST)
        counts.append(len(captured))
    assert counts == [17, 17]


@pytest.mark.parametrize(("status", "pinned"), [("running", 6), ("done", 4)])
def test_what_is_asked_each_second_costs_few_queries(
    world: "World", administrator: "Client", status: str, pinned: int
) -> None:
    export = waiting(world) if status == "running" else finished(world)
    with CaptureQueriesContext(connection) as captured:
        administrator.get(detail(export), headers={"hx-request": "true"})
    assert len(captured) == pinned
