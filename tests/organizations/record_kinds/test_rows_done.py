"""How far a file is, noted from within a transaction of which nobody sees anything before it ends."""

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import DjangoAssertNumQueries

from organizations.models import ReceivedRecords
from organizations.record_kinds import rows_done
from organizations.record_kinds.rows_done import LetGo, RowsDone, noted_beside
from tests.organizations.record_kinds.kept import received
from tests.world import World

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="others write at the same time")
on_a_server = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")


@pytest.fixture(autouse=True)
def every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_done, "PAUSE", 0)


@on_a_server
@pytest.mark.django_db(transaction=True)
def test_the_bar_moves_while_a_transaction_is_open(world: World) -> None:
    file = received(world, state="taking", total=3)
    with connection.copy().cursor() as other, transaction.atomic(), noted_beside(file) as told:
        ReceivedRecords.objects.create(kind="organizations", size=1, **who_and_when(world))
        assert told is not None
        told(2)
        other.execute("SELECT done FROM organizations_receivedrecords")
        assert other.fetchall() == [(2,)]
        transaction.set_rollback(True)
    assert ReceivedRecords.objects.get().done == 2


def who_and_when(world: World) -> dict[str, object]:
    return {"received_by": world.administrator, "received_at": world.administrator.date_joined}


@on_sqlite
def test_on_sqlite_the_bar_waits(world: World) -> None:
    with noted_beside(received(world, state="taking")) as told:
        assert told is None


def test_notes_are_few(
    world: World, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = RowsDone(received(world, state="opening", total=1000))
    monkeypatch.setattr(rows_done, "PAUSE", 60)
    with django_assert_num_queries(0):
        for count in range(1000):
            rows.note(count)


@pytest.mark.parametrize("state", ["read", "taking", "refused"])
def test_what_is_read_no_more_ends_the_work(world: World, state: str) -> None:
    rows = RowsDone(received(world, state=state))
    with pytest.raises(LetGo):
        rows.note(1)
