"""Who writes: at once, or on PostgreSQL while the next rows are being made."""

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from queue import Queue
from threading import Thread
from typing import Any, Protocol

from django.db import connection
from django.db.models import QuerySet

# How many statements wait at most: so many that while one checks what a unit has written, Python goes on with
# the next unit.
WAITING = 40
# How long the thread waits for Python between two statements, while rows are being made. The usual 5 ms, a
# few times for each statement, would be most of the time that they take.
SECONDS_TO_WAIT = 0.0002


# Waits for rows that were asked for.
type Answer = Callable[[], list[Any]]


class Writer(Protocol):
    """Does statements in the order in which they come, within the one transaction."""

    def copy(self, statement: str, text: bytes) -> None:
        """COPY a text into a table."""

    def run_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """One statement for each of the rows."""

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """One statement."""

    def read(self, rows: "QuerySet[Any, Any]") -> Answer:
        """Ask for the values of a query, as they are once everything before it is written."""

    def wait(self) -> None:
        """Return when everything is done, so that others may use the connection."""


class DirectWriter:
    """Does everything at once."""

    def copy(self, statement: str, text: bytes) -> None:
        with connection.cursor() as cursor:
            cursor.cursor.copy_expert(statement, io.BytesIO(text), len(text))

    def run_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)

    def read(self, rows: "QuerySet[Any, Any]") -> Answer:
        found = list(rows)
        return lambda: found

    def wait(self) -> None:
        """Nothing ever waits."""


class ThreadedWriter(DirectWriter):
    """Hands statements to a thread of its own, over the same connection and so in the same transaction.

    Until ``wait`` returns, nobody else may use the connection. While PostgreSQL takes rows in, Python makes
    the next ones; no more than ``WAITING`` statements wait. What fails is raised by the next call.
    """

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor
        self.jobs: Queue[tuple[Any, ...]] = Queue(WAITING)
        self.error: BaseException | None = None
        self.thread = Thread(target=self.work, name="writer", daemon=True)
        self.thread.start()

    def copy(self, statement: str, text: bytes) -> None:
        self.hand_over(self.cursor.copy_expert, statement, io.BytesIO(text), len(text))

    def run_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        self.hand_over(self.cursor.executemany, statement, rows)

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        self.hand_over(self.cursor.execute, statement, parameters or None)

    def read(self, rows: "QuerySet[Any, Any]") -> Answer:
        answer: Future[list[Any]] = Future()
        self.hand_over(self.answer, answer, *rows.query.sql_with_params())

        def found() -> list[Any]:
            with connection.wrap_database_errors:
                return answer.result()

        return found

    def wait(self) -> None:
        self.jobs.join()
        self.raise_error()

    def close(self) -> None:
        """End the thread when everything that waits is done."""
        self.jobs.put(())
        self.thread.join()

    def hand_over(self, *job: Any) -> None:
        self.raise_error()
        self.jobs.put(job)

    def raise_error(self) -> None:
        """Raise what failed, as Django names it."""
        if self.error is not None:
            with connection.wrap_database_errors:
                raise self.error

    # --- In the thread ----------------------------------------------------------------------------
    def work(self) -> None:
        while job := self.jobs.get():
            try:
                if self.error is None:
                    job[0](*job[1:])
                elif job[0] == self.answer:
                    job[1].set_exception(self.error)
            except BaseException as error:
                self.error = error
            finally:
                self.jobs.task_done()

    def answer(self, answer: "Future[list[Any]]", statement: str, parameters: Sequence[Any]) -> None:
        try:
            self.cursor.execute(statement, parameters)
            answer.set_result(self.cursor.fetchall())
        except BaseException as error:
            answer.set_exception(error)
            raise


@contextmanager
def writing() -> Iterator[Writer]:
    """A writer for a great many rows, within the transaction at hand."""
    if connection.vendor != "postgresql":
        yield DirectWriter()
        return
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SECONDS_TO_WAIT)
    with connection.cursor() as cursor:
        writer = ThreadedWriter(cursor.cursor)
        try:
            yield writer
            writer.wait()
        finally:
            writer.close()
            sys.setswitchinterval(interval)
