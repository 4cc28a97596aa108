"""What an organization's subordinates have filed for a period, and reminding those who have not (催办)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from organizations.answers import own_address
from organizations.calendar import moment_of, today
from organizations.models import User
from organizations.permissions import Permission
from organizations.table_answers import is_file_asked, table_answer
from tasks.access import filing_for, signed_in
from tasks.actions import remind_filing, remind_filings
from tasks.errors import ActionRefused
from tasks.filter_choices import shown_periods
from tasks.filtersets import FilingFilter
from tasks.models import Filing
from tasks.models.filing import FilingQuerySet
from tasks.tables.filings import subordinate_table, year_facts
from tasks.year_in_view import year_in_view

PAGE_SIZE = 50
LATEST = "latest"


@require_safe
def subordinate_list(request: HttpRequest) -> HttpResponseBase:
    """Who has filed and who is late, by period; the latest open one where none is chosen."""
    user = signed_in(request)
    filings = Filing.objects.visible_to(user).beneath(user)
    chosen = FilingFilter(with_period(request), queryset=filings, request=request)
    overdue = chosen.qs.filter(reports_to__in=remindable(user)).overdue(on=today())
    organizations = list(overdue.order_by().values_list("organization", flat=True))
    unfiled_first = F("filed_on").asc(nulls_first=True)
    rows = chosen.qs.for_list().defer("period__guidance__source_text").with_reminded_at().with_due_on()
    rows = rows.order_by(unfiled_first, "effective_due_on", "organization__path", "pk")
    if is_file_asked(request):
        facts = year_facts(year_in_view(request))
        return table_answer(
            request, _("Subordinates"), subordinate_table(rows), form=chosen.form, facts=facts
        )
    context = {
        "filter": chosen,
        "page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "filed_count": chosen.qs.filter(filed_on__isnull=False).count(),
        "overdue_count": len(organizations),
        "overdue_organizations": len(set(organizations)),
        "may_remind": remindable(user),
        "today": today(),
    }
    return render(request, "tasks/subordinates.html", context)


def with_period(request: HttpRequest) -> QueryDict:
    """The filters of the address; without a period that of the year in view whose window opened last."""
    data = request.GET.copy()
    if "period" not in data:
        opened = shown_periods(request).ordinary().filter(opens_on__lte=today()).order_by("-opens_on").first()
        data["period"] = str(opened.pk) if opened else ""
    return data


def remindable(user: User) -> set[int]:
    """The organizations, by id, in whose name the person may remind: those for which they review."""
    return {held.pk for held in user.organizations_where(Permission.REVIEW_FILING)}


@require_POST
def filing_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind of one filing."""
    filing = filing_for(request, pk, Permission.REVIEW_FILING)
    try:
        remind_filing(filing=filing, by=signed_in(request), at=moment_of(request))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Reminded: %(filing)s.") % {"filing": filing})
    return redirect(back(request))


@require_POST
def remind_all(request: HttpRequest) -> HttpResponse:
    """Remind of everything overdue that was not reminded of today."""
    user = signed_in(request)
    found = FilingFilter(request.POST, queryset=overdue_beneath(request), request=request)
    if not found.is_valid():
        messages.error(request, found.refusal)
        return redirect(back(request))
    events = remind_filings(filings=list(found.qs), by=user, at=moment_of(request))
    count = len({event.filing.organization_id for event in events})
    said = ngettext("%(count)d organization reminded.", "%(count)d organizations reminded.", count)
    messages.success(request, said % {"count": count})
    return redirect(back(request))


def overdue_beneath(request: HttpRequest) -> FilingQuerySet:
    """Overdue filings of the year in view of which the person may remind."""
    user = signed_in(request)
    filings = Filing.objects.visible_to(user).of_year(year_in_view(request).year)
    return filings.filter(reports_to__in=remindable(user)).overdue(on=today())


def back(request: HttpRequest) -> str:
    """The list as it was filtered, never an address elsewhere."""
    return own_address(request.POST.get("next", ""), otherwise=reverse("tasks:subordinates"))
