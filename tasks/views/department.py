"""Where a department reads others' lines: the address that people have kept leads to the stream."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from organizations.models import Organization
from tasks.access import signed_in
from tasks.filings.line_rules import KIND_OF_PART, Part
from tasks.lines.kinds import LINE_KINDS

STREAM = "reports:dashboard-stream"
# What of the lines of one kind the stream shows; of tasks everything.
PART = {kind: part for part, kind in KIND_OF_PART.items() if kind != "progress"}


@require_safe
def department_lines(request: HttpRequest, kind: str = "") -> HttpResponse:
    """The stream of the person's first department, with the filters of the address; 404 for who has none, and
    for a kind of line that there is not."""
    departments = signed_in(request).scope.departments
    if not departments or (kind and kind not in LINE_KINDS):
        raise Http404
    code = Organization.objects.values_list("code", flat=True).get(pk=departments[0])
    asked = request.GET.copy()
    if kind in PART:
        asked["part"] = Part(PART[kind]).value
    query = f"?{asked.urlencode()}" if asked else ""
    return redirect(f"{reverse(STREAM, args=[code])}{query}")
