"""The answers that make a task's progress, one by one: where each count of it leads (design R23)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organizations.models import Organization
from tasks.access import signed_in
from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_progress import TaskProgress, answers_at, task_progress
from tasks.forms.listing import AnswersForm
from tasks.lines.progress import entries_with_measures
from tasks.models import Filing, MeasureState, ProgressEntry, Task

SHOWS = ("approved", "submitted", "delayed")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What the page says of one organization: its latest approved entry, and the filing that waits."""

    organization: Organization
    entry: ProgressEntry | None
    waiting: Filing | None

    @property
    def delayed(self) -> list[MeasureState]:
        """The measures that the entry calls delayed. Reads its states."""
        states = [] if self.entry is None else self.entry.states
        return [state for state in states if state.state == MeasureState.State.DELAYED]


@require_safe
def task_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is asked about a task and what each has answered, as ``?organization=`` (the person's own) counts
    it, up to ``?period=`` (all); ``?show=`` one of ``SHOWS`` lists what that count counts.

    404 for an organization outside the person's scope. A constant number of queries.
    """
    user = signed_in(request)
    task = get_object_or_404(Task.objects.published().select_related("section", "guidance"), pk=pk)
    form = AnswersForm(request.GET, keys=SHOWS, task=task)
    viewpoint, until, show = viewpoint_asked(request, task), form.until, form.show_key
    answers = [] if viewpoint is None else answers_at(viewpoint, [task], until)[task.pk]
    counted = [answer for answer in answers if not show or getattr(answer, show)]
    rows = rows_of(counted) if form.is_valid() else []
    return render(
        request,
        "tasks/task_answers.html",
        {
            "task": task,
            "viewpoint": viewpoint,
            "until": until,
            "standing": TaskProgress.of(answers),
            "filter": form,
            "show": show,
            "rows": rows,
            "readable": {row.organization.pk for row in rows if user.scope.covers(row.organization)},
        },
    )


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


def rows_of(answers: Sequence[TaskAnswer]) -> list[AnswerRow]:
    """The answers with what they name (four queries)."""
    entries = entries_with_measures().filter(pk__in=[answer.approved or 0 for answer in answers])
    said = {entry.pk: entry for entry in entries.select_related("filing__period__guidance")}
    waiting = Filing.objects.filter(pk__in=[answer.submitted or 0 for answer in answers]).for_list()
    filings = {filing.pk: filing for filing in waiting}
    organizations = Organization.objects.in_bulk([answer.organization for answer in answers])
    return [
        AnswerRow(
            organizations[answer.organization],
            said.get(answer.approved or 0),
            filings.get(answer.submitted or 0),
        )
        for answer in answers
    ]
