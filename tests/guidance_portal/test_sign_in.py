"""Signing in, and the language that goes with it."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

import organizations.urls
from organizations.models import User
from tests.addresses import walk
from tests.conftest import SignIn
from tests.world import PASSWORD, World

LOGIN = reverse("account_login")


def attempt(client: Client, username: str, password: str) -> int:
    return client.post(LOGIN, {"login": username, "password": password}).status_code


def test_the_right_password_leads_to_the_page_that_was_asked_for(world: World, client: Client) -> None:
    asked = reverse("tasks:filing-detail", args=[world.filing().pk])
    redirect = client.get(asked)
    assert redirect["Location"] == f"{LOGIN}?next={asked}"
    answer = client.post(redirect["Location"], {"login": "filer", "password": PASSWORD, "next": asked})
    assert answer["Location"] == asked


def test_a_wrong_password_says_so_and_keeps_the_name(world: World, client: Client) -> None:
    answer = client.post(LOGIN, {"login": "filer", "password": "wrong"})
    assert answer.status_code == 200
    assert 'value="filer"' in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_of_the_account_addresses_these_alone_are_open() -> None:
    """The package behind them brings more, such as adding a mail address without the password."""
    names = {pattern.name for pattern in organizations.urls.urlpatterns}
    assert names == {
        "account",
        "account-address",
        "account-address-send",
        "account-address-confirm",
        "account-deputies",
        "account-deputy-end",
        "account_login",
        "account_logout",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
    assert {name for name in walk(get_resolver().url_patterns) if name.startswith("account")} == names


@pytest.mark.parametrize(
    "closed",
    ["signup/", "email/", "confirm-email/", "reauthenticate/", "password/set/", "login/code/confirm/"],
)
def test_what_the_portal_has_no_use_for_is_not_there(world: World, signed_in: SignIn, closed: str) -> None:
    client = signed_in("filer")
    assert client.post(f"/accounts/{closed}", {"email": "other@example.org"}).status_code == 404
    assert not EmailAddress.objects.exists()


def test_an_inactive_person_does_not_get_in(world: World, client: Client) -> None:
    User.objects.filter(username="filer").update(is_active=False)
    attempt(client, "filer", PASSWORD)
    assert "_auth_user_id" not in client.session


def test_nobody_is_sent_to_another_site_after_signing_in(world: World, client: Client) -> None:
    answer = client.post(f"{LOGIN}?next=https://evil.example/", {"login": "filer", "password": PASSWORD})
    assert answer["Location"] == "/"


def test_chinese_comes_first_whatever_the_browser_prefers(client: Client, db: None) -> None:
    answer = client.get(LOGIN, headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "zh-hans"


def test_the_chosen_language_stays_with_the_person(world: World, signed_in: SignIn) -> None:
    client = signed_in("filer")
    back = "/filings/?status=draft"
    answer = client.post(reverse("set_language"), {"language": "en", "next": back})
    assert answer["Location"] == back
    assert world.person("filer").preferred_language == "en"
    elsewhere = Client()
    elsewhere.force_login(world.person("filer"), backend="organizations.backends.RoleBackend")
    assert elsewhere.get("/").headers["Content-Language"] == "en"


@pytest.mark.parametrize("language", ["fr", "", "x" * 500])
def test_an_unknown_language_changes_nothing(world: World, signed_in: SignIn, language: str) -> None:
    client = signed_in("filer")
    assert client.post(reverse("set_language"), {"language": language}).status_code == 302
    assert world.person("filer").preferred_language == "zh-hans"
    assert settings.LANGUAGE_CODE == "zh-hans"
