"""Template tags of a task's standing: where each of its counts leads, and heads that sort a list of tasks."""

from typing import Any

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

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


@register.simple_tag(takes_context=True)
def sorting_head(context: dict[str, Any], key: str, title: str, css: str = "num") -> SafeString:
    """The head of a column by which the list can be sorted; the largest comes first, a second click turns the
    order round. The rest of the address stays."""
    asked: QueryDict = context["request"].GET.copy()
    order = asked.get("sort", "")
    is_up, is_down = order == key, order == f"-{key}"
    asked["sort"] = key if is_down else f"-{key}"
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}"><a class="sort-link" href="?{}">'
        '<span class="visually-hidden">{}</span>{}</a></th>',
        *(css, "ascending" if is_up else "descending" if is_down else "none"),
        *(asked.urlencode(), _("Sort by "), title),
    )
