"""``manage.py db_worker``: the queue's own worker, which knows no leases, so that others would take over what
it is still working on."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Is not used here: run_worker does the background work."
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        raise CommandError(
            "The background work is done by `manage.py run_worker`, whose jobs hold a lease."
            " Copy deploy/guidance-portal-worker.service anew."
        )
