"""Every door by which a password comes in asks the same rule, and says what to do."""

import io
from collections.abc import Callable

import pytest
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from organizations.models import User
from tests.conftest import SignIn
from tests.resetting import reset_password
from tests.world import PASSWORD, World

GOOD = "tulip-7-canvas-ferry"
# Of the person "filer" of Guangdong: too short, the organization's, their own, a run, what many choose.
BAD = ("Kq7!mz", "Guangdong@2021", "filer-filer-2021", "abcdwxyz1234", "woaini1314woaini")


def own_change(world: World, password: str) -> str:
    data = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    return SignIn(world)("filer").post(reverse("account_change_password"), data).content.decode()


def reset(world: World, password: str) -> str:
    return reset_password(world.person("filer"), password)


def by_an_administrator(world: World, password: str) -> str:
    form = AdminPasswordChangeForm(world.person("filer"), {"password1": password, "password2": password})
    if form.is_valid():
        form.save()
    return str(form.errors)


def by_command(world: World, password: str) -> str:
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("getpass.getpass", lambda **_asked: password)
        try:
            call_command("changepassword", "filer", stdout=io.StringIO(), stderr=said)
        except CommandError as error:
            said.write(str(error))
    return said.getvalue()


DOORS = [own_change, reset, by_an_administrator, by_command]


@pytest.mark.parametrize("door", DOORS)
def test_every_door_refuses_a_bad_password_and_takes_a_good_one(
    world: World, door: Callable[[World, str], str]
) -> None:
    for password in BAD:
        said = door(world, password)
        assert "Use at least 12 characters" in said or "Choose " in said, password
        assert not world.person("filer").check_password(password)
    assert world.person("filer").check_password(PASSWORD)
    door(world, GOOD)
    assert world.person("filer").check_password(GOOD)


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["Xuanyuan@2021", "玄远玄远玄远2021", "k7xy2021"])
def test_who_is_being_entered_is_known_by_name_already(password: str) -> None:
    passwords = {"usable_password": "true", "password1": password, "password2": password}
    names = {"username": "k7xy", "name": "玄远", "email": "xuanyuan@example.org"}
    form = PersonForm(passwords | names)
    assert "password" in " ".join(form.errors)
    assert PersonForm(names | {"usable_password": "true", "password1": GOOD, "password2": GOOD}).is_valid()


class PersonForm(AdminUserCreationForm[User]):
    class Meta:
        model = User
        fields = ("username", "name", "email")


def test_the_rule_stands_beside_the_fields(world: World, signed_in: SignIn) -> None:
    person = reverse("admin:auth_user_password_change", args=[world.filer.pk])
    pages = [
        ("filer", reverse("account_change_password")),
        ("administrator", reverse("admin:organizations_user_add")),
        ("administrator", person),
    ]
    for name, page in pages:
        assert (
            "Use at least 12 characters, or at least 8 with three"
            in signed_in(name).get(page).content.decode()
        )


def test_it_speaks_the_language_of_the_page(world: World, client: Client) -> None:
    with translation.override("zh-hans"):
        with pytest.raises(ValidationError) as refused:
            validate_password("Gd2021", world.person("filer"))
        too_short, guessed = refused.value.messages
    assert "密码至少 12 个字符" in too_short
    assert "单位" in guessed


def test_the_first_administrator_is_asked_the_same(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["Cnipa@2021", "Cnipa@2021", GOOD, GOOD])
    monkeypatch.setattr("getpass.getpass", lambda *_asked: next(typed))
    monkeypatch.setattr("builtins.input", lambda _question: "n")
    said = io.StringIO()
    names = {"username": "chief", "name": "局长"}
    call_command("createsuperuser", **names, stdin=Terminal(), stdout=io.StringIO(), stderr=said)
    assert "This password is made of the name of an organization" in said.getvalue()
    assert User.objects.get().check_password(GOOD)


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


def test_the_published_password_opens_nothing_in_production(
    world: World, settings: Settings, client: Client
) -> None:
    person = world.person("filer")
    person.set_password(settings.SAMPLE_PASSWORD)
    person.save()
    sign_in = {"login": "filer", "password": settings.SAMPLE_PASSWORD}
    settings.IS_PRODUCTION = True
    client.post(reverse("account_login"), sign_in)
    assert "_auth_user_id" not in client.session
    settings.IS_PRODUCTION = False
    client.post(reverse("account_login"), sign_in)
    assert "_auth_user_id" in client.session
