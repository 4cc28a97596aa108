"""The portal's own queue in tests, and a worker within the test's process."""

from typing import Any

from background.models import Job
from background.worker import Worker

QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def worker() -> Worker:
    """A worker that works in the test's own transaction; it neither rests nor gives signs of life."""
    return Worker(interval=0, grace=0)


def work_off() -> int:
    """Do every job that waits; answers how many there were."""
    one, count = worker(), 0
    while (claim := one.take()) is not None:
        one.work(claim)
        count += 1
    return count


def enqueued(task: Any, *arguments: Any) -> Job:
    """A job that waits."""
    return Job.objects.get(pk=task.enqueue(*arguments).id)
