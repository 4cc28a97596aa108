"""The dashboard that somebody opens each morning, of the organization that they look at."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from organizations.models import Organization
from reports.actions import note_visit
from reports.dashboards.forecast_pieces import forecast_pieces
from reports.dashboards.overview_page import overview_page
from reports.dashboards.target_rows import target_rows
from reports.views.asking import answered, organization_in_scope, read_question
from targets.forecasting.gathering import forecasts_of
from tasks.access import signed_in

CODE = re.compile(r"[\w-]{1,20}", re.ASCII)


@require_safe
def dashboard(request: HttpRequest) -> HttpResponseBase:
    """The dashboard of the person's own, highest organization; ``?organization=`` leads to that of another,
    with whatever else was asked."""
    code = request.GET.get("organization")
    if code is not None:
        return redirect(address_with_code(request, code))
    held = signed_in(request).organizations_held
    if not held:
        return render(request, "reports/dashboard_none.html")
    return shown_dashboard(request, held[0])


@require_safe
def dashboard_of(request: HttpRequest, code: str) -> HttpResponseBase:
    """The dashboard of an organization in the person's scope."""
    return shown_dashboard(request, organization_in_scope(request, code))


@require_safe
def dashboard_expected(request: HttpRequest, code: str) -> HttpResponse:
    """What is expected of the figures of a dashboard, for the places that its rows keep: asked for once the
    page is there, because the years before take longer to read than the page."""
    asked = read_question(request, organization_in_scope(request, code))
    figures = [] if asked is None else [row.shown for row in target_rows(asked.question).rows]
    return HttpResponse(forecast_pieces(forecasts_of(figures).values()))


def shown_dashboard(request: HttpRequest, organization: Organization) -> HttpResponseBase:
    """The overview; somebody who looks at the page has visited it."""
    asked = read_question(request, organization)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    at, is_file = moment_of(request), "format" in request.GET
    last_visit = note_visit(by=asked.user, organization=organization, at=at)
    page = overview_page(asked.question, asked.user, last_visit=last_visit, at=at, is_file=is_file)
    return answered(request, asked, page, "reports/views/overview.html")


def address_with_code(request: HttpRequest, code: str) -> str:
    """Where the dashboard of an organization answers what else the address asks; 404 for no code."""
    if not CODE.fullmatch(code):
        raise Http404
    organization = organization_in_scope(request, code)
    asked = request.GET.copy()
    del asked["organization"]
    query = f"?{asked.urlencode()}" if asked else ""
    return f"{reverse('reports:dashboard-of', args=[organization.code])}{query}"
