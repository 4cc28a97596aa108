"""What was amended in a guidance, for everyone who reads it; and where administrators begin to amend."""

import datetime as dt
from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organizations.calendar import today
from tasks.access import administrator, signed_in
from tasks.models import Guidance, ReportingPeriod
from tasks.views.document import owners

PAGE_SIZE = 25


@require_safe
def amendment_list(request: HttpRequest, year: int) -> HttpResponse:
    """The amendments of a guidance, the latest first."""
    user = signed_in(request)
    guidance = get_object_or_404(Guidance.objects.published().defer("source_text"), year=year)
    amendments = guidance.amendments.select_related("by", "task").prefetch_related("affected")
    page = Paginator(amendments, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "guidance": guidance,
        "page_obj": page,
        "may_amend": user.is_administrator and guidance.is_published,
    }
    return render(request, "tasks/amendment_list.html", context)


def amendable(request: HttpRequest, year: int) -> Guidance:
    """The published guidance of a year, for administrators of the office; 404 for everyone else."""
    administrator(request)
    published = Guidance.objects.published().select_related("receiving_department")
    return get_object_or_404(published.defer("source_text"), year=year)


def supplements_from(periods: Iterable[ReportingPeriod]) -> dt.date | None:
    """The first day on which a supplement may be opened; None for a guidance without a year end."""
    closing = [period.due_on for period in periods if period.is_year_end]
    return closing[0] + dt.timedelta(days=1) if closing else None


@require_safe
def amend_choose(request: HttpRequest, year: int) -> HttpResponse:
    """What may be amended: tasks, dates, windows."""
    guidance = amendable(request, year)
    tasks = guidance.tasks.current().select_related("section").prefetch_related(owners())
    periods = list(guidance.periods.all())
    context = {
        "guidance": guidance,
        "tasks": tasks,
        "periods": [period for period in periods if period.due_on >= today()],
        "supplements_from": supplements_from(periods),
        "today": today(),
    }
    return render(request, "tasks/amend_choose.html", context)
