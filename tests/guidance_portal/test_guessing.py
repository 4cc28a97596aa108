"""Guessing passwords: slowed down at every door, never locking anybody out, telling nobody anything."""

import datetime as dt
from collections.abc import Iterator
from unittest.mock import patch

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from organizations.actions import Source, begin_attempt
from organizations.errors import SignInRefused
from organizations.models import AccountEvent, SignInAttempt, User
from tests.factories import UserFactory
from tests.world import DAY, PASSWORD, World

LOGIN = reverse("account_login")
NOON = dt.datetime.fromisoformat(f"{DAY.isoformat()}T12:00:00+08:00")
OFFICE, HOME = "10.0.0.1", "10.0.0.2"


def gets_in(client: Client, password: str, *, address: str = OFFICE, name: str = "lead") -> bool:
    client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR=address)
    got_in = "_auth_user_id" in client.session
    if got_in:
        client.post(reverse("account_logout"))
    return got_in


def guess(times: int, *, address: str = OFFICE, name: str = "lead") -> None:
    for _ in range(times):
        assert not gets_in(Client(), "wrong", address=address, name=name)


def test_seven_wrong_passwords_from_elsewhere_lock_nobody_out(world: World) -> None:
    guess(7, address=OFFICE)
    assert gets_in(Client(), PASSWORD, address=HOME)


def test_where_they_came_from_the_next_try_waits_and_says_how_long(world: World) -> None:
    guess(5)
    answer = Client().post(LOGIN, {"login": "lead", "password": PASSWORD}, REMOTE_ADDR=OFFICE)
    assert "再等 1 秒" in answer.content.decode()
    assert 'value="lead"' in answer.content.decode()
    with time_machine.travel(NOON + dt.timedelta(seconds=2), tick=False):
        assert gets_in(Client(), PASSWORD)


def test_tries_that_come_too_early_are_not_looked_at_and_do_not_count(world: World) -> None:
    guess(60)
    assert SignInAttempt.objects.count() == 5


def test_a_browser_that_the_person_knows_is_not_slowed_by_others_beside_it(world: World) -> None:
    own = Client()
    assert gets_in(own, PASSWORD)
    guess(60)
    assert gets_in(own, PASSWORD)


def test_a_known_browser_guesses_no_faster_than_others(world: World) -> None:
    own = Client()
    assert gets_in(own, PASSWORD)
    for _ in range(10):
        assert not gets_in(own, "wrong")
    assert not gets_in(own, PASSWORD)


def test_a_browser_known_for_one_person_is_a_stranger_to_another(world: World) -> None:
    own = Client()
    assert gets_in(own, PASSWORD, name="filer")
    guess(5)
    assert not gets_in(own, PASSWORD)


def test_a_forged_mark_of_a_browser_is_no_mark(world: World) -> None:
    guess(5)
    client = Client()
    client.cookies["known_browser"] = "eyJpZCI6IjEifQ:forged"
    assert not gets_in(client, PASSWORD)


def test_the_right_password_takes_back_what_was_counted_here(world: World) -> None:
    guess(4)
    assert gets_in(Client(), PASSWORD)
    guess(4)
    assert gets_in(Client(), PASSWORD)


def test_one_place_that_tries_many_names_is_slowed_down(world: World) -> None:
    for number in range(31):
        guess(1, name=f"nobody{number}")
    assert not gets_in(Client(), PASSWORD)


def test_letters_of_another_case_are_the_same_name(world: World) -> None:
    guess(3, name="LEAD")
    guess(2, name=" lead ")
    assert not gets_in(Client(), PASSWORD)


def test_a_name_in_another_case_signs_in_unless_two_are_meant(world: World) -> None:
    assert gets_in(Client(), PASSWORD, name="Lead")
    UserFactory(username="LEAD", password="another-secret")
    assert gets_in(Client(), PASSWORD, name="lead")
    assert not gets_in(Client(), PASSWORD, name="Lead")


def test_the_owner_of_the_name_is_told_once_a_day(world: World) -> None:
    User.objects.filter(username="lead").update(email="lead@example.org")
    guess(4)
    assert mail.outbox == []
    guess(1)
    for minutes in range(1, 30):
        with time_machine.travel(NOON + dt.timedelta(minutes=minutes), tick=False):
            guess(2, address=HOME)
    assert [letter.to for letter in mail.outbox] == [["lead@example.org"]]
    assert world.person("lead").account_events.get().kind == AccountEvent.Kind.GUESSED


def test_wrong_passwords_are_forgotten_after_a_day(world: World) -> None:
    guess(3)
    with time_machine.travel(NOON + dt.timedelta(days=2), tick=False):
        guess(1)
    assert SignInAttempt.objects.count() == 1


def test_many_at_once_do_not_slip_through_together(world: World) -> None:
    for _ in range(5):
        begin_attempt(name="lead", source=Source(OFFICE), at=NOON)
    with pytest.raises(SignInRefused):
        begin_attempt(name="lead", source=Source(OFFICE), at=NOON)


def test_what_was_typed_as_a_name_is_not_kept(world: World) -> None:
    guess(1, name=PASSWORD)
    assert PASSWORD not in str(SignInAttempt.objects.values())


@pytest.fixture
def hashes() -> Iterator[list[str]]:
    """Each hash that is computed, by the password."""
    computed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        computed.append(password)
        return encode(self, password, salt)

    with patch.object(MD5PasswordHasher, "encode", counted):
        yield computed


@pytest.mark.parametrize("name", ["lead", "nobody", "gone"])
def test_one_hash_is_computed_whoever_is_named(world: World, hashes: list[str], name: str) -> None:
    UserFactory(username="gone", password=PASSWORD, is_active=False)
    for password in ("wrong", PASSWORD):
        hashes.clear()
        gets_in(Client(), password, name=name)
        assert hashes == [password]


@pytest.mark.parametrize("asked", ["/admin/", "/admin/login/", "/admin/organizations/user/"])
def test_the_administration_has_no_sign_in_of_its_own(world: World, asked: str) -> None:
    client = Client()
    answer = client.post(asked, {"username": "administrator", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0].startswith(LOGIN)
    assert "_auth_user_id" not in client.session


def test_signing_in_leads_on_into_the_administration(world: World) -> None:
    client = Client()
    page = client.get("/admin/organizations/user/", follow=True)
    form = {"login": "administrator", "password": PASSWORD}
    answer = client.post(page.redirect_chain[-1][0], form, follow=True)
    assert answer.redirect_chain[-1][0] == "/admin/organizations/user/"


def test_the_administration_tells_others_that_it_is_not_theirs(world: World) -> None:
    client = Client()
    client.force_login(world.filer)
    assert client.get("/admin/", follow=True).status_code == 403


def test_nobody_is_led_to_another_site_by_the_administration(world: World) -> None:
    client = Client()
    client.force_login(world.administrator)
    assert client.get("/admin/login/?next=https://evil.example/")["Location"] == "/admin/"


def test_the_present_password_is_guessed_no_faster_in_an_open_session(world: World) -> None:
    client = Client()
    client.force_login(world.lead)
    address = {"address": "other@example.org", "password": "wrong"}
    change = {"oldpassword": "wrong", "password1": "Wei-4-lai-9", "password2": "Wei-4-lai-9"}
    for _ in range(3):
        client.post(reverse("account-address"), address)
        client.post(reverse("account_change_password"), change)
    assert SignInAttempt.objects.count() == 5
    client.post(reverse("account_change_password"), change | {"oldpassword": PASSWORD})
    assert world.person("lead").check_password(PASSWORD)


def test_headers_that_do_not_fit_the_proxies_are_no_fault(world: World, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    form = {"login": "lead", "password": PASSWORD}
    assert Client().post(LOGIN, form, headers={"x-forwarded-for": "1.2.3.4"}).status_code == 302
