"""Annual reports on pages: who is how far, one to read with what it rests on, freezing, the snapshot."""

import hashlib
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
import time_machine
from django.urls import reverse

from reports.models import AnnualReport, ReportSettings
from reports.snapshot.schema import snapshot_schema
from reports.stored_report import unpacked
from tests.reports.frozen import DECEMBER, frozen_report

if TYPE_CHECKING:
    from django.test import Client

    from tests.conftest import SignIn
    from tests.world import World

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


def page(signed_in: "SignIn", person: str, address: str) -> str:
    response = signed_in(person).get(address, headers=ENGLISH)
    assert response.status_code == 200
    return response.content.decode()


def report_address(world: "World", code: str = "") -> str:
    return reverse("reports:annual-report", args=[2021, code or world.province.code])


def told_by(client: "Client", address: str, seen: str) -> str:
    """What the page after a freeze tells of it."""
    response = client.post(address, {"seen": seen}, headers=ENGLISH, follow=True)
    (message,) = response.context["messages"]
    return str(message)


def test_the_list_tells_how_far_everybody_is(world: "World", signed_in: "SignIn") -> None:
    frozen_report(world)
    text = page(signed_in, "reviewer", reverse("reports:annual-list"))
    assert "1 of 3 reports frozen" in text
    assert report_address(world) in text
    assert reverse("reports:annual-freeze", args=[2021]) not in text


def test_a_report_that_is_not_frozen_says_so_above_everything(world: "World", signed_in: "SignIn") -> None:
    world.approve(world.filing(), value="120.5")
    text = page(signed_in, "lead", report_address(world))
    assert "Not final: as of" in text
    assert text.index("Not final: as of") < text.index("document__title")


def test_what_waits_for_approval_is_not_told(world: "World", signed_in: "SignIn") -> None:
    world.submit(world.filing(), value="987.6")
    assert "987.6" not in page(signed_in, "reviewer", report_address(world))


def test_every_passage_leads_to_the_filing_it_rests_on(world: "World", signed_in: "SignIn") -> None:
    report = frozen_report(world)
    text = page(signed_in, "lead", report_address(world))
    assert 'href="#source-1"' in text
    assert 'id="source-1"' in text
    assert reverse("tasks:filing-detail", args=[report.filing_id]) in text
    assert f"Version 1, approved by {world.reviewer.name}" in text


def test_a_frozen_version_is_read_with_its_checksums(world: "World", signed_in: "SignIn") -> None:
    report = frozen_report(world)
    text = page(signed_in, "lead", report_address(world))
    assert report.sha256 in text
    assert report.sm3 in text
    assert "Not final" not in text


def test_a_version_that_there_is_not_is_not_found(world: "World", signed_in: "SignIn") -> None:
    frozen_report(world)
    for version in ("2", "0", "one", "-1"):
        response = signed_in("lead").get(f"{report_address(world)}?version={version}")
        assert response.status_code == 404


def test_the_snapshot_is_given_out_byte_for_byte(world: "World", signed_in: "SignIn") -> None:
    report = frozen_report(world)
    address = reverse("reports:annual-snapshot", args=[2021, world.province.code, 1])
    response = signed_in("lead").get(address)
    content = b"".join(response.streaming_content)
    assert hashlib.sha256(content).hexdigest() == report.sha256
    jsonschema.validate(json.loads(content), snapshot_schema())


def test_the_schema_is_published(world: "World", signed_in: "SignIn") -> None:
    del world
    response = signed_in("filer").get(reverse("reports:annual-schema"))
    assert response.json() == json.loads(json.dumps(snapshot_schema()))


def test_the_office_reads_whom_it_leaves_out_and_freezes_that(world: "World", signed_in: "SignIn") -> None:
    frozen_report(world)
    address = reverse("reports:annual-freeze", args=[2021])
    with time_machine.travel(DECEMBER, tick=False):
        client = signed_in("administrator")
        shown = client.get(address, headers=ENGLISH)
        assert "2 organizations would be left out" in shown.content.decode()
        told = [told_by(client, address, shown.context["seen"]) for _time in range(2)]
    assert told == ["Version 1 is frozen.", "Nothing has changed: version 1 stays."]
    report = AnnualReport.objects.get(organization=world.office)
    assert report.frozen_by == world.administrator
    with unpacked(report) as path:
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), snapshot_schema())


def test_what_was_frozen_meanwhile_is_shown_and_not_frozen_over(world: "World", signed_in: "SignIn") -> None:
    client, address = signed_in("administrator"), reverse("reports:annual-freeze", args=[2021])
    seen = client.get(address).context["seen"]
    frozen_report(world)
    response = client.post(address, {"seen": seen}, headers=ENGLISH)
    assert response.status_code == 409
    assert (
        "What this page says of the organizations has changed since you opened it."
        in response.content.decode()
    )
    assert not AnnualReport.objects.filter(organization=world.office).exists()


def settings_address(world: "World") -> str:
    return reverse("reports:report-settings", args=[world.province.code])


def opened(client: "Client", address: str) -> dict[str, str]:
    """What the form holds that somebody opens, with what they have read."""
    context = client.get(address, headers=ENGLISH).context
    form = context["form"]
    return {name: form[name].value() for name in form.fields} | {"seen": str(context["seen"])}


def test_the_letterhead_is_set_by_the_lead_and_stands_in_the_next_report(
    world: "World", signed_in: "SignIn"
) -> None:
    client, address = signed_in("lead"), settings_address(world)
    sent = opened(client, address) | {
        "letterhead": "official",
        "document_number": "粤知〔2021〕12号",
        "signer": "陈某",
        "contact_name": "李明",
        "contact_phone": "020-12345678",
    }
    assert client.post(address, sent).status_code == 302
    kept = ReportSettings.objects.get(organization=world.province)
    assert (kept.document_number, kept.changed_by) == ("粤知〔2021〕12号", world.lead)
    with unpacked(frozen_report(world)) as path:
        document = json.loads(path.read_text(encoding="utf-8"))["documents"]["zh-hans"]
    assert document["letterhead"]["document_number"] == "粤知〔2021〕12号"
    assert document["signature"]["contact"] == "（联系人：李明　联系电话：020-12345678）"


def test_a_letterhead_that_is_none_is_refused_at_its_field(world: "World", signed_in: "SignIn") -> None:
    address = settings_address(world)
    response = signed_in("lead").post(
        address, {"letterhead": "golden", "mark": "长" * 61, "sign_off": "full"}
    )
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"letterhead", "mark"}
    assert not ReportSettings.objects.exists()


def test_settings_begin_with_what_reports_have_without_them(world: "World", signed_in: "SignIn") -> None:
    department = reverse("reports:report-settings", args=[world.department.code])
    assert opened(signed_in("administrator"), department)["letterhead"] == "plain"
    assert opened(signed_in("lead"), settings_address(world))["letterhead"] == "official"


def test_settings_that_somebody_else_has_changed_are_shown_not_overwritten(
    world: "World", signed_in: "SignIn"
) -> None:
    """Both opened the page, one was first; the other reads what has changed and may send it again."""
    client, address = signed_in("lead"), settings_address(world)
    first = opened(client, address)
    second = first | {"signer": "陈某"}
    assert client.post(address, first | {"letterhead": "letter"}).status_code == 302
    refused = client.post(address, second, headers=ENGLISH)
    assert refused.status_code == 409
    assert ReportSettings.objects.get().signer == ""
    text = refused.content.decode()
    assert "Letterhead" in text
    assert "Official document with red letterhead" in text
    assert 'value="陈某"' in text
    again = second | {"letterhead": "letter", "seen": str(refused.context["seen"])}
    assert client.post(address, again).status_code == 302
    assert (ReportSettings.objects.get().letterhead, ReportSettings.objects.get().signer) == (
        "letter",
        "陈某",
    )


def test_who_may_not_set_the_letterhead_is_told_who_may(world: "World", signed_in: "SignIn") -> None:
    address = reverse("reports:report-settings", args=[world.province.code])
    answer = signed_in("filer").get(address, headers=ENGLISH)
    assert answer.status_code == 403
    assert "Its leads and administrators say how its reports are headed." in answer.content.decode()
