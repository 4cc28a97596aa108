"""Signing in, and the language that goes with it."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from organizations.models import User
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


def test_guessing_is_slowed_down(world: World, client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}
    cache.clear()
    for _ in range(5):
        attempt(client, "filer", "wrong")
    answer = client.post(LOGIN, {"login": "filer", "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert answer.status_code in {200, 429}
    cache.clear()


def test_nobody_signs_up(client: Client, db: None) -> None:
    client.post(reverse("account_signup"), {"username": "new", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(username="new").exists()


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
