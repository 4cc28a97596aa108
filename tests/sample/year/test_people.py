"""The people of the sample year, and loading it."""

from collections import defaultdict
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection

from organizations.models import Membership, Organization, User
from organizations.records import BadRecords
from sample.year.numbers import apportion
from sample.year.people import PASSWORD, create_people, sign_ins
from tasks.models import Filing, Guidance

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


# --- People -------------------------------------------------------------------------------------------
def test_sample_people_sit_where_they_should() -> None:
    roles: dict[str, set[str]] = defaultdict(set)
    for held in Membership.objects.select_related("organization"):
        roles[held.organization.code].add(held.role)
    assert roles["CNIPA"] == {"administrator", "reviewer", "observer", "lead"}
    for organization in Organization.objects.exclude(code="CNIPA"):
        wanted = {"filer", "lead"}
        wanted |= {"observer"} if organization.is_department else set()
        wanted |= {"reviewer"} if organization.numchild else set()
        assert roles[organization.code] == wanted


def test_sample_sign_ins_exist_with_the_one_password() -> None:
    for person in sign_ins():
        user = User.objects.get(username=person.username)
        assert user.check_password(PASSWORD)
        assert [held.organization.short_name for held in user.memberships_held] == [person.organization]


def test_sample_people_have_names_of_their_own() -> None:
    names = list(User.objects.values_list("name", flat=True))
    assert len(names) == len(set(names))


def test_sample_people_refuse_names_that_are_taken() -> None:
    office = Organization.objects.filter(code="CNIPA")
    with pytest.raises(BadRecords, match="The username admin is taken"):
        create_people(office, Random(1))  # noqa: S311 (sample data, no secret)


# --- Loading ------------------------------------------------------------------------------------------
def test_load_sample_leaves_existing_data_alone() -> None:
    counts = (Guidance.objects.count(), Filing.objects.count(), User.objects.count())
    out = StringIO()
    call_command("load_sample", stdout=out)
    assert out.getvalue() == ""
    assert (Guidance.objects.count(), Filing.objects.count(), User.objects.count()) == counts


def test_load_sample_tree_is_sound() -> None:
    assert not any(Organization.objects.find_problems())


def test_load_sample_keeps_every_constraint() -> None:
    connection.check_constraints()


@pytest.mark.parametrize("total", [3, 10, 101, 997])
def test_apportion_adds_up_and_never_falls(total: int) -> None:
    weights = {"a": 5.0, "b": 1.5, "c": 0.1}
    parts, more = apportion(total, weights, 1), apportion(total + 1, weights, 1)
    assert sum(parts.values()) == total
    assert all(more[name] >= part >= 1 for name, part in parts.items())
