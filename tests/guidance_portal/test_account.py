"""One's own account: the mail address, a forgotten password, and mail that leaves by the worker."""

import datetime as dt
import re
from collections.abc import Iterator
from unittest.mock import patch

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from organizations.jobs import PAUSES, mail_address_confirmation, mail_reset_link
from organizations.models import AccountEvent, User
from tests.conftest import SignIn
from tests.world import PASSWORD, World

ADDRESS, RESET = reverse("account-address"), reverse("account_reset_password")
OLD, NEW = "old@example.org", "new@example.org"
OWN = "Zi-4-ji-de-9"
Kind = AccountEvent.Kind


@pytest.fixture
def filer(world: World) -> User:
    """The filer, with a confirmed address."""
    User.objects.filter(pk=world.filer.pk).update(email=OLD, email_confirmed_at=timezone.now())
    return world.person("filer")


@pytest.fixture
def queued(settings: Settings) -> None:
    """Jobs wait for a worker, as they do in the running portal."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def mail_down() -> Iterator[None]:
    with patch("django.core.mail.message.EmailMessage.send", side_effect=ConnectionRefusedError):
        yield


def link_in(body: str) -> str:
    found = re.search(r"https?://[^/]+(/accounts/\S+/)\n", body)
    assert found is not None
    return found[1]


def ask(client: Client, address: str = NEW, password: str = PASSWORD) -> int:
    return client.post(ADDRESS, {"address": address, "password": password}).status_code


def test_an_address_counts_once_its_link_is_opened_and_the_old_one_is_told(
    filer: User, signed_in: SignIn
) -> None:
    client = signed_in("filer")
    assert ask(client) == 302
    filer.refresh_from_db()
    assert filer.email == OLD
    [letter] = mail.outbox
    assert letter.to == [NEW]
    link = link_in(letter.body)
    assert NEW in client.get(link).content.decode()
    filer.refresh_from_db()
    assert filer.email == OLD, "programs that look into mail open links too"
    client.post(link)
    filer.refresh_from_db()
    assert (filer.email, filer.email_confirmed_at) == (NEW, timezone.now())
    assert mail.outbox[-1].to == [OLD]
    client.post(link)
    assert filer.account_events.count() == 1


def test_without_the_password_no_address_is_asked_for(filer: User, signed_in: SignIn) -> None:
    assert ask(signed_in("filer"), password="wrong") == 422
    assert ask(signed_in("filer"), password="") == 422
    assert mail.outbox == []


@pytest.mark.parametrize(
    "address", ["no address", "a@b", "a@example.org\nBcc: b@example.org", OLD, "x" * 300]
)
def test_what_is_no_new_address_is_refused_at_its_field_and_kept(
    filer: User, signed_in: SignIn, address: str
) -> None:
    answer = signed_in("filer").post(ADDRESS, {"address": address, "password": PASSWORD})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"address"}


def test_a_link_is_for_the_person_who_asked(filer: User, signed_in: SignIn) -> None:
    ask(signed_in("filer"))
    link = link_in(mail.outbox[0].body)
    signed_in("lead").post(link)
    assert {person.email for person in User.objects.filter(username__in=["filer", "lead"])} == {OLD, ""}
    assert Client().post(link)["Location"].startswith(reverse("account_login"))


def test_a_link_is_void_after_another_change_and_after_three_days(filer: User, signed_in: SignIn) -> None:
    client = signed_in("filer")
    ask(client, "first@example.org")
    ask(client)
    first, second = (link_in(letter.body) for letter in mail.outbox[:2])
    client.post(second)
    client.post(first)
    filer.refresh_from_db()
    assert filer.email == NEW
    with time_machine.travel(timezone.now() + dt.timedelta(days=3, seconds=1), tick=False):
        assert signed_in("filer").get(first).status_code == 404
    assert client.get(reverse("account-address-confirm", args=["no-token"])).status_code == 404


def test_an_address_on_record_is_confirmed_by_its_link(world: World, signed_in: SignIn) -> None:
    User.objects.filter(username="lead").update(email=NEW)
    client = signed_in("lead")
    client.post(reverse("account-address-send"))
    client.post(link_in(mail.outbox[0].body))
    assert world.person("lead").email_confirmed_at is not None
    assert world.person("lead").account_events.get().kind == Kind.ADDRESS_CONFIRMED


def test_nothing_is_sent_where_nothing_is_to_confirm(filer: User, signed_in: SignIn) -> None:
    signed_in("filer").post(reverse("account-address-send"))
    signed_in("lead").post(reverse("account-address-send"))
    assert mail.outbox == []


def test_a_forgotten_password_is_set_by_the_link_once(filer: User, client: Client) -> None:
    client.post(RESET, {"email": OLD.upper()})
    link = link_in(mail.outbox[0].body)
    form = client.get(link)["Location"]
    assert client.post(form, {"password1": OWN, "password2": OWN}).status_code == 302
    filer.refresh_from_db()
    assert filer.check_password(OWN)
    assert filer.account_events.get().kind == Kind.PASSWORD_RESET
    assert Client().get(link).status_code == 200, "a page that says that the link no longer works"
    assert "Location" not in Client().get(link)


@pytest.mark.parametrize("case", ["unknown", "unconfirmed", "inactive", "without a password"])
def test_only_a_confirmed_address_of_an_active_person_gets_the_link(
    filer: User, client: Client, case: str
) -> None:
    address = "stranger@example.org" if case == "unknown" else OLD
    if case == "unconfirmed":
        User.objects.filter(pk=filer.pk).update(email_confirmed_at=None)
    if case == "inactive":
        User.objects.filter(pk=filer.pk).update(is_active=False)
    if case == "without a password":
        filer.set_unusable_password()
        filer.save()
    answer = client.post(RESET, {"email": address}, follow=True)
    assert answer.status_code == 200
    assert mail.outbox == []


def test_the_answer_is_the_same_for_every_address(filer: User, client: Client) -> None:
    answers = [client.post(RESET, {"email": address}, follow=True) for address in (OLD, NEW)]
    pages = [re.sub(r'value="\w{64}"|"X-CSRFToken": "\w+"', "", page.content.decode()) for page in answers]
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert pages[0] == pages[1]


def test_a_link_of_the_address_before_sets_nothing(filer: User, client: Client) -> None:
    client.post(RESET, {"email": OLD})
    User.objects.filter(pk=filer.pk).update(email=NEW)
    assert "Location" not in client.get(link_in(mail.outbox[0].body))


def test_a_mail_server_that_is_down_breaks_no_page_and_loses_no_mail(
    filer: User, client: Client, signed_in: SignIn, queued: None, mail_down: None
) -> None:
    assert client.post(RESET, {"email": OLD}).status_code == 302
    assert ask(signed_in("filer")) == 302
    assert DBTaskResult.objects.ready().count() == 2


def test_the_job_holds_no_secret(filer: User, signed_in: SignIn, queued: None) -> None:
    ask(signed_in("filer"))
    assert DBTaskResult.objects.get().args_kwargs == {"args": [filer.pk, NEW], "kwargs": {}}


def test_mail_that_could_not_be_sent_is_tried_again_later_and_later(
    filer: User, queued: None, mail_down: None
) -> None:
    for tried, minutes in enumerate(PAUSES):
        mail_reset_link.func(filer.pk, tried=tried)
        again = DBTaskResult.objects.latest("enqueued_at")
        assert again.args_kwargs == {"args": [filer.pk], "kwargs": {"tried": tried + 1}}
        assert again.run_after == timezone.now() + dt.timedelta(minutes=minutes)
        again.delete()
    with pytest.raises(ConnectionRefusedError):
        mail_address_confirmation.func(filer.pk, NEW, tried=len(PAUSES))


def test_the_link_is_not_sent_when_the_address_is_no_longer_confirmed(filer: User) -> None:
    User.objects.filter(pk=filer.pk).update(email_confirmed_at=None)
    mail_reset_link.func(filer.pk)
    assert mail.outbox == []


def test_changing_the_password_is_told_and_stands_on_the_page(filer: User, signed_in: SignIn) -> None:
    client = signed_in("filer")
    form = {"oldpassword": PASSWORD, "password1": OWN, "password2": OWN}
    answer = client.post(reverse("account_change_password"), form, follow=True, REMOTE_ADDR="10.0.0.7")
    assert answer.redirect_chain[-1][0] == reverse("account")
    assert "You have changed your password." in answer.content.decode()
    assert "10.0.0.7" in answer.content.decode()
    assert [letter.to for letter in mail.outbox] == [[OLD]]
    assert "10.0.0.7" in mail.outbox[0].body


def test_who_signs_in_is_told_what_others_did_since(filer: User, client: Client) -> None:
    about = {"user": filer, "kind": Kind.ROLES_CHANGED, "by": User.objects.get(username="administrator")}
    client.cookies["django_language"] = "en"
    form = {"login": "filer", "password": PASSWORD}
    client.post(reverse("account_login"), form)
    client.post(reverse("account_logout"))
    later = timezone.now() + dt.timedelta(hours=1)
    AccountEvent.objects.create(**about, at=later, detail={"given": [["lead", "44"]], "taken": []})
    with time_machine.travel(later + dt.timedelta(hours=1), tick=False):
        page = client.post(reverse("account_login"), form, follow=True).content.decode()
        assert "You were given: Lead (Guangdong)." in page
        client.post(reverse("account_logout"))
        again = client.post(reverse("account_login"), form, follow=True).content.decode()
        assert "You were given" not in again


def test_every_kind_of_event_has_its_sentence_on_the_page(world: World, signed_in: SignIn) -> None:
    for kind in Kind:
        by = None if kind == Kind.GUESSED else world.administrator
        AccountEvent.objects.create(user=world.filer, kind=kind, at=timezone.now(), by=by)
    history = signed_in("filer").get(reverse("account")).context["history"]
    assert len({entry["label"] for entry in history}) == len(Kind)
