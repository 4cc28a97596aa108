"""The pages of handing in: the list, one organization's, the receipt, the scanned code, and first pages."""

import io
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reports.actions import make_export
from reports.models import Export, HandIn, HandInStep
from tasks.models import Notice
from tasks.notices.digest_mail import item
from tests.conftest import SignIn
from tests.reports.frozen import frozen_report
from tests.reports.frozen_again import corrected_from
from tests.reports.hand_ins.handed import arrived, frozen_and_handed_in, on_day, reminded, sent_back
from tests.world import World

LIST = "/reports/hand-ins/"
PAGE = "/reports/hand-ins/2021/44/"


def codes(client: Client, query: str = "") -> list[str]:
    answer = client.get(LIST + query)
    return [entry.organization.code for entry in answer.context["entries"]]


def test_each_count_opens_exactly_what_it_counts(world: World, signed_in: SignIn) -> None:
    arrived(world, frozen_and_handed_in(world).report)
    sent_back(world, frozen_and_handed_in(world, world.neighbour))
    with on_day():
        client = signed_in("department_filer")
        numbers = client.get(LIST).context["headline"].numbers
        found = [len(codes(client, number.href.removeprefix(LIST))) for number in numbers]
    assert [number.value for number in numbers] == found
    assert found == [1, 1, 2, 0, 1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["D-TFS", "44", "32"]),
        ("?way=electronic&state=done", ["44"]),
        ("?way=paper&state=missing", ["D-TFS", "44", "32"]),
        ("?kind=department", ["D-TFS"]),
        ("?region=east", ["44", "32"]),
        ("?name=guangdong", ["44"]),
        ("?state=not_ready", ["D-TFS", "32"]),
    ],
)
def test_the_filters_of_the_address(world: World, signed_in: SignIn, query: str, found: list[str]) -> None:
    frozen_and_handed_in(world)
    with on_day():
        assert sorted(codes(signed_in("administrator"), query)) == sorted(found)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_list_goes_out_as_a_file(world: World, signed_in: SignIn, form: str) -> None:
    frozen_and_handed_in(world)
    with on_day():
        answer = signed_in("department_filer").get(f"{LIST}?format={form}&state=done&way=electronic")
    assert answer.status_code == 200
    if form == "csv":
        assert "2021-0001" in answer.content.decode("utf-8-sig")
        assert "江苏" not in answer.content.decode("utf-8-sig")


def test_a_lead_hands_in_what_was_read(world: World, signed_in: SignIn) -> None:
    frozen_report(world)
    with on_day():
        client = signed_in("lead")
        assert client.get(PAGE).context["hand_in_form"].initial == {"seen": 1}
        assert client.post(PAGE, {"seen": "1"}).status_code == 409
        answer = client.post(PAGE, {"seen": "1", "is_unsigned_accepted": "on"}, follow=True)
    assert answer.redirect_chain[0][0] == "/reports/hand-ins/2021/receipts/1/"
    assert "2021-0001" in answer.content.decode()
    assert answer.context["is_late"] is False


def test_a_version_that_was_frozen_since_is_refused(world: World, signed_in: SignIn) -> None:
    corrected_from(world, frozen_report(world))
    with on_day():
        answer = signed_in("lead").post(PAGE, {"seen": "1", "is_unsigned_accepted": "on"})
    assert answer.status_code == 409
    assert not HandIn.objects.exists()


def test_who_receives_reads_what_was_handed_in_and_nothing_else(world: World, signed_in: SignIn) -> None:
    frozen_and_handed_in(world)
    client = signed_in("department_filer")
    assert client.get("/reports/hand-ins/2021/receipts/1/report/").status_code == 200
    assert client.get(reverse("reports:annual-report", args=[2021, "44"])).status_code == 404
    assert signed_in("outsider").get("/reports/hand-ins/2021/receipts/1/report/").status_code == 404


def test_what_is_sent_back_is_told_on_the_page_and_at_the_start(world: World, signed_in: SignIn) -> None:
    frozen_and_handed_in(world)
    with on_day():
        client = signed_in("department_filer")
        client.post(f"{PAGE}return/", {"number": "1", "return-reason": "缺少附件。"})
        assert "缺少附件。" in signed_in("lead").get(PAGE).content.decode()
        assert "缺少附件。" in signed_in("lead").get("/").content.decode()


def test_a_return_of_another_than_the_last_is_refused(world: World, signed_in: SignIn) -> None:
    frozen_and_handed_in(world)
    answer = signed_in("department_filer").post(
        f"{PAGE}return/", {"number": "9", "return-reason": "缺少附件。"}
    )
    assert answer.status_code == 409
    assert not HandInStep.objects.exists()


def test_a_scanned_code_offers_its_paper_to_who_receives_and_to_nobody_else(
    world: World, signed_in: SignIn, client: Client
) -> None:
    report = frozen_report(world)
    address = f"/verify/?code={report.verification.printed}"
    with on_day():
        offered = signed_in("department_filer").get(address)
        assert f"{PAGE}arrived/" in offered.content.decode()
        for person in ("lead", "reviewer", "department_observer"):
            assert "arrived/" not in signed_in(person).get(address).content.decode()
        assert "arrived/" not in Client().get(address).content.decode()
        asked = {"version": "1", "arrived_on": "2021-12-13", "next": address}
        noted = signed_in("department_filer").post(f"{PAGE}arrived/", asked, follow=True)
    assert noted.redirect_chain[0][0] == address
    assert "arrived/" not in noted.content.decode()
    assert HandInStep.objects.get().report == report


def test_codes_are_noted_line_by_line(world: World, signed_in: SignIn) -> None:
    code = frozen_report(world).verification.printed
    with on_day():
        answer = signed_in("department_filer").post(
            f"{LIST}paper/", {"codes": f"{code}\nnonsense", "arrived_on": "2021-12-13"}
        )
    assert [outcome.tone for outcome in answer.context["outcomes"]] == ["success", "error"]


def test_everybody_missing_is_reminded_and_those_chosen(world: World, signed_in: SignIn) -> None:
    with on_day():
        client = signed_in("department_filer")
        client.post(f"{LIST}remind/", {"organization": "44", "text": "请尽快。"})
        assert [step.organization.code for step in HandInStep.objects.all()] == ["44"]
        client.post(f"{LIST}remind/", {"everybody": "1"})
    assert HandInStep.objects.count() == 3


def test_a_reminder_leads_to_the_hand_in(world: World, signed_in: SignIn) -> None:
    reminded(world, world.province, text="请尽快。")
    client = signed_in("lead")
    notice = Notice.objects.get(user=world.lead)
    answer = client.get(reverse("tasks:notice-open", args=[notice.pk]))
    assert answer.headers["Location"] == PAGE
    assert PAGE in item(notice).url


def test_first_pages_say_what_is_to_be_handed_in(world: World, signed_in: SignIn) -> None:
    frozen_report(world)
    with on_day():
        assert PAGE in signed_in("lead").get("/").content.decode()
        assert PAGE not in signed_in("filer").get("/").content.decode()
        for person in ("administrator", "department_filer"):
            assert f"{LIST}?year=2021&amp;state=missing" in signed_in(person).get("/").content.decode()
        assert LIST not in signed_in("reviewer").get("/").content.decode()
        dashboard = signed_in("department_observer").get("/").content.decode()
        assert f"{LIST}?year=2021&amp;state=missing" in dashboard


def test_a_package_holds_exactly_the_versions_handed_in(
    world: World, signed_in: SignIn, small_reports: object
) -> None:
    first = frozen_and_handed_in(world).report
    corrected_from(world, first)
    sent_back(world, frozen_and_handed_in(world, world.neighbour))
    client = signed_in("department_filer")
    client.post(f"{LIST}package/", {"among": "east", "forms": ["json"]})
    export = Export.objects.get()
    assert (export.scope, export.among) == ("handed_in", "east")
    export = make_export(export=export, at=timezone.now())
    assert export.status == "done", export.problem
    assert [report["version"] for report in export.manifest["reports"]] == [1]
    assert export.manifest["reports"][0]["snapshot_sha256"] == first.sha256
    with export.file.open("rb") as file:
        assert any(name.endswith(".json") for name in ZipFile(io.BytesIO(file.read())).namelist())


def test_nothing_handed_in_makes_no_package(world: World, signed_in: SignIn, small_reports: object) -> None:
    receipt = frozen_and_handed_in(world)
    client = signed_in("administrator")
    client.post(f"{LIST}package/", {"among": "", "forms": ["json"]})
    Export.objects.update(status="waiting", file="", sha256="", finished_at=None, manifest=None)
    sent_back(world, receipt)
    export = make_export(export=Export.objects.get(), at=timezone.now())
    assert export.status == "failed"
