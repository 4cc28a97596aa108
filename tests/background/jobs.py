"""Jobs that tests put into the queue; workers of their own process find them here."""

import os
import time
from pathlib import Path

from django.tasks import TaskContext, task

from background.kinds import describe_job
from background.models import Job

PATIENCE_SECONDS = 60


@task()
def double(number: int) -> int:
    return 2 * number


@task(takes_context=True)
def tell_attempt(context: TaskContext) -> int:
    return context.attempt


@task()
def break_down(number: int) -> None:
    raise ValueError(f"no such number: {number}")


@task()
def leave(number: int) -> None:
    raise SystemExit(number)


@task()
def return_nonsense(number: int) -> object:
    return object()


@task()
def wait_for_go(folder: str) -> int:
    """Note that it has begun, wait for a file ``go``, then ask the database something."""
    (Path(folder) / f"begun-{os.getpid()}").touch()
    until = time.monotonic() + PATIENCE_SECONDS
    while not (Path(folder) / "go").exists() and time.monotonic() < until:
        time.sleep(0.05)
    return Job.objects.count()


GIVEN_UP: list[object] = []


def note_given_up(subject: object) -> None:
    """Remember it in this process, and in the folder where the job had one."""
    GIVEN_UP.append(subject)
    if isinstance(subject, str):
        (Path(subject) / "given-up").touch()


describe_job(break_down, name="Breaking down", give_up=note_given_up)
describe_job(wait_for_go, name="Waiting", give_up=note_given_up)
