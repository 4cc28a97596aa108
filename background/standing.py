"""How the background work stands: of one job, for its page; of all, for whoever watches over the server."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.tasks import Task
from django.utils.translation import gettext as _

from background.models import Job, WorkerPresence


@dataclass(frozen=True, slots=True)
class JobStanding:
    """Where an unfinished job is, how often it was begun, and whether any worker is there for it."""

    state: Job.State
    attempts: int
    has_worker: bool

    @property
    def hindrance(self) -> str:
        """What keeps it at the moment, in a sentence for whoever waits; "" for nothing."""
        if self.state == Job.State.LAPSED:
            return _("The worker that did it fell silent. Another one takes over in a moment.")
        if self.state != Job.State.RUNNING and not self.has_worker:
            return _("Nobody does background work at the moment. It goes on as soon as a worker is there.")
        return ""


def standing_of(job: Task[..., Any], *arguments: int, at: dt.datetime) -> JobStanding | None:
    """Where the unfinished job with these arguments is; None when there is none (two queries)."""
    found = Job.objects.of(job, *arguments).unfinished().with_state(at=at).first()
    if found is None:
        return None
    has_worker = WorkerPresence.objects.alive(at=at).exists()
    return JobStanding(Job.State(found.state), found.attempts, has_worker)
