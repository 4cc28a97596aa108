"""A target's page as a brief, and each of its drawings by itself."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from reports.dashboards.target_files import files_page
from reports.views.files import file_answer
from targets.forms.day import DayForm
from targets.target_page import page_of
from targets.views.explanation import published_target
from tasks.access import signed_in

# Its tables are taken from the page itself.
BRIEF = "pdf"
FORMS = frozenset({BRIEF, "png", "svg"})


@require_safe
def target_files(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The target's page as a brief, or the one of its drawings that ``chart=`` names as ``?format=png`` or
    ``svg``, ``?on=`` a day (now). Of no day, and of one still to come, the page tells instead."""
    user = signed_in(request)
    target = published_target(pk)
    if request.GET.get("format", BRIEF) not in FORMS:
        raise Http404
    form = DayForm(request.GET)
    if not form.is_valid():
        asked = urlencode({"on": request.GET.get("on", "")})
        return redirect(f"{reverse('targets:target-detail', args=[pk])}?{asked}")
    page = files_page(page_of(target, user, on=form.day), user, moment_of(request))
    return file_answer(
        request,
        page,
        form=request.GET.get("format", BRIEF),
        address=reverse("targets:target-detail", args=[pk]),
    )
