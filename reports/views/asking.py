"""What a request asks of a dashboard, and in which form it gets the answer."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render

from organizations.calendar import today
from organizations.models import Organization, User
from organizations.prepared_queries import PreparedQuery
from organizations.scope import Scope
from organizations.table_answers import is_file_asked
from reports.dashboards.choices import departments_of, plan_of_years, sections_of
from reports.dashboards.question import Question
from reports.dashboards.shown_page import ShownPage
from reports.dashboards.tabs import tabs_of
from reports.data_tables.markup import sort_name
from reports.data_tables.values import MOST_HELD
from reports.forms.question import QuestionForm
from reports.views.files import file_answer
from targets.figures.periods import period_asked
from tasks.access import signed_in
from tasks.year_in_view import year_in_view


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a view: who asks, for what, and the form that says it."""

    user: User
    question: Question
    form: QuestionForm


def organization_in_scope(request: HttpRequest, code: str) -> Organization:
    """An organization that the person may see; 404 for any other (design R18)."""
    organization = visible_organization.first(scope=signed_in(request).scope, code=code)
    if organization is None:
        raise Http404
    return organization


@PreparedQuery
def visible_organization(scope: Scope, code: str) -> QuerySet[Organization]:
    visible: QuerySet[Organization] = Organization.objects.visible_to(scope).filter(code=code)
    return visible


def read_question(
    request: HttpRequest, organization: Organization, *, unanswered: Collection[str] = ()
) -> Asked | None:
    """What the address asks for; None while no guidance is published (three queries). ``unanswered`` are the
    filters that say nothing about the view."""
    year = year_in_view(request).year
    plans = plan_of_years(year)
    periods = plans.get(year)
    if not periods:
        return None
    guidance = periods[0].guidance
    form = QuestionForm(
        request.GET,
        periods=periods,
        departments=departments_of(guidance),
        sections=sections_of(guidance),
        organization=organization,
        years=year_in_view(request).years,
    )
    default = period_asked(periods, form.day or today()) or periods[0]
    question = replace(
        form.question(organization, guidance, default),
        periods_before=tuple(plans.get(year - 1, ())),
        unanswered=frozenset(unanswered),
    )
    return Asked(signed_in(request), question, form)


def answered(request: HttpRequest, asked: Asked, page: ShownPage, template: str) -> HttpResponseBase:
    """The view as a page, or as the file that ``?format=`` names, with its tables sorted as the address says;
    404 for any other form."""
    page = arranged(page, request.GET)
    if is_file_asked(request):
        return file_answer(request, page)
    context = {
        "page": page,
        "question": asked.question,
        "form": asked.form,
        "organization": asked.question.organization,
        "is_wide": True,
        "tabs": tabs_of(asked.question, request.resolver_match),
        **page.context,
    }
    return render(request, template, context)


def part_asked(request: HttpRequest, listed: Any, page_size: int) -> Page[Any]:
    """The part of a list that a page shows; for a file the first that are held at once, whatever page the
    address says."""
    if is_file_asked(request):
        return Paginator(listed, MOST_HELD).get_page(1)
    return Paginator(listed, page_size).get_page(request.GET.get("page"))


def arranged(page: ShownPage, query: QueryDict) -> ShownPage:
    """The page with each table in the order that the address asks for."""
    tables = tuple(table.arranged(query.get(sort_name(table), "")) for table in page.tables)
    return replace(page, tables=tables)
