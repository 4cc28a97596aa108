"""Taking a case away from a filing, and putting it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations.answers import CONFLICT
from organizations.calendar import moment_of
from organizations.permissions import Permission
from tasks.access import filing_for, signed_in
from tasks.actions import remove_case, restore_case
from tasks.errors import ActionRefused, LineUnknown
from tasks.lines.cases import CaseStudyKind
from tasks.lines.kinds import LINE_KINDS
from tasks.models import CaseStudy, Filing
from tasks.views.evidence import tell_of_ended_hand_over
from tasks.views.line import whole_number

KIND = LINE_KINDS[CaseStudyKind.key]


@require_http_methods(["GET", "HEAD", "POST"])
def case_remove(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show what would go, and take it away once that is confirmed; what changed meanwhile is shown anew."""
    filing = filing_for(request, pk, Permission.EDIT_FILING)
    case = case_of(filing, number)
    if request.method != "POST":
        return remove_page(request, filing, case)
    try:
        act(request, filing, number, remove_case)
    except ActionRefused as refusal:
        return remove_page(request, filing, case, str(refusal))
    messages.success(request, _("Removed: %(case)s. It can be put back below.") % {"case": case.label})
    return redirect("tasks:filing-detail", pk)


@require_POST
def case_restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Put back what a case said before it was taken away."""
    filing = filing_for(request, pk, Permission.EDIT_FILING)
    try:
        case = act(request, filing, number, restore_case)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Put back: %(case)s.") % {"case": case.label})
    return redirect("tasks:filing-detail", pk)


def case_of(filing: Filing, number: int) -> CaseStudy:
    """A case that was begun; 404 where there is none with this number."""
    case: CaseStudy | None = KIND.line_of(filing, number)
    if case is None or number not in KIND.subjects_of(filing):
        raise Http404
    return case


def act(request: HttpRequest, filing: Filing, number: int, action: Callable[..., CaseStudy]) -> CaseStudy:
    """Run an action on the version of a case that was read; 404 where the filing can have none."""
    try:
        case = action(
            filing=filing,
            number=number,
            expected_version=whole_number(request.POST.get("version", ""), otherwise=-1),
            by=signed_in(request),
            at=moment_of(request),
        )
    except LineUnknown:
        raise Http404 from None
    tell_of_ended_hand_over(request, filing)
    return case


def remove_page(request: HttpRequest, filing: Filing, case: CaseStudy, refusal: str = "") -> HttpResponse:
    """The case as it stands, with the question; above it why nothing was taken away."""
    context: dict[str, Any] = {
        "filing": filing,
        "line": case,
        "refusal": refusal,
        "evidence": filing.evidence_by_line.get((KIND.key, case.number), []),
    }
    return render(request, "tasks/case_remove.html", context, status=CONFLICT if refusal else 200)
