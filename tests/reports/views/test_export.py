"""The pages of exports: the form, the list, progress, what a file holds, cancelling, download."""

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from background.actions import take_job
from background.models import Job, WorkerPresence
from background.terms import lease_lasts
from organizations.permissions import Role
from reports.actions import cancel_export, make_export
from reports.models import Export, FormKey
from tests.background.queue import work_off
from tests.factories import OrganizationFactory
from tests.reports.exports.orders import finished, waiting
from tests.reports.exports.small_reports import NO_FONT, refusing
from tests.world import member

if TYPE_CHECKING:
    from django.test import Client

    from reports.exports.makers import Maker
    from tests.conftest import SignIn
    from tests.world import World

pytestmark = pytest.mark.usefixtures("small_reports")

LIST, CREATE = reverse("reports:report-list"), reverse("reports:export-create")


def detail(export: Export) -> str:
    return reverse("reports:export-detail", args=[export.pk])


def download(export: Export) -> str:
    return reverse("reports:export-download", args=[export.pk])


def page(client: "Client", address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


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
    assert text.count(" checked") == 3  # Word, PDF and the one report
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
    assert counts == [11, 11]


@pytest.mark.parametrize(("status", "pinned"), [("running", 7), ("done", 5)])
def test_what_is_asked_each_second_costs_few_queries(
    world: "World", administrator: "Client", status: str, pinned: int
) -> None:
    export = waiting(world) if status == "running" else finished(world)
    with CaptureQueriesContext(connection) as captured:
        administrator.get(detail(export), headers={"hx-request": "true"})
    assert len(captured) == pinned


# --- One export -------------------------------------------------------------------------------------


def test_progress_page_asks_again_until_it_is_finished(world: "World", administrator: "Client") -> None:
    export = waiting(world)
    assert "hx-trigger" in page(administrator, detail(export))
    part = administrator.get(detail(export), headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    make_export(export=export, at=timezone.now())
    assert "hx-trigger" not in page(administrator, detail(export))
    part = administrator.get(detail(export), headers={"hx-request": "true"}).content.decode()
    assert '<div id="export-cancel" hx-swap-oob="true"></div>' in part


def test_the_page_names_what_is_done_just_now(world: "World", administrator: "Client") -> None:
    export = waiting(world)
    stage = {
        "step": "write",
        "organization": {"zh": "广东", "en": "Guangdong"},
        "form": "pdf",
        "place": 12,
        "count": 34,
    }
    Export.objects.update(status="running", stage=stage, steps_done=37, steps_total=100)
    text = page(administrator, detail(export))
    assert "Writing · Guangdong · PDF (.pdf) (12 of 34)" in text
    assert "37%" in text
    administrator.cookies["django_language"] = "zh-hans"
    assert "正在生成 · 广东 · PDF 文件（.pdf）（第 12 份，共 34 份）" in page(administrator, detail(export))


def test_the_page_of_a_finished_export_says_what_was_changed_and_what_is_missing(
    world: "World", administrator: "Client", small_reports: "dict[FormKey, Maker]"
) -> None:
    small_reports[FormKey.PDF] = refusing(small_reports[FormKey.PDF])
    export = waiting(world, FormKey.DOCX, FormKey.PDF, scope=Export.Scope.ALL)
    text = page(administrator, detail(make_export(export=export, at=timezone.now())))
    assert text.count(NO_FONT) == text.count("One sign could not be shown.") == 1
    export.refresh_from_db()
    for shown in (export.sha256, export.sm3, "not final: of what was approved at", "all 4 reports"):
        assert shown in text


def test_a_file_of_the_days_before_manifests_is_shown_and_downloaded(
    world: "World", administrator: "Client"
) -> None:
    export = finished(world)
    assert export.sha256 in page(administrator, detail(export))
    answer = administrator.get(download(export))
    assert b"".join(answer.streaming_content) == b"{}"
    assert f"2021-{world.office.code}-20211010-1200.json" in answer["Content-Disposition"]


def test_cancelling_leads_back_to_the_page_which_says_who_and_offers_it_again(
    world: "World", administrator: "Client"
) -> None:
    export = waiting(world)
    address = reverse("reports:export-cancel", args=[export.pk])
    assert address in page(administrator, detail(export))
    text = administrator.post(address, follow=True).content.decode()
    assert f"{world.administrator} cancelled it on" in text
    assert CREATE in text
    assert address not in text
    assert administrator.get(download(export)).status_code == 404


def test_cancelling_too_late_is_said(world: "World", administrator: "Client") -> None:
    export = make_export(export=waiting(world), at=timezone.now())
    address = reverse("reports:export-cancel", args=[export.pk])
    answer = administrator.post(address, follow=True)
    assert "nothing left to cancel" in answer.content.decode()
    assert download(export) in answer.content.decode()


def test_again_orders_the_same(world: "World", administrator: "Client") -> None:
    wanted = {"scope": Export.Scope.ALL, "language": "zh-hans", "with_submitted": True}
    export = waiting(world, FormKey.DOCX, FormKey.JSON, **wanted)
    cancel_export(export=export, by=world.administrator, at=timezone.now())
    hidden = {
        "guidance": export.guidance_id,
        "organization": export.organization_id,
        "forms": ["docx", "json"],
        "scope": "all",
        "language": "zh-hans",
        "with_submitted": "on",
    }
    text = page(administrator, detail(export))
    for name, value in hidden.items():
        for each in value if isinstance(value, list) else [value]:
            assert f'<input type="hidden" name="{name}" value="{each}">' in text
    administrator.post(CREATE, hidden)
    again = Export.objects.latest("pk")
    same = ("guidance", "organization", "forms", "scope", "language", "with_submitted")
    assert [getattr(again, name) for name in same] == [getattr(export, name) for name in same]


def test_failure_says_so_plainly_and_offers_another_try(
    world: "World", administrator: "Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("reports.actions.export.produce", broken)
    export = waiting(world)
    work_off()
    export.refresh_from_db()
    assert export.status == Export.Status.FAILED
    text = page(administrator, detail(export))
    assert export.problem in text
    assert "disk full" not in text
    assert CREATE in text


def test_the_page_says_what_keeps_an_export(world: "World", administrator: "Client") -> None:
    export, at = waiting(world), timezone.now()
    assert "Nobody does background work" in page(administrator, detail(export))
    WorkerPresence.objects.create(worker="one", host="h", pid=1, started_at=at, seen_at=at)
    assert "notice--" not in page(administrator, detail(export))
    take_job(worker="one", at=at - lease_lasts())
    assert "fell silent" in page(administrator, detail(export))
    take_job(worker="one", at=at)
    assert "attempt 2 of 3" in page(administrator, detail(export))
    Job.objects.all().delete()
    lost = page(administrator, detail(export))
    assert "broke off. Ask for it again" in lost
    assert "hx-trigger" not in lost
    assert CREATE in lost


def test_unfinished_or_lost_files_are_not_found(world: "World", administrator: "Client") -> None:
    export = waiting(world)
    assert administrator.get(download(export)).status_code == 404
    export = make_export(export=export, at=timezone.now())
    export.file.storage.delete(export.file.name)
    assert administrator.get(download(export)).status_code == 404
