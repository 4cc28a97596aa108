"""No answer of the portal is kept by a browser or a proxy, whatever it is; style and scripts are."""

from pathlib import Path
from unittest.mock import patch

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import Settings

from tests.access_matrix import MATRIX
from tests.conftest import SignIn
from tests.test_access_matrix import address, walk
from tests.world import PASSWORD, World

NOT_KEPT = "no-store, private"
LOGIN, LOGOUT = reverse("account_login"), reverse("account_logout")
CONDITIONS = {"ETag", "Last-Modified"}


def kept_how(response: HttpResponseBase) -> tuple[str | None, set[str]]:
    """What an answer says about keeping it, and whether it could be asked for again as "unchanged"."""
    if response.streaming:  # read to its end, so that the file is closed
        b"".join(response)  # type: ignore[call-overload]
    return response.headers.get("Cache-Control"), CONDITIONS & set(response.headers)


@pytest.mark.parametrize(("name", "verb", "state"), MATRIX)
def test_no_address_lets_its_answer_be_kept(
    world: World, signed_in: SignIn, name: str, verb: str, state: str
) -> None:
    url = address(world, name, state)
    asked = {"HX-Request": "true"}
    for client in (Client(), signed_in("outsider"), signed_in("filer"), signed_in("administrator")):
        response = getattr(client, verb)(url, headers=asked)
        assert kept_how(response) == (NOT_KEPT, set()), response.status_code
        asked = {}


def test_no_page_of_the_back_office_is_kept(world: World, signed_in: SignIn) -> None:
    client = signed_in("administrator")
    names = [name for name in walk(get_resolver().url_patterns) if name.startswith("admin:")]
    plain = [name for name in names if name.endswith(("_changelist", "_add", ":index", ":jsi18n"))]
    person = reverse("admin:organizations_user_change", args=[world.filer.pk])
    pages = [person, f"{person}history/", *map(reverse, plain)]
    assert len(pages) > 15
    assert {kept_how(client.get(page))[0] for page in pages} == {NOT_KEPT}


def test_nothing_of_the_ways_in_and_out_is_kept(world: World, client: Client) -> None:
    sign_in = {"login": "filer", "password": PASSWORD}
    answers = [
        client.get(LOGIN),
        client.post(LOGIN, sign_in | {"password": "wrong"}),
        client.post(LOGIN, sign_in),
        client.get(LOGOUT),
        client.get(reverse("account_change_password")),
        client.post(LOGOUT),
        client.get(reverse("account_reset_password")),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 302, 200, 200, 302, 200]
    assert {kept_how(answer)[0] for answer in answers} == {NOT_KEPT}


@pytest.mark.parametrize("path", ["/nowhere/", "/static/nowhere.css", "/healthz", "/readyz", "/filings"])
def test_nothing_else_is_kept_either(world: World, signed_in: SignIn, path: str) -> None:
    assert kept_how(signed_in("filer").get(path)) == (NOT_KEPT, set())


def test_a_page_that_failed_is_not_kept(world: World) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.filer, backend="organizations.backends.RoleBackend")
    with patch("guidance_portal.views.home.today", side_effect=RuntimeError("on purpose")):
        response = client.get("/")
    assert (response.status_code, kept_how(response)[0]) == (500, NOT_KEPT)


def test_a_form_of_another_site_is_refused_and_that_is_not_kept(world: World) -> None:
    response = Client(enforce_csrf_checks=True).post(LOGIN, {"login": "filer"})
    assert (response.status_code, kept_how(response)[0]) == (403, NOT_KEPT)


def test_style_and_scripts_are_kept(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "portal.css").write_text("a { color: red }")
    response = Client().get("/static/portal.css")
    assert response.status_code == 200
    assert "no-store" not in response.headers["Cache-Control"]
    b"".join(response)  # type: ignore[call-overload]


def test_no_address_tells_another_site_where_somebody_was(world: World, signed_in: SignIn) -> None:
    policies = {signed_in("filer").get(path).headers["Referrer-Policy"] for path in ("/", "/filings/", "/x/")}
    assert policies == {"same-origin"}
