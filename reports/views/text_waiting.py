"""待签: every text of a report that waits for the person's name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.signatures import waiting_for
from tasks.access import signed_in


@require_safe
def text_waiting(request: HttpRequest) -> HttpResponse:
    """The texts that the person can sign now, of every year, the longest waiting first."""
    return render(request, "reports/text/waiting.html", {"waiting": waiting_for(signed_in(request))})
