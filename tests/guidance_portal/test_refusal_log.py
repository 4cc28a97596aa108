"""What the log calls an error: what broke, and nothing that people were refused."""

import io
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from guidance_portal.refusal_log import RefusalFilter
from tests.conftest import SignIn
from tests.world import World

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What an operator reads with the settings as they are."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("{levelname} {name}: {message}", style="{"))
    handler.addFilter(RefusalFilter())
    logging.getLogger().addHandler(handler)
    level = logging.getLogger().level
    yield written
    logging.getLogger().setLevel(level)
    logging.getLogger().removeHandler(handler)


def refused(world: World, signed_in: SignIn) -> None:
    """A page without the right, an address that is not there, for people and for programs."""
    filer = signed_in("filer")
    assert filer.get(reverse("admin:login")).status_code == 403
    assert filer.get("/nowhere/").status_code == 404
    assert filer.get("/api/v1/nothing/").status_code == 404


def test_refusals_are_no_errors_and_no_warnings(world: World, signed_in: SignIn, log: io.StringIO) -> None:
    logging.getLogger().setLevel(logging.WARNING)
    refused(world, signed_in)
    assert log.getvalue() == ""


def test_refusals_are_told_in_one_line_where_the_log_tells_all(
    world: World, signed_in: SignIn, log: io.StringIO
) -> None:
    logging.getLogger().setLevel(logging.INFO)
    refused(world, signed_in)
    assert "INFO django.request: Not Found: /nowhere/" in log.getvalue()
    assert "Traceback" not in log.getvalue()
    assert "WARNING" not in log.getvalue()


def test_a_forged_form_is_a_warning(world: World, log: io.StringIO) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.filer)
    assert client.post(reverse("set_language"), {"language": "en"}).status_code == 403
    assert log.getvalue().startswith("WARNING django.security.csrf: Forbidden")
    assert "Traceback" not in log.getvalue()


def test_a_foreign_host_is_a_warning(db: None, log: io.StringIO) -> None:
    assert Client().get("/", headers={"host": "elsewhere.example.org"}).status_code == 400
    assert log.getvalue().startswith("WARNING django.security.DisallowedHost")
    assert "Traceback" not in log.getvalue()


def too_many_fields(client: Client) -> HttpResponse:
    return client.post(reverse("set_language"), {f"field-{place}": "x" for place in range(5_001)})


def too_large_a_form(client: Client) -> HttpResponse:
    text = "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    return client.post(reverse("set_language"), f"language={text}", content_type=FORM)


def too_large_an_upload(client: Client) -> HttpResponse:
    most = settings.UPLOAD_REQUEST_MB * 1024 * 1024
    length: dict[str, Any] = {"CONTENT_LENGTH": str(most + 1)}
    return client.post(reverse("set_language"), {"file": io.BytesIO(b"x")}, **length)


def a_broken_upload(client: Client) -> HttpResponse:
    return client.post(reverse("set_language"), b"x", content_type="multipart/form-data; boundary=é")


def a_wrong_verb(client: Client) -> HttpResponse:
    return client.get(reverse("set_language"))


def a_rejected_form(client: Client) -> HttpResponse:
    return client.post(reverse("account-address"), {"address": "none"})


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (too_many_fields, 400),
        (too_large_a_form, 400),
        (too_large_an_upload, 400),
        (a_broken_upload, 400),
        (a_wrong_verb, 405),
        (a_rejected_form, 422),
    ],
)
def test_no_refusal_is_an_error(
    world: World, log: io.StringIO, ask: Callable[[Client], HttpResponse], code: int
) -> None:
    logging.getLogger().setLevel(logging.INFO)
    client = Client()
    client.force_login(world.filer)
    assert ask(client).status_code == code
    assert not re.search("ERROR|CRITICAL|Traceback", log.getvalue())


def test_too_many_attempts_are_no_error(db: None, log: io.StringIO, settings: Settings) -> None:
    """Tests have no rates; here one a minute holds."""
    logging.getLogger().setLevel(logging.INFO)
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    address, client = reverse("account_reset_password"), Client(REMOTE_ADDR="198.51.100.77")
    answers = [client.post(address, {"email": f"{place}@example.org"}) for place in range(2)]
    assert [answer.status_code for answer in answers] == [302, 429]
    assert not re.search("ERROR|CRITICAL|Traceback", log.getvalue())


def test_what_breaks_is_an_error_with_its_traceback(log: io.StringIO) -> None:
    try:
        raise SuspiciousOperation("broken")
    except SuspiciousOperation:
        logging.getLogger("django.request").exception("Failed", extra={"status_code": 500})
    assert log.getvalue().startswith("ERROR django.request: Failed")
    assert "Traceback" in log.getvalue()


def test_the_portals_log_is_kept_so() -> None:
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["refusals"]
    assert "handlers" not in settings.LOGGING["loggers"]["django"]
