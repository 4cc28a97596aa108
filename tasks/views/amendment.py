"""What was amended in a guidance, for everyone who reads it; and where administrators begin to amend."""

import datetime as dt
from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.calendar import today
from organizations.row_batches import RowBatches
from organizations.table_answers import is_file_asked, table_answer
from tasks.access import administrator, signed_in
from tasks.drafts.plan_parts import PLAN_PARTS
from tasks.models import Guidance, ReportingPeriod
from tasks.tables.plan import amendable_tables, amendment_table
from tasks.views.document import owners

PAGE_SIZE = 25


@require_safe
def amendment_list(request: HttpRequest, year: int) -> HttpResponseBase:
    """The amendments of a guidance, the latest first."""
    user = signed_in(request)
    guidance = get_object_or_404(Guidance.objects.published().defer("source_text"), year=year)
    amendments = guidance.amendments.select_related("by", "task").prefetch_related("affected")
    if is_file_asked(request):
        table = amendment_table(RowBatches(amendments))
        return table_answer(request, _("Amendments"), table, facts=[(_("Guidance"), guidance.title)])
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
def amend_choose(request: HttpRequest, year: int) -> HttpResponseBase:
    """What may be amended: tasks, dates, windows."""
    guidance = amendable(request, year)
    tasks = guidance.tasks.current().select_related("section").prefetch_related(owners())
    periods = list(guidance.periods.all())
    coming = [period for period in periods if period.due_on >= today()]
    if is_file_asked(request):
        tables = amendable_tables(tasks, guidance, coming)
        tables += [table for part in PLAN_PARTS.values() for table in part.tables(guidance)]
        facts = [(_("Guidance"), guidance.title)]
        return table_answer(request, _("Amend the guidance"), *tables, facts=facts)
    context = {
        "guidance": guidance,
        "tasks": tasks,
        "periods": coming,
        "supplements_from": supplements_from(periods),
        "today": today(),
    }
    return render(request, "tasks/amend_choose.html", context)
