"""The receipt of what was handed in, and what was: for the organization, and for who receives it."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from reports.actions import note_report_files
from reports.annual_pages import shown_version
from reports.exports.signed_snapshot import signed_snapshot
from reports.hand_in_access import receipt_in_scope
from reports.hand_ins.receiving import may_look, receiver_of
from reports.models import HandIn, HandInStep, ReportFile
from reports.rendering import FormRefused
from reports.snapshot.digests import digests_of
from reports.verification_codes.address import checking_link
from reports.verification_codes.drawing import qr_svg
from reports.views.annual import language
from tasks.access import signed_in
from texts.outgoing.file_names import content_disposition


@require_safe
def hand_in_receipt(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """What was handed in, when, and whether in time; to be printed."""
    hand_in = receipt_in_scope(request, year, number)
    due_on = hand_in.guidance.report_due_on
    context = {
        "hand_in": hand_in,
        "guidance": hand_in.guidance,
        "organization": hand_in.report.organization,
        "receiver": receiver_of(hand_in.guidance),
        "looks": may_look(signed_in(request), hand_in.guidance),
        "is_late": due_on is not None and hand_in.handed_in_on > due_on,
        "returned": HandInStep.objects.filter(hand_in=hand_in).select_related("by").first(),
        "replaced_by": HandIn.objects.filter(replaces=hand_in).select_related("guidance").first(),
        "files": ReportFile.objects.filter(report=hand_in.report, made_at__lte=hand_in.handed_in_at),
    }
    return render(request, "reports/hand_ins/receipt.html", context)


@require_safe
def hand_in_qr(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The QR code of the version handed in, for its receipt."""
    report = receipt_in_scope(request, year, number).report
    return HttpResponse(qr_svg(checking_link(report.verification.printed)), content_type="image/svg+xml")


@require_safe
def hand_in_report(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The version handed in, to read, also for who receives it from outside their scope."""
    hand_in = receipt_in_scope(request, year, number)
    context = {
        "hand_in": hand_in,
        "guidance": hand_in.guidance,
        "organization": hand_in.report.organization,
        "shown": shown_version(hand_in.report, language()),
        "numbers": {},
        "looks": may_look(signed_in(request), hand_in.guidance),
    }
    return render(request, "reports/hand_ins/report.html", context)


@require_safe
def hand_in_signed(request: HttpRequest, year: int, number: int) -> HttpResponseBase:
    """The snapshot handed in, with its manifest, the signature and what checks it offline."""
    hand_in = receipt_in_scope(request, year, number)
    try:
        with signed_snapshot(hand_in.report, language()) as (path, manifest):
            size, digests = path.stat().st_size, digests_of(path)
            response = FileResponse(path.open("rb"), content_type="application/zip")
    except FormRefused as refused:
        messages.error(request, str(refused))
        return redirect("reports:hand-in-receipt", year, number)
    note_report_files(manifest=manifest, size=size, digests=digests, is_package=True, at=moment_of(request))
    response["Content-Disposition"] = content_disposition(manifest.name)
    return response
