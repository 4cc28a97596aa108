"""A task as an organization sees it: who has answered, how far it is, where it is delayed and why."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of, today
from organizations.models import Organization
from reports.dashboards.task_answers.page import task_page
from reports.dashboards.task_answers.question import MOST_OPEN, TaskQuestion
from reports.forms.task_question import TaskQuestionForm
from reports.views.asking import Asked, answered, organization_in_scope
from targets.figures.periods import period_asked
from tasks.access import signed_in
from tasks.filings.plan_periods import plan_periods
from tasks.models import ReportingPeriod, Task


@require_safe
def dashboard_task(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """A task of any published year, as an organization in the person's scope counts its answers; 404 for any
    other (design R18)."""
    organization = organization_in_scope(request, code)
    task = get_object_or_404(tasks(), pk=pk)
    plan = plan_periods(task.guidance)
    periods = [period for period in plan if not period.is_supplement]
    if not periods:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    form = TaskQuestionForm(
        request.GET, organization=organization, periods=periods, measures=task.measures.all()
    )
    question = question_of(request, form, organization, task, plan)
    user, at = signed_in(request), moment_of(request)
    page = task_page(question, user, at)
    return answered(request, Asked(user, question.base, form), page, "reports/views/task.html")


def tasks() -> QuerySet[Task]:
    """The tasks of published plans, with what their page says of them."""
    published = Task.objects.published().select_related("section", "guidance").prefetch_related("measures")
    return published.defer("guidance__source_text")


def question_of(
    request: HttpRequest,
    form: TaskQuestionForm,
    organization: Organization,
    task: Task,
    plan: Sequence[ReportingPeriod],
) -> TaskQuestion:
    """What the address asks for; answers of all periods where it names none."""
    periods = list(form.periods.values())
    base = form.question(
        organization, task.guidance, period_asked(periods, form.day or today()) or periods[0]
    )
    return TaskQuestion(
        base=base,
        task=task,
        plan=tuple(plan),
        until=base.period if form.chosen("period") else None,
        state=form.chosen("state") or "",
        measure=form.measures.get(form.chosen("measure") or ""),
        name=form.chosen("name") or "",
        group=form.chosen("group") or "",
        opened=tuple(dict.fromkeys(request.GET.getlist("open")))[-MOST_OPEN:],
        unfolded=request.GET.get("answer", ""),
        asked=tuple((name, value) for name, values in request.GET.lists() for value in values),
    )
