"""Template tags of a task's standing: where each of its counts leads."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.models import Organization
from tasks.filings.task_progress import TaskProgress
from tasks.models import ReportingPeriod, Task
from tasks.templatetags.versions import Tab

register = template.Library()


@register.simple_tag
def answers_url(task: Task, standing: TaskProgress, show: str = "") -> str:
    """The answers that a count of a task's standing counts; "" where nobody counts any."""
    if standing.viewpoint is None:
        return ""
    return address(task, standing.viewpoint, standing.until, show)


@register.simple_tag
def answer_tabs(
    task: Task,
    standing: TaskProgress,
    viewpoint: Organization | None,
    until: ReportingPeriod | None,
    current: str,
) -> list[Tab]:
    """Everybody who is asked, and what of their answers is counted apart."""
    if viewpoint is None:
        return []
    views = [
        ("", pgettext("answers", "Asked"), standing.organizations),
        ("approved", pgettext("answers", "Approved"), standing.approved),
        ("submitted", _("Waiting for approval"), standing.submitted),
        ("delayed", _("Delayed measures"), standing.delayed),
    ]
    return [
        Tab(label, address(task, viewpoint, until, show), show == current, count, opens_counted=True)
        for show, label, count in views
    ]


def address(task: Task, viewpoint: Organization, until: ReportingPeriod | None, show: str) -> str:
    asked = {"organization": viewpoint.code}
    if until is not None:
        asked["period"] = str(until.pk)
    if show:
        asked["show"] = show
    return f"{reverse('tasks:task-answers', args=[task.pk])}?{urlencode(asked)}"
