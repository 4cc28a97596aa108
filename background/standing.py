"""How the background work stands: of one job, for its page; of all, for whoever watches over the server."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.tasks import Task

from background.models import Job, WorkerPresence


@dataclass(frozen=True, slots=True)
class JobStanding:
    """Where an unfinished job is, how often it was begun, and whether any worker is there for it."""

    state: Job.State
    attempts: int
    has_worker: bool


def standing_of(job: Task[..., Any], *arguments: int, at: dt.datetime) -> JobStanding | None:
    """Where the unfinished job with these arguments is; None when there is none (two queries)."""
    found = Job.objects.of(job, *arguments).unfinished().with_state(at=at).first()
    if found is None:
        return None
    has_worker = WorkerPresence.objects.alive(at=at).exists()
    return JobStanding(Job.State(found.state), found.attempts, has_worker)
