"""Two periods, two years, or chosen organizations side by side."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from organizations.prepared_queries import PreparedQuery
from reports.dashboards.changes import with_changes
from reports.dashboards.comparison.page import comparison_page
from reports.dashboards.comparison.sides import comparison_of
from reports.dashboards.comparison.wish import By, Offer, Wish
from reports.dashboards.places.rows import subordinates_of
from reports.dashboards.question import Question
from reports.forms.comparison import ComparisonForm
from reports.views.asking import answered, organization_in_scope, read_question
from targets.models import Target
from tasks.models import Guidance

# Each side has an outcome of its own.
UNANSWERED = frozenset({"outcome"})


@require_safe
def dashboard_comparison(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the address puts side by side, of an organization in scope and those who file to it."""
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization, unanswered=UNANSWERED)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    question = asked.question
    form = ComparisonForm(request.GET, offer=offer_of(question), question=question)
    wish = form.wish()
    form.fill_in(wish)
    comparison = comparison_of(question, wish, targets_compared(question, wish))
    at = moment_of(request)
    page = comparison_page(comparison, form.asked(wish), asked.user, at)
    page = with_changes(page, question, asked.user, at)
    page.context["comparison_form"] = form
    page.context["kept"] = form.asked(wish)
    return answered(request, asked, page, "reports/views/comparison.html")


def offer_of(question: Question) -> Offer:
    """What can be chosen (two queries)."""
    return Offer(question.periods, tuple(published_plans.rows()), tuple(subordinates_of(question)))


@PreparedQuery
def published_plans() -> QuerySet[Guidance]:
    return Guidance.objects.published().defer("source_text").order_by("year")


def targets_compared(question: Question, wish: Wish) -> Sequence[Target]:
    """The targets of the plans that are compared, those that were withdrawn before those in force (one
    query)."""
    guidances = [guidance.pk for guidance in wish.years] if wish.by is By.YEAR else [question.guidance.pk]
    targets = targets_of_plans.rows(guidances=tuple(guidances)) if guidances else []
    return sorted(targets, key=lambda target: target.withdrawn_on is None)


@PreparedQuery
def targets_of_plans(guidances: tuple[int, ...]) -> QuerySet[Target]:
    return (
        Target.objects.filter(guidance__in=guidances)
        .select_related("indicator", "guidance", "responsible", "section")
        .defer("guidance__source_text", "section__text")
        .order_by("guidance__year", "order")
    )
