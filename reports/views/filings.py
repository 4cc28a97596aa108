"""The filings that a dashboard counts, one by one."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from reports.dashboards.filing_list.found import found_filings
from reports.dashboards.filing_list.page import filings_page, filters_in_words
from reports.filtersets import ReportingFilter
from reports.overview import filings_beneath
from reports.views.asking import answered, organization_in_scope, part_asked, read_question

PAGE_SIZE = 50


@require_safe
def dashboard_filings(request: HttpRequest, code: str) -> HttpResponseBase:
    """The filings behind the counts of an organization's dashboard, the latest period first, in the order of
    the tree: each count leads here with its own filters (design R23).

    A department reads who has filed on what it is responsible for, and opens its own alone.
    """
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    chosen = ReportingFilter(request.GET, queryset=filings_beneath(organization), request=request)
    found = found_filings(asked.question, chosen, request.GET.get("sort_filings", ""))
    listed = part_asked(request, found.ordered, PAGE_SIZE)
    shown = found.listed(listed)
    page = filings_page(found, shown, asked.user, moment_of(request), chosen)
    page.context.update(filter=chosen, form=chosen.form, said=filters_in_words(chosen), page_obj=listed)
    return answered(request, asked, page, "reports/dashboard_filings.html")
