"""Rows by many ids: found as with ``__in``, by one parameter."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.many_ids import IsOneOf
from organizations.models import Organization
from tests.world import World

MANY = 3_000


@pytest.mark.parametrize("others", [0, MANY])
def test_just_those_are_found(world: World, others: int) -> None:
    beyond = Organization.objects.latest("pk").pk
    ids = [world.city.pk, world.province.pk, *range(beyond + 1, beyond + 1 + others)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = Organization.objects.filter(IsOneOf("pk", ids)).order_by("path")
        assert list(found) == [world.province, world.city]
    assert len(asked) == 1


def test_of_no_ids_none_are_found(world: World) -> None:
    assert not Organization.objects.filter(IsOneOf("pk", [])).exists()
    assert list(Organization.objects.filter(IsOneOf("successor_id", [world.city.pk]))) == []
