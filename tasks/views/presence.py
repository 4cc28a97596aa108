"""The open page of a line says every half minute that somebody is at it, and hears who else is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from organizations.calendar import moment_of
from organizations.permissions import Permission
from tasks.access import filing_for, signed_in
from tasks.actions import note_presence
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Presence


@require_POST
def line_presence(request: HttpRequest, pk: int, kind: str, subject: int) -> HttpResponse:
    """Note the person at the line, and answer who else has it open."""
    filing = filing_for(request, pk, Permission.EDIT_FILING)
    if kind not in LINE_KINDS or not LINE_KINDS[kind].has_place_for(filing, subject):
        raise Http404
    by, at = signed_in(request), moment_of(request)
    note_presence(filing=filing, kind=kind, subject=subject, by=by, at=at)
    others = Presence.objects.at_line(filing, kind, subject).besides(by).lasting(at=at)
    return render(request, "tasks/line_presence.html", {"at_line": others})
