"""The filings that a dashboard counts, one by one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organizations.models import Organization
from reports.filtersets import ReportingFilter
from reports.overview import filings_beneath
from tasks.access import signed_in

PAGE_SIZE = 50


@require_safe
def dashboard_filings(request: HttpRequest, code: str) -> HttpResponse:
    """The filings behind the counts of an organization's dashboard, in the order of the tree: each count
    leads here with its own filters (design R23).

    A department reads who has filed on what it is responsible for, and opens its own alone.
    """
    user = signed_in(request)
    organization = get_object_or_404(Organization.objects.visible_to(user.scope), code=code)
    filings = filings_beneath(organization).for_list()
    chosen = ReportingFilter(request.GET, queryset=filings, request=request)
    rows = chosen.qs.order_by("-period__order", "organization__path", "pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "reports/dashboard_filings.html",
        {
            "organization": organization,
            "filter": chosen,
            "page_obj": page,
            "readable": {filing.pk for filing in page if user.scope.covers(filing.organization)},
        },
    )
