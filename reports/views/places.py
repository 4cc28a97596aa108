"""Organizations × indicators: a heat table, and the provinces as a map."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from reports.dashboards.changes import with_changes
from reports.dashboards.places.colouring import colouring_of
from reports.dashboards.places.narrowing import choices
from reports.dashboards.places.page import Wish, places_page
from reports.dashboards.places.rows import places_of
from reports.forms.places import REGION, PlacesForm
from reports.overview import targets_of
from reports.views.asking import answered, organization_in_scope, read_question


@require_safe
def dashboard_places(request: HttpRequest, code: str) -> HttpResponseBase:
    """The direct subordinates of an organization in scope, with their figures on what they report."""
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    places = places_of(asked.question, targets_of(organization, asked.question.guidance))
    form = PlacesForm(request.GET, targets=places.targets, has_map=not organization.is_local)
    colouring = colouring_of(places, form.chosen("colour"))
    form.offer(choices(places, colouring))
    wish = Wish(
        colouring,
        only=form.chosen("only"),
        by_region=form.chosen("group") == REGION,
    )
    at = moment_of(request)
    page = with_changes(
        places_page(places, wish, asked.user, at),
        asked.question,
        asked.user,
        at,
        filed=places.filed,
        now=places.totals_shown,
    )
    page.context["places_form"] = form
    page.context["kept"] = [
        (name, request.GET[name])
        for name in ("colour", "group", "only", "sort_places")
        if name in request.GET
    ]
    page.context["all_rows_query"] = urlencode(
        [(name, value) for name in request.GET if name != "only" for value in request.GET.getlist(name)]
    )
    return answered(request, asked, page, "reports/views/places.html")
