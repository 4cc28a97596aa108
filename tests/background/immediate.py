"""Jobs at once, but for those that are put off: a test that wants them does them itself."""

from typing import Any

from django.tasks.backends.dummy import DummyBackend
from django.tasks.backends.immediate import ImmediateBackend
from django.tasks.base import Task, TaskResult


class AtOnceUnlessLater(ImmediateBackend):
    supports_defer = True

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        self.later = DummyBackend(alias, params)

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[..., Any]:
        """Do the job now; one for later is only noted."""
        if task.run_after is None:
            return super().enqueue(task, args, kwargs)
        return self.later.enqueue(task, args, kwargs)
