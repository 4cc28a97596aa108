"""``manage.py db_worker``: the worker, which refuses what the web server refuses."""

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as Worker

from guidance_portal.production import refuse_sample_people


class Command(Worker):
    def handle(self, *args: Any, **options: Any) -> None:
        refuse_sample_people()
        super().handle(*args, **options)
