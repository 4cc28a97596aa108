"""Queries whose SQL is written once answer as the querysets that they are made of."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from organizations.models import Organization, User
from organizations.permissions import Role
from organizations.prepared_queries import PreparedQuery
from organizations.scope import Scope
from tests.world import World, member


def by_kind(kind: str, above: tuple[int, ...]) -> QuerySet[Organization]:
    return Organization.objects.filter(kind=kind, pk__in=above).order_by("-path")


def test_each_answer_is_that_of_the_values_given(world: World) -> None:
    query = PreparedQuery(by_kind)
    everybody = tuple(Organization.objects.values_list("pk", flat=True))
    for kind in ("bureau", "city", "office"):
        for chosen in (everybody, everybody[:1], everybody[::-1], everybody[1:3]):
            assert query.rows(kind=kind, above=chosen) == list(by_kind(kind, chosen))
    assert query.first(kind="nothing", above=everybody) is None


def test_what_has_changed_meanwhile_is_told(world: World) -> None:
    query = PreparedQuery(lambda pk: Organization.objects.filter(pk=pk))
    assert query.first(pk=world.city.pk).short_name == world.city.short_name
    Organization.objects.filter(pk=world.city.pk).update(short_name="新名")
    assert query.first(pk=world.city.pk).short_name == "新名"


def test_values_are_values_whatever_they_look_like(world: World) -> None:
    query = PreparedQuery(lambda name: Organization.objects.filter(short_name=name))
    query.first(name="甲")
    Organization.objects.filter(pk=world.city.pk).update(short_name="' OR 1=1 -- %s stands in 20001")
    assert query.rows(name="' OR 1=1 -- %s stands in 20001") == [world.city]
    assert query.rows(name="' OR 1=1 --") == []


def test_a_value_that_the_query_does_not_ask_for_is_refused(world: World) -> None:
    query = PreparedQuery(lambda pk, other: Organization.objects.filter(pk=pk))
    with pytest.raises(ValueError, match="does not ask for"):
        query.rows(pk=world.city.pk, other=1)


def test_days_moments_and_what_begins_with_a_text_are_values(world: World) -> None:
    left = dt.date(2021, 6, 30)
    Organization.objects.filter(pk=world.city.pk).update(active_until=left)
    beneath = PreparedQuery(
        lambda root, day: Organization.objects.filter(path__startswith=root, active_until__lte=day)
    )
    assert beneath.rows(root=str(world.province.path), day=left) == [world.city]
    assert beneath.rows(root=str(world.province.path), day=left - dt.timedelta(days=1)) == []
    assert beneath.rows(root="%", day=left) == []

    joined = PreparedQuery(lambda moment: User.objects.filter(date_joined__gte=moment).order_by("pk"))
    now = timezone.now()
    assert joined.rows(moment=now - dt.timedelta(days=1)) == list(User.objects.order_by("pk"))
    assert joined.rows(moment=now + dt.timedelta(days=1)) == []


def test_members_of_an_enumeration_and_what_is_not_given_decide_what_is_asked(world: World) -> None:
    def of_kind(kind: Organization.Kind, above: int | None, is_active: bool) -> QuerySet[Organization]:
        found = Organization.objects.filter(kind=kind, active_until__isnull=is_active)
        return found if above is None else found.filter(pk=above)

    query = PreparedQuery(of_kind)
    kinds = Organization.Kind
    assert query.rows(kind=kinds.CITY, above=None, is_active=True) == [world.city]
    assert query.rows(kind=kinds.CITY, above=None, is_active=False) == []
    assert query.rows(kind=kinds.CITY, above=world.province.pk, is_active=True) == []
    assert query.rows(kind=kinds.BUREAU, above=world.province.pk, is_active=True) == [world.province]


def test_nobody_sees_through_a_scope_of_the_same_form_what_another_sees(world: World) -> None:
    query = PreparedQuery(lambda scope: Organization.objects.visible_to(scope).filter(depth__lte=3))
    scopes = [Scope.of(held) for held in ([world.province], [world.city], [world.office], [])]
    scopes.append(Scope.of([world.city, world.province]))
    for scope in [*scopes, *reversed(scopes)]:
        assert query.rows(scope=scope) == list(Organization.objects.visible_to(scope).filter(depth__lte=3))


def test_many_values_need_few_forms_of_the_sql(world: World) -> None:
    query = PreparedQuery(lambda chosen: Organization.objects.filter(pk__in=chosen))
    everybody = tuple(Organization.objects.values_list("pk", flat=True))
    beyond = tuple(range(max(everybody) + 1, max(everybody) + 600))
    for number in range(1, len(everybody) + 1):
        assert len(query.rows(chosen=everybody[:number])) == number
    assert len(query.rows(chosen=everybody + beyond)) == len(everybody)
    assert query.rows(chosen=beyond) == []
    assert len(query.written) == (len(everybody) - 1).bit_length() + 1


def test_a_number_that_no_row_has_finds_nothing(world: World) -> None:
    query = PreparedQuery(lambda pk: Organization.objects.filter(pk=pk))
    assert query.rows(pk=world.city.pk) == [world.city]
    for number in (2**63, 10**40, -(10**40)):
        assert query.first(pk=number) is None


def test_threads_share_the_sql_and_nothing_else(world: World) -> None:
    """What one asks while another reads is answered to each by itself."""
    query = PreparedQuery(by_kind)
    everybody = tuple(Organization.objects.values_list("pk", flat=True))
    (first,) = query.rows(kind="city", above=everybody)
    assert query.rows(kind="office", above=everybody) == [world.office]
    assert first == world.city
    (written,) = query.written.values()
    assert "as_sql" not in vars(written.compiler)
    assert "get_compiler" not in vars(written.queryset.query)


def test_a_thing_is_no_value(world: World) -> None:
    query = PreparedQuery(lambda pk: Organization.objects.filter(pk=pk))
    for thing in (world.city, (world.city,), 1.5, [1]):
        with pytest.raises(TypeError, match="No value"):
            query.rows(pk=thing)


def test_a_person_comes_with_their_roles_highest_organization_first(world: World) -> None:
    person = member("two-roles", world.city, Role.FILER)
    person.memberships.create(organization=world.province, role=Role.OBSERVER)
    found = User.objects.with_roles(person.pk)
    assert found == person
    assert found.memberships_held == list(
        person.memberships.select_related("organization").order_by("organization__path", "role")
    )
    assert [held.organization for held in found.memberships_held] == [world.province, world.city]


def test_a_person_without_roles_comes_alone_and_nobody_for_an_unknown_id(world: World) -> None:
    person = User.objects.create(username="nobody-yet", name="无角色")
    found = User.objects.with_roles(person.pk)
    assert found == person
    assert found.memberships_held == []
    assert User.objects.with_roles(person.pk + 1_000) is None


def test_a_session_ends_at_its_moment(world: World) -> None:
    client = Client()
    client.force_login(world.filer, backend="organizations.backends.RoleBackend")
    assert client.get("/filings/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    assert client.get("/filings/").status_code == 302


def test_a_session_that_was_deleted_is_nobodys(world: World) -> None:
    client = Client()
    client.force_login(world.filer, backend="organizations.backends.RoleBackend")
    Session.objects.all().delete()
    assert client.get("/filings/").status_code == 302
