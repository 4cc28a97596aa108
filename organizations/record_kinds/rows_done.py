"""How far the worker is with a file of records, noted where whoever waits for it can see it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from django.db import connection

from organizations.models import ReceivedRecords

# So many seconds pass from one note to the next: a page asks each second.
PAUSE = 0.5
NOTE = "UPDATE organizations_receivedrecords SET done = %s WHERE id = %s"


class LetGo(Exception):  # noqa: N818 (what happened to the file, not a fault)
    """The file was let go, or is not to be read any more: the work on it ends."""


class RowsDone:
    """Notes of one file that is read how many rows were dealt with. Each note raises ``LetGo`` where nobody
    wants it any more."""

    def __init__(self, received: ReceivedRecords) -> None:
        self.reading = ReceivedRecords.objects.filter(pk=received.pk, state__in=ReceivedRecords.READING)
        self.noted_at = monotonic()

    def begin(self, state: str, total: int) -> None:
        """Note what is done now, with so many rows."""
        self.update(state=state, done=0, total=total)

    def note(self, done: int) -> None:
        """Note how many rows were dealt with, unless that was done a moment ago."""
        if monotonic() - self.noted_at >= PAUSE:
            self.update(done=done)

    def update(self, **values: str | int) -> None:
        self.noted_at = monotonic()
        if not self.reading.update(**values):
            raise LetGo


@contextmanager
def noted_beside(received: ReceivedRecords) -> Iterator[Callable[[int], None] | None]:
    """Notes rows from within a transaction that others see nothing of before it ends: over a connection of
    its own. None for SQLite, where one connection writes at a time: the bar waits there for the end."""
    if connection.vendor == "sqlite":
        yield None
        return
    beside = connection.copy()
    noted_at = monotonic()

    def note(done: int) -> None:
        nonlocal noted_at
        if monotonic() - noted_at >= PAUSE:
            noted_at = monotonic()
            with beside.cursor() as cursor:
                cursor.execute(NOTE, [done, received.pk])

    try:
        yield note
    finally:
        beside.close()
