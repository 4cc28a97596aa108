"""Turns are taken by name, and rows stay free for others."""

import pytest
from django.db import connection, transaction

from organizations.record_kinds.received import hold
from organizations.turns import number_of, take_turn
from tests.world import World

on_a_server = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")


@on_a_server
@pytest.mark.django_db(transaction=True)
def test_a_turn_lasts_until_its_transaction_ends() -> None:
    def is_free(name: str, pk: int) -> bool:
        with connection.copy().cursor() as other:
            other.execute("SELECT pg_try_advisory_lock(%s)", [number_of(name, pk)])
            return bool(other.fetchone()[0])

    with transaction.atomic():
        take_turn("files", 1)
        assert not is_free("files", 1)
        assert is_free("files", 2)
        assert is_free("others", 1)
    assert is_free("files", 1)


@on_a_server
@pytest.mark.django_db(transaction=True)
def test_who_takes_a_file_over_leaves_their_own_row_to_others(world: World) -> None:
    """Two who change each other would wait for each other."""
    with transaction.atomic(), connection.copy().cursor() as other:
        hold(world.administrator)
        other.execute(
            "SELECT id FROM organizations_user WHERE id = %s FOR NO KEY UPDATE NOWAIT",
            [world.administrator.pk],
        )
        assert other.fetchone() == (world.administrator.pk,)


def test_numbers_of_turns_fit_the_database() -> None:
    numbers = {number_of(name, pk) for name in ("files", "others") for pk in range(100)}
    assert len(numbers) == 200
    assert all(-(2**63) <= number < 2**63 for number in numbers)
