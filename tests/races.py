"""People at the same moment, in threads and transactions of their own (design R1, R3)."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from threading import Barrier, Event
from typing import Any

from django.db import connection

from tasks.errors import ActionRefused

Act = Callable[[], object]
LONGEST_WAIT = 20
WAITING = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def at_once(*acts: Act) -> list[object]:
    """Run every act in a thread of its own from the same moment; what each returned or refused with."""
    start = Barrier(len(acts))

    def run(act: Act) -> object:
        start.wait(timeout=10)
        return finished(act)

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def in_turn(first: Act, second: Act) -> list[object]:
    """Run ``first`` up to where it has read and checked everything and would write, then ``second`` until it
    waits for a lock or is done, then both to their end. On PostgreSQL, which tells who waits."""
    pause = Pause()
    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(finished, first, pause)
        try:
            assert pause.is_reached.wait(LONGEST_WAIT), "The first act writes nothing."
            other = threads.submit(finished, second)
            wait_until_held_up(other)
        finally:
            pause.is_over.set()
        return [one.result(), other.result()]


class Pause:
    """Holds up a connection before the first statement that changes a filing or what hangs on it."""

    def __init__(self) -> None:
        self.is_reached, self.is_over = Event(), Event()

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE")) and '"tasks_' in sql:
            self.is_reached.set()
            self.is_over.wait(LONGEST_WAIT)
        return execute(sql, *rest)


def finished(act: Act, pause: Pause | None = None) -> object:
    """What an act returned or refused with, on a connection of its own."""
    try:
        with connection.execute_wrapper(pause) if pause else nullcontext():
            return act()
    except ActionRefused as refusal:
        return refusal
    finally:
        connection.close()


def wait_until_held_up(act: "Future[object]") -> None:
    """Until some connection waits for a lock, or ``act`` is done without."""
    until = time.monotonic() + LONGEST_WAIT
    while not act.done() and time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
