"""What a room says about its jobs: how people call them, and whom to tell when one is given up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.tasks import Task
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job. ``give_up`` takes the job's own arguments."""

    name: str | Promise
    give_up: Callable[..., Any] | None = None


JOB_KINDS: dict[str, JobKind] = {}


def describe_job(
    job: Task[..., Any], *, name: str | Promise, give_up: Callable[..., Any] | None = None
) -> None:
    """Say, beside a ``@task`` function, how people call the job and what to do when it will not be done.

    ``give_up`` is called with the job's arguments, in the transaction that notes the failure: the job raised
    an error, or too many workers ended in the middle of it.
    """
    JOB_KINDS[job.module_path] = JobKind(name, give_up)
