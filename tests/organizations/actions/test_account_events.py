"""Every account that is opened, switched off or on leaves an entry, by whatever door (design R25)."""

import io
from random import Random

import pytest
from django.core.management import call_command
from django.urls import reverse

from organizations.account_wording import sentence
from organizations.models import AccountEvent, User
from sample.year.people import create_people
from tests.conftest import SignIn
from tests.organizations.admin.test_people import form_of, page_of
from tests.world import World

Kind = AccountEvent.Kind
PASSWORD = "Lv-7-shan-he-5"


def kinds(user: User) -> list[str]:
    return [event.kind for event in user.account_events.order_by("pk")]


def test_a_superuser_made_by_command_is_on_record(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", "--noinput", username="chief", name="局长", stdout=io.StringIO())
    event = User.objects.get().account_events.get()
    assert (event.kind, event.by, event.mail_to) == (Kind.OPENED, None, "")
    assert sentence(event) == "Your account was opened on the server, with every right."


def test_a_person_added_in_the_back_office_is_on_record(world: World, signed_in: SignIn) -> None:
    form = {
        "username": "new",
        "name": "新人",
        "email": "",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
    }
    signed_in("administrator").post(reverse("admin:organizations_user_add"), form)
    person = User.objects.get(username="new")
    assert kinds(person) == [Kind.OPENED, Kind.PASSWORD_SET]
    assert {event.by for event in person.account_events.all()} == {world.administrator}


def test_switching_off_and_on_is_on_record(world: World, signed_in: SignIn) -> None:
    client = signed_in("administrator")
    client.post(page_of(world.filer), {**form_of(world.filer), "is_active": ""})
    assert not world.person("filer").is_active
    client.post(page_of(world.filer), {**form_of(world.person("filer")), "is_active": "on"})
    assert world.person("filer").is_active
    assert kinds(world.filer) == [Kind.SWITCHED_OFF, Kind.SWITCHED_ON]
    assert world.filer.account_events.earliest("pk").by == world.administrator


def test_who_is_retired_by_command_is_on_record(world: World) -> None:
    User.objects.filter(pk=world.filer.pk).update(is_sample=True)
    call_command("retire_sample_people", stdout=io.StringIO())
    event = AccountEvent.objects.get()
    assert (event.user, event.kind, event.by) == (world.filer, Kind.SWITCHED_OFF, None)
    call_command("retire_sample_people", stdout=io.StringIO())
    assert AccountEvent.objects.count() == 1


def test_sample_people_are_on_record_with_their_roles(world: World) -> None:
    create_people([world.city], Random(1))  # noqa: S311 (names of sample people)
    events = AccountEvent.objects.select_related("user").order_by("user__username")
    assert [(event.kind, event.by, event.at == event.user.date_joined) for event in events] == [
        (Kind.OPENED, None, True)
    ] * User.objects.filter(is_sample=True).count()
    assert events[0].detail == {"given": [["filer", "440100"]]}
