"""``manage.py run_worker``: the worker, which refuses to start where the web server does."""

from typing import Any

from background.management.commands.run_worker import Command as Worker
from guidance_portal.production import refuse_sample_people
from guidance_portal.roles import refuse_owner


class Command(Worker):
    def handle(self, *args: Any, **options: Any) -> None:
        refuse_owner()
        refuse_sample_people()
        super().handle(*args, **options)
