"""The history of an organization: its figures, filings and what reviewers said."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from organizations.form_answers import answers_in_words
from organizations.table_answers import is_file_asked
from reports.dashboards.changes import with_changes
from reports.dashboards.history.page import history_page, past_of
from reports.dashboards.history.sayings import KEY, PAGE_SIZE, all_sayings
from reports.forms.history import SayingsForm
from reports.views.asking import answered, organization_in_scope, part_asked, read_question


@require_safe
def dashboard_history(request: HttpRequest, code: str) -> HttpResponseBase:
    """Figures over periods and years, filings, and what reviewers said about them; 404 outside the person's
    scope."""
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    past = past_of(asked.question, asked.user)
    form = SayingsForm(request.GET, organizations=past.organizations)
    found = form.found(past.sayings, asked.question.guidance.year).listed(request.GET.get(f"sort_{KEY}", ""))
    listed, at = part_asked(request, found, PAGE_SIZE), moment_of(request)
    whole = all_sayings(asked.question, found) if is_file_asked(request) else None
    page = history_page(past, asked.user, at, listed, answers_in_words(form), whole=whole)
    page = with_changes(page, asked.question, asked.user, at)
    page.context.update(said_form=form, page_obj=listed)
    return answered(request, asked, page, "reports/history/history.html")
