"""Who did what with a guidance, from its document to the day it came into force."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tasks.access import administrator
from tasks.models import Guidance, GuidanceEvent

PAGE_SIZE = 50


@require_safe
def guidance_history(request: HttpRequest, year: int) -> HttpResponse:
    """The history of a draft or published guidance, the latest first; for administrators, 404 for others."""
    administrator(request)
    guidance = get_object_or_404(Guidance.objects.defer("source_text"), year=year)
    page = Paginator(GuidanceEvent.objects.of(guidance).for_list(), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    return render(request, "tasks/guidance_history.html", {"guidance": guidance, "page_obj": page})
