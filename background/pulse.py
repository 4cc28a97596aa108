"""A worker's sign of life: a thread that says it lives, and keeps its job's lease."""

import logging
import os
import socket
from threading import Event, Thread

from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from background.actions import note_departure, note_presence, renew_lease
from background.lease import Claim, growing_pauses, renewed_every
from background.patience import drop_connection
from background.terms import lease_lasts

log = logging.getLogger(__name__)


class Pulse(Thread):
    """Beats beside the worker's own thread, over a connection of its own, so that a long job stays its own.

    ``claim`` is the job at hand. A database that does not answer is asked again after growing pauses, never
    longer than from beat to beat; a lease may so be renewed late, as long as nobody else took the job.
    """

    def __init__(self, worker: str) -> None:
        super().__init__(name="pulse", daemon=True)
        self.worker = worker
        self.claim: Claim | None = None
        self.started_at = timezone.now()
        self.is_over = Event()

    def run(self) -> None:
        every, pauses = renewed_every(lease_lasts()), growing_pauses()
        pause = 0.0
        while not self.is_over.wait(pause):
            try:
                self.beat()
                pause, pauses = every, growing_pauses()
            except (DatabaseError, InterfaceError) as error:
                pause = min(next(pauses), every)
                log.warning("The sign of life did not reach the database: %s", str(error).strip())
                drop_connection()
        drop_connection()

    def beat(self) -> None:
        """Say that the worker lives, and renew the lease of its job."""
        at = timezone.now()
        note_presence(
            worker=self.worker, host=socket.gethostname(), pid=os.getpid(), started_at=self.started_at, at=at
        )
        claim = self.claim
        if claim is not None and not renew_lease(claim=claim, at=at) and claim is self.claim:
            log.warning(
                "Job %s was taken over from %s; what it does here will not count.", claim.job, self.worker
            )
            self.claim = None

    def stop(self) -> None:
        """Beat no more, and take the worker's row along; a database that is away keeps it for some time."""
        self.is_over.set()
        self.join(timeout=renewed_every(lease_lasts()))
        try:
            note_departure(worker=self.worker)
        except (DatabaseError, InterfaceError) as error:
            log.warning("The worker could not say that it ends: %s", str(error).strip())
