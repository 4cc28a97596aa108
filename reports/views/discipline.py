"""Filing discipline of an organization and those who file to it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from reports.dashboards.changes import with_changes
from reports.dashboards.discipline.page import discipline_page
from reports.forms.span import SpanForm
from reports.views.asking import answered, organization_in_scope, read_question

# Filings are handed in whole, and on time or not, whatever of them is looked at or approved.
UNANSWERED = frozenset({"department", "section", "outcome", "counting"})


@require_safe
def dashboard_discipline(request: HttpRequest, code: str) -> HttpResponseBase:
    """Who reports and when, by period and organization, over years; 404 outside the person's scope."""
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization, unanswered=UNANSWERED)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    form = SpanForm(request.GET)
    at = moment_of(request)
    page = discipline_page(asked.question, asked.user, at, form.chosen)
    page = with_changes(page, asked.question, asked.user, at)
    page.context.update(span_form=form, spans=list(form.choices(request.GET)))
    return answered(request, asked, page, "reports/discipline/discipline.html")
