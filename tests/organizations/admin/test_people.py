"""The back office and people: nobody raises themselves, only a superuser touches a superuser, and whoever is
concerned is told."""

from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from organizations.actions import note_password_set, note_roles_changed
from organizations.errors import AccountRefused
from organizations.models import AccountEvent, Membership, User
from organizations.permissions import Role
from tests.conftest import SignIn
from tests.factories import MembershipFactory, UserFactory
from tests.world import World

NEW = "Wei-4-lai-9-yun"
Kind = AccountEvent.Kind


@pytest.fixture
def root(world: World) -> User:
    return UserFactory(username="root", is_superuser=True, email="root@example.org")


def page_of(person: User) -> str:
    return reverse("admin:organizations_user_change", args=[person.pk])


def password_page_of(person: User) -> str:
    return reverse("admin:auth_user_password_change", args=[person.pk])


def form_of(person: User, *roles: tuple[Any, Role], **changed: Any) -> dict[str, Any]:
    """The form of a person's page with their roles as they are, and new ones below."""
    held = list(person.memberships.order_by("pk"))
    form: dict[str, Any] = {
        "username": person.username,
        "name": person.name,
        "email": person.email,
        "preferred_language": person.preferred_language,
        "is_active": "on",
        "memberships-TOTAL_FORMS": len(held) + len(roles),
        "memberships-INITIAL_FORMS": len(held),
    }
    for number, membership in enumerate(held):
        row = {"id": membership.pk, "organization": membership.organization_id, "role": membership.role}
        form |= {f"memberships-{number}-{key}": value for key, value in row.items()}
        form[f"memberships-{number}-user"] = person.pk
    for number, (organization, role) in enumerate(roles, start=len(held)):
        row = {"user": person.pk, "organization": organization.pk, "role": role.value}
        form |= {f"memberships-{number}-{key}": value for key, value in row.items()}
    return form | changed


def roles(person: User) -> set[str]:
    return set(person.memberships.values_list("role", flat=True))


def test_an_administrator_does_not_give_themselves_a_role(world: World, signed_in: SignIn) -> None:
    admin = world.administrator
    signed_in("administrator").post(page_of(admin), form_of(admin, (world.office, Role.REVIEWER)))
    assert roles(admin) == {"administrator"}


def test_an_administrator_does_not_rename_or_readdress_themselves_here(
    world: World, signed_in: SignIn
) -> None:
    admin = world.administrator
    changed = form_of(admin, email="elsewhere@example.org", username="boss", name="新名字")
    signed_in("administrator").post(page_of(admin), changed)
    admin.refresh_from_db()
    assert (admin.email, admin.username, admin.name) == ("", "administrator", "新名字")


def test_ones_own_password_is_changed_where_the_present_one_is_asked(world: World, signed_in: SignIn) -> None:
    answer = signed_in("administrator").post(
        password_page_of(world.administrator), {"password1": NEW, "password2": NEW}
    )
    assert answer["Location"] == reverse("account_change_password")
    assert not world.person("administrator").check_password(NEW)


def test_not_even_a_superuser_gives_themselves_a_role(world: World, root: User) -> None:
    client = Client()
    client.force_login(root)
    client.post(page_of(root), form_of(root, (world.office, Role.REVIEWER)))
    assert roles(root) == set()


@pytest.mark.parametrize("what", ["password", "address", "role", "delete", "delete-many", "deactivate"])
def test_only_a_superuser_touches_a_superuser(world: World, signed_in: SignIn, root: User, what: str) -> None:
    client = signed_in("administrator")
    inactive = form_of(root)
    del inactive["is_active"]
    many = {"action": "delete_selected", "_selected_action": [root.pk], "post": "yes"}
    tries = {
        "password": (password_page_of(root), {"password1": NEW, "password2": NEW}),
        "address": (page_of(root), form_of(root, email="mine@example.org")),
        "role": (page_of(root), form_of(root, (world.office, Role.REVIEWER))),
        "delete": (reverse("admin:organizations_user_delete", args=[root.pk]), {"post": "yes"}),
        "delete-many": (reverse("admin:organizations_user_changelist"), many),
        "deactivate": (page_of(root), inactive),
    }
    before = User.objects.values().get(pk=root.pk)
    address, form = tries[what]
    assert client.post(address, form).status_code in {200, 403}
    assert User.objects.values().get(pk=root.pk) == before
    assert roles(root) == set()


def test_the_rule_holds_for_the_actions_themselves(world: World, root: User) -> None:
    administrator = world.person("administrator")
    about = {"by": administrator, "at": world.guidance.published_at, "source": ""}
    for person in (root, administrator):
        with pytest.raises(AccountRefused):
            note_password_set(user=person, **about)
        with pytest.raises(AccountRefused):
            note_roles_changed(user=person, before=[("filer", "44")], **about)
    assert not AccountEvent.objects.exists()


def test_who_is_given_a_role_is_told_what_by_whom(world: World, signed_in: SignIn) -> None:
    filer = world.filer
    User.objects.filter(pk=filer.pk).update(email="filer@example.org")
    filer.refresh_from_db()
    signed_in("administrator").post(page_of(filer), form_of(filer, (world.city, Role.LEAD)))
    assert roles(filer) == {"filer", "lead"}
    event = filer.account_events.get()
    assert (event.kind, event.by, event.detail) == (
        Kind.ROLES_CHANGED,
        world.administrator,
        {"given": [["lead", "440100"]], "taken": []},
    )
    [letter] = mail.outbox
    assert letter.to == ["filer@example.org"]
    assert "负责人" in letter.body


def test_who_loses_a_role_is_told(world: World, signed_in: SignIn) -> None:
    filer = world.filer
    form = form_of(filer) | {"memberships-0-DELETE": "on"}
    signed_in("administrator").post(page_of(filer), form)
    assert roles(filer) == set()
    assert filer.account_events.get().detail == {"given": [], "taken": [["filer", "44"]]}


def test_saving_a_person_without_a_change_of_roles_tells_nobody(world: World, signed_in: SignIn) -> None:
    signed_in("administrator").post(page_of(world.filer), form_of(world.filer, name="另一名"))
    assert world.person("filer").name == "另一名"
    assert not AccountEvent.objects.exists()


def set_password(world: World, client: Client) -> None:
    client.post(
        password_page_of(world.filer), {"usable_password": "true", "password1": NEW, "password2": NEW}
    )
    assert world.person("filer").check_password(NEW)


def sign_in(client: Client, password: str = NEW, name: str = "filer") -> Any:
    return client.post(reverse("account_login"), {"login": name, "password": password})


def test_a_password_set_by_somebody_else_works_once_and_must_be_changed(
    world: World, signed_in: SignIn
) -> None:
    set_password(world, signed_in("administrator"))
    first, second = Client(), Client()
    sign_in(first)
    change = reverse("account_change_password")
    assert first.get("/")["Location"] == change
    assert first.get("/api/v1/filings/").status_code == 403
    assert first.get("/filings/", headers={"HX-Request": "true"}).status_code == 403
    assert sign_in(second).status_code == 200
    assert "_auth_user_id" not in second.session
    own = {"oldpassword": NEW, "password1": "Zi-4-ji-de-9", "password2": "Zi-4-ji-de-9"}
    assert first.post(change, own).status_code == 302
    assert first.get("/").status_code == 200
    sign_in(second, "Zi-4-ji-de-9")
    assert "_auth_user_id" in second.session
    assert [event.kind for event in world.filer.account_events.all()] == [
        Kind.PASSWORD_CHANGED,
        Kind.PASSWORD_SET,
    ]


def test_signing_out_stays_possible_with_a_temporary_password(world: World, signed_in: SignIn) -> None:
    set_password(world, signed_in("administrator"))
    client = Client()
    sign_in(client)
    assert client.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_temporary_password_is_used_up_by_one_of_two(world: World, signed_in: SignIn) -> None:
    set_password(world, signed_in("administrator"))
    User.objects.filter(username="filer").update(temporary_password_used_at=world.guidance.published_at)
    client = Client()
    assert "_auth_user_id" not in client.session
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_a_new_person_gets_a_temporary_password_and_has_to_confirm_the_address(
    world: World, signed_in: SignIn
) -> None:
    form = {
        "username": "newcomer",
        "name": "新人",
        "email": "newcomer@example.org",
        "usable_password": "true",
        "password1": NEW,
        "password2": NEW,
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 0,
        "memberships-0-organization": world.city.pk,
        "memberships-0-role": "filer",
    }
    signed_in("administrator").post(reverse("admin:organizations_user_add"), form)
    newcomer = User.objects.get(username="newcomer")
    assert newcomer.must_change_password
    assert newcomer.email_confirmed_at is None
    assert {letter.to[0] for letter in mail.outbox} == {"newcomer@example.org"}


def test_an_address_that_an_administrator_gives_is_not_confirmed_and_the_old_one_is_told(
    world: World, signed_in: SignIn
) -> None:
    User.objects.filter(pk=world.filer.pk).update(
        email="old@example.org", email_confirmed_at=world.guidance.published_at
    )
    filer = world.person("filer")
    client = signed_in("administrator")
    client.post(page_of(filer), form_of(filer, email="new@example.org"))
    filer.refresh_from_db()
    assert (filer.email, filer.email_confirmed_at) == ("new@example.org", None)
    assert {letter.to[0] for letter in mail.outbox} == {"old@example.org", "new@example.org"}
    client.post(page_of(filer), form_of(filer, email=""))
    assert world.person("filer").email == ""


def test_a_password_set_on_the_server_is_temporary_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda *_args, **_kwargs: NEW)
    call_command("changepassword", "filer", verbosity=0)
    filer = world.person("filer")
    assert filer.check_password(NEW)
    assert filer.must_change_password
    assert filer.account_events.get().by is None


def test_a_password_switched_off_lets_nobody_in_and_says_so(world: World, signed_in: SignIn) -> None:
    off = {"usable_password": "false", "unset-password": "on"}
    signed_in("administrator").post(password_page_of(world.filer), off)
    filer = world.person("filer")
    assert not filer.has_usable_password()
    assert not filer.must_change_password
    assert filer.account_events.get().detail == {"is_usable": False}


def test_the_record_of_accounts_is_only_read(world: World, signed_in: SignIn) -> None:
    client = signed_in("administrator")
    set_password(world, client)
    event = AccountEvent.objects.get()
    assert client.get(reverse("admin:organizations_accountevent_changelist")).status_code == 200
    page = reverse("admin:organizations_accountevent_change", args=[event.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"kind": "guessed"}).status_code == 403
    delete = reverse("admin:organizations_accountevent_delete", args=[event.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("pk", ["abc", "999999"])
def test_a_person_who_is_not_there_is_not_found(world: World, signed_in: SignIn, pk: str) -> None:
    answer = signed_in("administrator").post(f"/admin/organizations/user/{pk}/password/", {"password1": NEW})
    assert answer.status_code == 404


def test_two_superusers_may_touch_each_other(world: World, root: User) -> None:
    other = UserFactory(username="root2", is_superuser=True)
    MembershipFactory(user=other, organization=world.office, role=Role.ADMINISTRATOR)
    client = Client()
    client.force_login(root)
    answer = client.post(
        password_page_of(other), {"usable_password": "true", "password1": NEW, "password2": NEW}
    )
    assert answer.status_code == 302
    other.refresh_from_db()
    assert other.check_password(NEW)
    assert Membership.objects.filter(user=other).exists()


def test_the_record_says_in_chinese_who_acted_and_how_to_filter(world: World) -> None:
    AccountEvent.objects.create(
        user=world.filer, kind=Kind.PASSWORD_SET, at=world.guidance.published_at, by=world.administrator
    )
    client = Client()
    client.force_login(world.administrator)
    page = client.get(reverse("admin:organizations_accountevent_changelist")).content.decode()
    assert "操作人" in page
    assert "申请人" not in page
    assert "Filter by" not in page
