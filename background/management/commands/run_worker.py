"""Does the background work until it is told to stop."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from background.worker import Worker

log = logging.getLogger("background")


class Command(BaseCommand):
    help = (
        "Does the background work: exports, mail. Waits for a database that does not answer."
        " SIGTERM lets the job at hand finish and then ends; a second one, or a job that takes longer"
        " than the grace, gives it back to the queue."
    )
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--interval", type=float, default=1.0, help="seconds between two looks at an empty queue (1)"
        )
        parser.add_argument(
            "--grace", type=float, default=4.0, help="seconds that a job has to finish when told to stop (4)"
        )
        parser.add_argument("--until-idle", action="store_true", help="end when nothing is left to do")

    def handle(self, *, interval: float, grace: float, until_idle: bool, **_options: Any) -> None:
        worker = Worker(interval=interval, grace=grace)
        worker.listen()
        log.info("Worker %s begins.", worker.name)
        worker.run(until_idle=until_idle)
        log.info("Worker %s ends.", worker.name)
