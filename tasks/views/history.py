"""Who did what with a guidance, from its document to the day it came into force."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from organizations.row_batches import RowBatches
from organizations.table_answers import is_file_asked, table_answer
from tasks.access import administrator
from tasks.models import Guidance, GuidanceEvent
from tasks.tables.plan import history_table

PAGE_SIZE = 50


@require_safe
def guidance_history(request: HttpRequest, year: int) -> HttpResponseBase:
    """The history of a draft or published guidance, the latest first; for administrators, 404 for others."""
    administrator(request)
    guidance = get_object_or_404(Guidance.objects.defer("source_text"), year=year)
    if is_file_asked(request):
        events = RowBatches(GuidanceEvent.objects.of(guidance).for_list())
        facts = [(_("Guidance"), guidance.title)]
        return table_answer(request, pgettext("guidance", "History"), history_table(events), facts=facts)
    page = Paginator(GuidanceEvent.objects.of(guidance).for_list(), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    return render(request, "tasks/guidance_history.html", {"guidance": guidance, "page_obj": page})
