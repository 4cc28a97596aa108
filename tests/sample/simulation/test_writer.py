"""Who writes simulated rows: in order, few waiting at once, and what fails is heard of."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection

from organizations.models import Organization
from sample.simulation import writer
from sample.simulation.writer import DirectWriter, ThreadedWriter, writing
from tests.world import World

AT_ONCE = 3


class FakeCursor:
    """Notes what it is given; COPY waits until it may go on, and fails where it is told to."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.has_begun, self.may_go_on = Event(), Event()

    def copy_expert(self, statement: str, _text: object, _size: int) -> None:
        self.has_begun.set()
        self.may_go_on.wait()
        if statement == "bad":
            database: Any = connection.Database
            raise database.IntegrityError("no such filing")
        self.done.append(statement)

    def execute(self, statement: str, _parameters: object) -> None:
        self.done.append(statement)


@contextmanager
def threaded(cursor: FakeCursor) -> Iterator[ThreadedWriter]:
    hand = ThreadedWriter(cursor)
    try:
        yield hand
    finally:
        cursor.may_go_on.set()
        hand.close()


def test_writer_lets_few_statements_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "WAITING", AT_ONCE)
    cursor, handed_over = FakeCursor(), []
    with threaded(cursor) as hand:

        def make() -> None:
            for number in range(20):
                hand.copy(str(number), b"")
                handed_over.append(number)

        maker = Thread(target=make)
        maker.start()
        cursor.has_begun.wait()
        maker.join(timeout=0.2)  # it is stopped by what waits; without that it would have ended long ago
        assert maker.is_alive()
        assert len(handed_over) <= AT_ONCE + 1
        cursor.may_go_on.set()
        maker.join()
        hand.wait()
    assert cursor.done == [str(number) for number in range(20)]


@pytest.mark.django_db
def test_writer_raises_what_failed_and_writes_nothing_after_it() -> None:
    cursor = FakeCursor()
    cursor.may_go_on.set()
    with threaded(cursor) as hand:
        hand.copy("good", b"")
        hand.copy("bad", b"")
        with pytest.raises(IntegrityError, match="no such filing"):
            hand.wait()
        with pytest.raises(IntegrityError, match="no such filing"):
            hand.run("later")
    assert cursor.done == ["good"]


@pytest.mark.django_db
def test_writer_answers_a_question_behind_a_failure_with_it() -> None:
    cursor = FakeCursor()
    with threaded(cursor) as hand:
        hand.copy("bad", b"")
        answer = hand.read(Organization.objects.values_list("pk"))
        cursor.may_go_on.set()
        with pytest.raises(IntegrityError, match="no such filing"):
            answer()


def test_writer_reads_what_was_written_before(world: World) -> None:
    with writing() as hand:
        assert isinstance(hand, ThreadedWriter) is (connection.vendor == "postgresql")
        name = connection.ops.quote_name(Organization._meta.db_table)
        hand.run(f"UPDATE {name} SET short_name = %s WHERE id = %s", ["新名", world.city.pk])  # noqa: S608
        answer = hand.read(Organization.objects.filter(pk=world.city.pk).values_list("short_name"))
        assert [tuple(row) for row in answer()] == [("新名",)]


@pytest.mark.django_db
def test_writer_ends_with_what_is_raised_within() -> None:
    with pytest.raises(ValueError, match="within"), writing() as hand:
        raise ValueError("within")
    if not isinstance(hand, ThreadedWriter):
        assert isinstance(hand, DirectWriter)
        return
    assert not hand.thread.is_alive()
