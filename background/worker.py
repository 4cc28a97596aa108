"""The worker: takes one job after another, outlives its database, and ends in good order when told to."""

import logging
import os
import secrets
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any

from django.db import close_old_connections
from django.tasks.base import TaskContext
from django.utils import timezone
from django.utils.json import normalize_json

from background.actions import fail_job, finish_job, give_back_job, retry_job, take_job
from background.lease import Claim, growing_pauses
from background.models import Job
from background.patience import drop_connection, is_connection_trouble
from background.pulse import Pulse

log = logging.getLogger(__name__)
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# A rest is cut into naps of so many seconds, because a signal ends none of them.
NAP = 0.2


class Interrupted(BaseException):
    """The worker is to end now; raised in the middle of its job, past whatever the job itself catches."""


class Worker:
    """One process' worker.

    Told to stop, it finishes its job; where that takes longer than ``grace`` seconds, or when it is told
    again, it gives the job back for the next worker.
    """

    def __init__(self, *, interval: float, grace: float) -> None:
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.interval = interval
        self.grace = grace
        self.is_stopping = False
        self.is_in_job = False
        self.pulse = Pulse(self.name)

    def listen(self) -> None:
        """Obey the signals that end a process."""
        for each in STOP_SIGNALS:
            signal.signal(each, self.stop)
        signal.signal(signal.SIGALRM, self.stop)

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        """End after this job; told again, or after the grace, in the middle of it."""
        if not self.is_stopping:
            self.is_stopping = True
            signal.setitimer(signal.ITIMER_REAL, self.grace)
        elif self.is_in_job:
            raise Interrupted

    def run(self, *, until_idle: bool = False) -> None:
        """Work until told to stop, or until nothing is left to do."""
        self.pulse.start()
        try:
            while not self.is_stopping:
                close_old_connections()
                claim = self.patiently(self.take)
                if claim is not None:
                    self.work(claim)
                elif until_idle:
                    break
                else:
                    self.rest(self.interval)
        finally:
            self.pulse.stop()

    def take(self) -> Claim | None:
        """The next job, where there is one; looking for it locks nothing (one query)."""
        at = timezone.now()
        if not Job.objects.takeable(at=at).order_by().exists():
            return None
        return take_job(worker=self.name, at=at)

    def work(self, claim: Claim) -> None:
        """Do a job and note how it ended."""
        self.pulse.claim = claim
        try:
            if self.patiently(self.outcome(claim)) is False:
                log.warning(
                    "Job %s was taken over meanwhile; what %s did does not count.", claim.job, self.name
                )
        finally:
            self.pulse.claim = None

    def outcome(self, claim: Claim) -> Callable[[], bool]:
        """Do the job; answers what is to be noted of it."""
        try:
            with self.interruptible():
                value = call(Job.objects.get(pk=claim.job))
        except Interrupted:
            log.warning("Job %s goes back to the queue, because the worker is to end.", claim.job)
            return partial(give_back_job, claim=claim)
        except BaseException as error:
            if is_connection_trouble(error):
                log.warning("Job %s lost its database and is tried again: %s", claim.job, str(error).strip())
                drop_connection()
                return partial(retry_job, claim=claim, at=timezone.now())
            log.exception("Job %s failed.", claim.job)
            return partial(fail_job, claim=claim, error=error, at=timezone.now())
        return partial(finish_job, claim=claim, value=value, at=timezone.now())

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Within, a second signal to stop raises ``Interrupted``."""
        self.is_in_job = True
        try:
            yield
        finally:
            self.is_in_job = False

    def patiently[Answer](self, ask: Callable[[], Answer]) -> Answer | None:
        """Ask until the database answers, with growing pauses; None when the worker is to end before."""
        for pause in growing_pauses():
            try:
                return ask()
            except Exception as error:
                if not is_connection_trouble(error):
                    raise
                log.warning("The database does not answer; again in %s s: %s", pause, str(error).strip())
                drop_connection()
            if self.is_stopping:
                break
            self.rest(pause)
        return None

    def rest(self, seconds: float) -> None:
        """Do nothing for a while; a signal to stop ends it."""
        until = time.monotonic() + seconds
        while not self.is_stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, NAP))


def call(job: Job) -> Any:
    """Run a job's function with its arguments; answers its value as JSON can carry it."""
    task, result = job.task, job.task_result
    context: list[Any] = [TaskContext(task_result=result)] if task.takes_context else []
    return normalize_json(task.call(*context, *result.args, **result.kwargs))
