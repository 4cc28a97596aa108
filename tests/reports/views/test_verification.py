"""The address at which copies are checked, for everybody; and what a report's page shows of its code."""

import io
import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
import time_machine
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from reports.models import ReportFile
from reports.signing.keys import SigningKey
from reports.stored_report import unpacked
from reports.verification import intake
from reports.verification.pace import WINDOWS, Asked
from reports.verification_codes.code import new_code, printed_code
from reports.verification_codes.drawing import qr_png
from tests.reports.frozen import frozen_report
from tests.written_once import annual_report

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from reports.models import AnnualReport
    from tests.conftest import SignIn
    from tests.world import World

pytestmark = pytest.mark.django_db
VERIFY = "/verify/"


@pytest.fixture
def stranger() -> Client:
    """Somebody who is not signed in and reads English."""
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def page(client: Client, code: str) -> str:
    response = client.get(VERIFY, {"code": code})
    assert response.status_code == 200
    return response.content.decode()


def sent(client: Client, content: bytes, name: str = "copy.json") -> str:
    response = client.post(VERIFY, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 200
    return response.content.decode()


def snapshot_of(report: "AnnualReport") -> bytes:
    with unpacked(report) as path:
        return path.read_bytes()


def test_everybody_may_ask_without_an_account(stranger: Client) -> None:
    response = stranger.get(VERIFY)
    assert response.status_code == 200
    assert "Check a report" in response.content.decode()
    assert f'href="{VERIFY}"' in stranger.get(reverse("account_login")).content.decode()


def test_a_code_tells_which_report_it_is_and_nothing_of_what_it_says(
    world: "World", stranger: Client
) -> None:
    report = frozen_report(world, value="512.75")
    text = page(stranger, report.verification.printed.lower().replace("-", " "))
    assert "The code is genuine, and the version is current" in text
    assert world.province.full_display_name in text
    assert "Version 1, frozen on 2021-12-10" in text
    assert "512.75" not in text
    assert reverse("reports:annual-report", args=[2021, world.province.code]) not in text


def test_whoever_may_read_the_report_is_led_to_it(world: "World", signed_in: "SignIn") -> None:
    code = frozen_report(world).verification.printed
    address = f"{reverse('reports:annual-report', args=[2021, world.province.code])}?version=1"
    assert address in page(signed_in("lead"), code)
    assert address not in page(signed_in("outsider"), code)


def test_a_replaced_version_names_the_one_that_replaced_it(world: "World", stranger: Client) -> None:
    report = frozen_report(world)
    annual_report(world, version=2, replaces=report)
    text = page(stranger, report.verification.printed)
    assert "The code is genuine, but the version has been replaced" in text
    assert "Replaced by version 2 of 2021-10-10" in text


def test_a_code_that_was_not_issued_and_one_of_another_portal_get_the_same_answer(
    world: "World", stranger: Client
) -> None:
    frozen_report(world)
    first, second = new_code(), new_code()
    answers = [
        page(stranger, code).replace(printed_code(code), "").replace(code, "") for code in (first, second)
    ]
    without_token = [
        re.sub(r'csrfmiddlewaretoken" value="\w+"|X-CSRFToken[^}]*', "", text) for text in answers
    ]
    assert without_token[0] == without_token[1]
    assert "Unknown code" in without_token[0]


def test_a_typing_error_is_told_as_one(world: "World", stranger: Client) -> None:
    code = frozen_report(world).verification.printed
    other = "3" if code[0] != "3" else "4"
    assert "One sign is mistyped" in page(stranger, other + code[1:])


def test_a_genuine_file_and_one_with_an_altered_byte(world: "World", stranger: Client) -> None:
    content = snapshot_of(frozen_report(world))
    text = sent(stranger, content)
    assert "Genuine and current" in text
    assert "JSON (.json)" in text
    altered = content.replace(b'"2021', b'"2022', 1)
    assert "Altered: not the file that the portal made" in sent(stranger, altered)


def test_of_a_picture_only_the_code_is_checked(world: "World", stranger: Client) -> None:
    report = frozen_report(world)
    text = sent(stranger, qr_png(f"https://x.example/verify/?code={report.verification.printed}"), "scan.png")
    assert "Only the code was checked" in text
    assert world.province.full_display_name in text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-", b"{", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_says_nothing_is_unknown(stranger: Client, content: bytes) -> None:
    response = stranger.post(VERIFY, {"file": SimpleUploadedFile("copy", content)})
    # Django takes an empty file for none at all.
    assert response.status_code in {200, 422}
    assert response.status_code == 422 or "Unknown file" in response.content.decode()


def test_a_form_without_a_file_says_so(stranger: Client) -> None:
    response = stranger.post(VERIFY, {})
    assert response.status_code == 422
    assert "Choose a file first." in response.content.decode()


def test_a_file_that_is_too_large_is_told_and_not_kept(
    stranger: Client, settings: "Settings", monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VERIFY_FILE_MB = 1
    monkeypatch.setattr("reports.views.verification.taken_in", None)
    response = stranger.post(VERIFY, {"file": SimpleUploadedFile("large.pdf", bytes(2 * intake.MEGABYTE))})
    assert response.status_code == 413
    assert "larger than 1 MB" in response.content.decode()
    assert not response.wsgi_request.FILES


def test_nothing_is_left_of_a_file_that_was_checked(stranger: Client) -> None:
    with intake.taken_in(SimpleUploadedFile("copy", b"content")) as (path, sha256):
        assert (path.read_bytes(), len(sha256)) == (b"content", 64)
    assert not path.parent.exists()


def test_who_asks_too_often_is_told_when_to_go_on(stranger: Client) -> None:
    with time_machine.travel("2021-12-10T12:00:20+08:00", tick=False):
        for _number in range(WINDOWS[Asked.CODE][0].most):
            page(stranger, new_code())
        response = stranger.get(VERIFY, {"code": new_code()})
        assert (response.status_code, response["Retry-After"]) == (429, "40")
        assert "from 12:01:00 on" in response.content.decode()
        assert stranger.get(VERIFY).status_code == 200
        elsewhere = Client(REMOTE_ADDR="192.0.2.9").get(VERIFY, {"code": new_code()})
        assert elsewhere.status_code == 200


def test_a_header_that_no_trusted_proxy_wrote_gives_nobody_another_address(stranger: Client) -> None:
    with time_machine.travel("2021-12-10T12:00:20+08:00", tick=False):
        for number in range(WINDOWS[Asked.CODE][0].most + 1):
            response = stranger.get(VERIFY, {"code": "0"}, headers={"x-forwarded-for": f"192.0.2.{number}"})
        assert response.status_code == 429


# --- The key, and the page of a report --------------------------------------------------------------


def test_the_public_key_is_published(stranger: Client, signing: SigningKey) -> None:
    response = stranger.get(reverse("reports:verify-key"))
    assert (response.status_code, response.content) == (200, signing.public_pem)
    assert b"PRIVATE" not in response.content


def test_without_a_key_none_is_published(stranger: Client, settings: "Settings") -> None:
    assert stranger.get(reverse("reports:verify-key")).status_code == 404
    settings.SIGNING_KEY_FILE.write_text("no key")
    try:
        assert stranger.get(reverse("reports:verify-key")).status_code == 404
    finally:
        settings.SIGNING_KEY_FILE.unlink()


def test_the_page_of_a_report_shows_its_code_and_qr(world: "World", signed_in: "SignIn") -> None:
    report, client = frozen_report(world), signed_in("lead")
    text = client.get(reverse("reports:annual-report", args=[2021, world.province.code])).content.decode()
    code = report.verification.printed
    assert f"{VERIFY}?code={code}" in text
    assert "its files do not show this one" not in text
    drawn = client.get(reverse("reports:annual-qr", args=[2021, world.province.code, 1]))
    assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/svg+xml")


def test_the_picture_on_the_page_leads_to_the_check(world: "World", settings: "Settings") -> None:
    from reports.verification_codes.address import checking_link  # noqa: PLC0415

    settings.PORTAL_ADDRESS = "https://portal.example.gov.cn"
    link = checking_link("BG4Y-7S6D-Q942-9SW7")
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr_png(link))))
    assert found.text == "https://portal.example.gov.cn/verify/?code=BG4Y-7S6D-Q942-9SW7"


def test_a_report_of_the_days_before_codes_shows_the_one_it_got_since(
    world: "World", signed_in: "SignIn", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.actions.freeze.verification", lambda _code: None)
    report = frozen_report(world)
    address = reverse("reports:annual-report", args=[2021, world.province.code])
    text = signed_in("lead").get(address).content.decode()
    assert report.verification.printed in text
    assert "its files do not show this one" in text


def test_a_signed_snapshot_is_taken_away_and_known_again(
    world: "World", signed_in: "SignIn", stranger: Client, signing: SigningKey
) -> None:
    report, client = frozen_report(world), signed_in("lead")
    address = reverse("reports:annual-signed", args=[2021, world.province.code, 1])
    content = b"".join(client.get(address).streaming_content)  # type: ignore[arg-type]
    assert b"".join(client.get(address).streaming_content) == content  # type: ignore[arg-type]
    with ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
    assert {"manifest.json", "manifest.sig", "public-key.pem", "verify.py"} < names
    assert "Genuine and current" in sent(stranger, content, "signed.zip")
    assert ReportFile.objects.filter(form="zip", report=report).count() == 1


def test_a_key_that_cannot_be_used_is_told_on_the_reports_page(
    world: "World", signed_in: "SignIn", settings: "Settings"
) -> None:
    frozen_report(world)
    settings.SIGNING_KEY_FILE.write_text("no key")
    try:
        address = reverse("reports:annual-signed", args=[2021, world.province.code, 1])
        response = signed_in("lead").get(address, follow=True)
    finally:
        settings.SIGNING_KEY_FILE.unlink()
    assert "signing key cannot be used" in response.content.decode()
