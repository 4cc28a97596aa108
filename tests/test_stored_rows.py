"""Rows that tests write again as they were."""

import pytest
from django.core.management.color import no_style
from django.db import connection

from organizations.calendar import today
from organizations.models import User
from tests.factories import UserFactory
from tests.stored_world import made_once, stored_world


@pytest.mark.django_db
def test_the_next_row_gets_a_key_of_its_own() -> None:
    """Although a test before it has set the sequence back, as whoever gives keys of their own does."""
    made_once(today())
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [User]):
            cursor.execute(statement)
    world = stored_world()
    taken = {person.pk for person in world.people.values()}
    assert UserFactory.create().pk not in taken
