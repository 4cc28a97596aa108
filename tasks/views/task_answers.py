"""Where the answers on a task stood until the dashboards had a page of each: old addresses lead on."""

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from organizations.models import Organization
from tasks.access import signed_in
from tasks.answers_address import ROWS, answers_path
from tasks.filings.task_progress import TaskProgress, task_progress
from tasks.models import Task


@require_safe
def task_answers(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """On to the task as ``?organization=`` (the person's own) sees it, with ``?period=`` as it is;
    ``?show=``, a key of ``ROWS``, becomes the rows that it counted. What does not fit is said there.

    404 for an organization outside the person's scope; to the task where the person counts nobody.
    """
    task = get_object_or_404(Task.objects.published(), pk=pk)
    viewpoint = viewpoint_asked(request, task)
    if viewpoint is None:
        return redirect("tasks:task-detail", task.pk)
    show = request.GET.get("show", "")
    state, table = ROWS.get(show, (show, "answers"))
    asked = {"period": request.GET.get("period", ""), "state": state}
    query = urlencode({name: value for name, value in asked.items() if value})
    return redirect(f"{answers_path(task, viewpoint)}{'?' if query else ''}{query}#{table}-rows")


def viewpoint_asked(request: HttpRequest, task: Task) -> Organization | None:
    """The organization in scope that the address names, else that from which the person sees the task."""
    user, code = signed_in(request), request.GET.get("organization")
    if code is None:
        found: TaskProgress = task_progress(user, [task])[task.pk]
        return found.viewpoint
    if not code.isprintable():
        raise Http404
    organization: Organization = get_object_or_404(Organization.objects.visible_to(user.scope), code=code)
    return organization
