"""Template tags of a task's standing: where each of its counts leads."""

from django import template

from tasks.answers_address import answers_address
from tasks.filings.task_progress import TaskProgress
from tasks.models import Task

register = template.Library()


@register.simple_tag
def answers_url(task: Task, standing: TaskProgress, show: str = "") -> str:
    """The answers that a count of a task's standing counts; "" where nobody counts any."""
    if standing.viewpoint is None:
        return ""
    return answers_address(task, standing.viewpoint, standing.until, show)
