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
    Organization.objects.filter(pk=world.city.pk).update(short_name="' OR 1=1 -- %s stands in 31001")
    assert query.rows(name="' OR 1=1 -- %s stands in 31001") == [world.city]
    assert query.rows(name="' OR 1=1 --") == []


def test_a_value_that_the_query_does_not_ask_for_is_refused(world: World) -> None:
    query = PreparedQuery(lambda pk, other: Organization.objects.filter(pk=pk))
    with pytest.raises(ValueError, match="does not ask for"):
        query.rows(pk=world.city.pk, other=1)


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
