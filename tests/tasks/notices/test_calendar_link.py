"""The link of a calendar: shown once, its use told, renewed, ended, and ended by another password."""

import datetime as dt
import importlib
import io
import re
from collections.abc import Callable

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import Settings

from organizations.models import User
from tasks.actions import renew_calendar_token
from tasks.models import Subscription
from tasks.models.subscription import sha256_of
from tests.conftest import SignIn
from tests.resetting import reset_password
from tests.world import PASSWORD, World

NEW_PASSWORD = "tulip-7-canvas-ferry"
PAGE, RENEW, END = map(reverse, ("tasks:notice-settings", "tasks:calendar-renew", "tasks:calendar-end"))


def code(token: str) -> int:
    """What a calendar program is answered."""
    return Client().get(reverse("tasks:calendar-feed", args=[token])).status_code


def later(**span: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + dt.timedelta(**span), tick=False)


@pytest.fixture
def token(world: World) -> str:
    return renew_calendar_token(by=world.filer, at=timezone.now())


def subscription(world: World) -> Subscription:
    return Subscription.objects.select_related("user").get(user=world.filer)


def shown(client: Client) -> str:
    return client.get(PAGE).content.decode()


def test_only_the_secret_opens_it(world: World, token: str) -> None:
    assert code(token) == 200
    assert {code(other) for other in ("none-that-we-know", "None", "密", "x" * 500, sha256_of(token))} == {
        404
    }
    assert len(token) == 43
    newer = renew_calendar_token(by=world.filer, at=timezone.now())
    assert (code(token), code(newer)) == (404, 200)


def test_the_database_does_not_know_the_secret(world: World, token: str) -> None:
    row = Subscription.objects.filter(user=world.filer).values().get()
    assert token not in map(str, row.values())
    assert row["calendar_token_sha256"] == sha256_of(token)


def test_it_closes_with_the_account(world: World, token: str) -> None:
    User.objects.filter(pk=world.filer.pk).update(is_active=False)
    assert code(token) == 404


def test_the_address_is_shown_by_the_answer_that_made_it_and_never_again(
    world: World, signed_in: SignIn
) -> None:
    client = signed_in("filer")
    assert ".ics" not in shown(client)
    answer = client.post(RENEW).content.decode()
    (token,) = re.findall(r'value="http://127\.0\.0\.1:8000/calendar/([\w-]+)\.ics"', answer)
    assert code(token) == 200
    assert ".ics" not in shown(client)
    assert client.get(RENEW)["Location"] == PAGE
    assert code(token) == 200


def test_it_can_be_ended_without_a_new_one(world: World, signed_in: SignIn, token: str) -> None:
    client = signed_in("filer")
    assert "End the link" in shown(client)
    client.post(END)
    assert code(token) == 404
    assert "End the link" not in shown(client)
    assert client.post(END).status_code == 302


def test_nobody_ends_the_link_of_another(world: World, signed_in: SignIn, token: str) -> None:
    signed_in("lead").post(END)
    signed_in("lead").post(RENEW)
    assert code(token) == 200


# --- When it was used -----------------------------------------------------------------------------------
def test_the_page_tells_when_it_was_made_and_last_used(world: World, signed_in: SignIn, token: str) -> None:
    client = signed_in("filer")
    assert "not yet" in shown(client)
    code(token)
    assert "not yet" not in shown(client)
    assert shown(client).count(date_format(timezone.localtime(), "DATETIME_FORMAT")) == 2
    client.post(RENEW)
    assert "not yet" in shown(client)


def test_its_use_is_noted_once_an_hour_by_one_statement(world: World, token: str) -> None:
    begun = timezone.now()
    noted_at = {0: begun, 59: begun, 61: begun + dt.timedelta(minutes=61)}
    for minutes, noted in noted_at.items():
        at = time_machine.travel(begun + dt.timedelta(minutes=minutes), tick=False)
        with at, CaptureQueriesContext(connection) as queries:
            code(token)
        assert subscription(world).calendar_used_at == noted
        assert sum(query["sql"].startswith("UPDATE") for query in queries) == (minutes != 59)


def test_a_link_that_is_not_known_writes_nothing(world: World, token: str) -> None:
    code("another")
    assert subscription(world).calendar_used_at is None


# --- Another password -----------------------------------------------------------------------------------
def own_change(world: World) -> None:
    client = SignIn(world)("filer")
    passwords = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **passwords})


def reset_by_mail(world: World) -> None:
    reset_password(world.person("filer"), NEW_PASSWORD)


def by_an_administrator(world: World) -> None:
    from django.contrib.auth.forms import AdminPasswordChangeForm  # noqa: PLC0415

    passwords = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    form = AdminPasswordChangeForm(world.person("filer"), passwords)
    assert form.is_valid(), form.errors
    form.save()


def by_command(world: World) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("getpass.getpass", lambda **_asked: NEW_PASSWORD)
        call_command("changepassword", "filer", stdout=io.StringIO())


def taken_away(world: World) -> None:
    person = world.person("filer")
    person.set_unusable_password()
    person.save()


@pytest.mark.parametrize("door", [own_change, reset_by_mail, by_an_administrator, by_command, taken_away])
def test_another_password_ends_it_by_whatever_door(
    world: World, token: str, door: Callable[[World], None]
) -> None:
    with later(days=1):
        door(world)
        assert not world.person("filer").check_password(PASSWORD)
        assert code(token) == 404
        User.objects.update(must_change_password=False)  # as it is once they have done so
        client = Client()
        client.force_login(world.person("filer"), backend="organizations.backends.RoleBackend")
        client.cookies["django_language"] = "en"
        assert "Your link ended when your password changed" in shown(client)
        assert "End the link" not in shown(client)
    with later(days=1, minutes=1):
        newer = renew_calendar_token(by=world.filer, at=timezone.now())
        assert code(newer) == 200
        assert "Your link ended" not in shown(client)


def test_a_new_hash_of_the_same_password_does_not_end_it(
    world: World, token: str, settings: Settings
) -> None:
    old = make_password(PASSWORD)
    User.objects.filter(pk=world.filer.pk).update(password=old)
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.ScryptPasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    with later(days=1):
        client = Client()
        client.post(reverse("account_login"), {"login": "filer", "password": PASSWORD})
        person = world.person("filer")
        assert "_auth_user_id" in client.session
        assert person.password.startswith("scrypt$")
        assert person.password_changed_at is None
        person.check_password(PASSWORD)
        person.save()
        assert code(token) == 200


def test_a_wrong_password_changes_nothing(world: World, token: str) -> None:
    with later(days=1):
        Client().post(reverse("account_login"), {"login": "filer", "password": "wrong"})
        assert code(token) == 200


# --- The update -----------------------------------------------------------------------------------------
def test_links_of_before_the_update_go_on_working(world: World) -> None:
    old = Subscription.objects.create(
        user=world.filer, calendar_token_sha256="secret-of-before", calendar_made_at=timezone.now()
    )
    migration = importlib.import_module("tasks.migrations.0016_calendar_link")
    migration.keep_hashes(apps, None)
    assert code("secret-of-before") == 200
    assert code(sha256_of("secret-of-before")) == 404
    with later(days=1):
        own_change(world)
        assert code("secret-of-before") == 404
    old.refresh_from_db()
    assert old.calendar_made_at is not None


def test_the_page_is_complete_in_chinese(world: World, signed_in: SignIn, token: str) -> None:
    client = signed_in("filer")
    client.cookies["django_language"] = "zh-hans"
    assert "日历链接" in shown(client)
