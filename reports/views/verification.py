"""Checking a copy of a report, for everybody; and what a report's page shows of its code."""

import datetime as dt
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organizations.answers import UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.models import User
from reports.actions import note_report_files
from reports.annual_pages import guidance_of_year, organization_in_scope
from reports.exports.signed_snapshot import signed_snapshot
from reports.hand_in_papers import papers_of
from reports.models import AnnualReport
from reports.rendering import FormRefused
from reports.signing.keys import KeyUnusable, SigningKey, signing_key
from reports.snapshot.digests import digests_of
from reports.verification.answers import Answer, answer_to_code, answer_to_file
from reports.verification.inspection import Busy
from reports.verification.intake import is_too_large, taken_in
from reports.verification.pace import Asked, next_question_at
from reports.verification_codes.address import checking_link
from reports.verification_codes.drawing import qr_svg
from reports.views.annual import language
from texts.outgoing.file_names import content_disposition

PAGE = "reports/verify.html"
TOO_LARGE, TOO_MANY, BUSY = 413, 429, 503


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code (``?code=``) or about a file that is sent, and read the answer on the same page."""
    typed = request.GET.get("code", "").strip()
    if request.method != "POST" and not typed:
        return answer_page(request)
    asked, at = Asked.FILE if request.method == "POST" else Asked.CODE, moment_of(request)
    if until := next_question_at(asked, get_adapter().get_client_ip(request), at):
        return wait_page(request, until, at)
    if asked is Asked.CODE:
        return answer_page(request, answer=answer_to_code(typed), typed=typed)
    return answer_about_file(request)


def answer_about_file(request: HttpRequest) -> HttpResponse:
    if is_too_large(int(request.META.get("CONTENT_LENGTH") or 0)):
        return answer_page(request, status=TOO_LARGE, refusal=too_large_in_words())
    file = request.FILES.get("file")
    if file is None:
        return answer_page(request, status=UNPROCESSABLE, refusal=_("Choose a file first."))
    try:
        with taken_in(file) as (path, sha256):
            return answer_page(
                request, answer=answer_to_file(path, sha256), file_name=file.name, sha256=sha256
            )
    except Busy:
        sentence = _("Other files are being checked just now. Please try again in a minute.")
        return answer_page(request, status=BUSY, refusal=sentence)


def answer_page(
    request: HttpRequest, *, status: int = 200, answer: Answer | None = None, **said: Any
) -> HttpResponse:
    """The page with both ways to ask; ``said`` is what was asked, or why there is no answer."""
    user = request.user
    is_told = answer is not None and bool(answer.reports) and isinstance(user, User)
    context = {
        "answer": answer,
        "opened": answer.open_to(user) if answer and is_told and isinstance(user, User) else set(),
        "papers": papers_of(request, answer) if answer and is_told else {},
        "most_mb": settings.VERIFY_FILE_MB,
        "has_key": usable_key() is not None,
    }
    return render(request, PAGE, context | said, status=status)


def wait_page(request: HttpRequest, until: dt.datetime, at: dt.datetime) -> HttpResponse:
    """When the next question is answered."""
    response = render(request, "reports/verify_wait.html", {"until": until}, status=TOO_MANY)
    response["Retry-After"] = str(max(1, round((until - at).total_seconds())))
    return response


@login_not_required
@require_safe
def verify_key(_request: HttpRequest) -> HttpResponse:
    """The public key with which signatures of the portal are checked; 404 where it signs nothing."""
    key = usable_key()
    if key is None:
        raise Http404(_("This portal signs nothing: it has no key."))
    response = HttpResponse(key.public_pem, content_type="application/x-pem-file")
    response["Content-Disposition"] = content_disposition("public-key.pem")
    return response


def usable_key() -> SigningKey | None:
    """The key that the portal signs with; None where it has none, or none that signs."""
    try:
        return signing_key()
    except KeyUnusable:
        return None


def version_for(request: HttpRequest, year: int, code: str, version: int) -> AnnualReport:
    """A frozen version in the person's scope, else 404."""
    guidance, organization = guidance_of_year(year), organization_in_scope(request, code)
    versions = AnnualReport.objects.of(guidance, organization).select_related("verification")
    report: AnnualReport = get_object_or_404(versions, version=version)
    return report


@require_safe
def annual_qr(request: HttpRequest, year: int, code: str, version: int) -> HttpResponse:
    """The QR code of a frozen version, for its page."""
    report = version_for(request, year, code, version)
    return HttpResponse(qr_svg(checking_link(report.verification.printed)), content_type="image/svg+xml")


@require_safe
def annual_signed(request: HttpRequest, year: int, code: str, version: int) -> HttpResponseBase:
    """The snapshot of a frozen version with its manifest, the signature and what checks it offline."""
    report = version_for(request, year, code, version)
    try:
        with signed_snapshot(report, language()) as (path, manifest):
            size, digests = path.stat().st_size, digests_of(path)
            response = FileResponse(path.open("rb"), content_type="application/zip")
    except FormRefused as refused:
        messages.error(request, str(refused))
        return redirect("reports:annual-report", year, code)
    at = moment_of(request)
    note_report_files(manifest=manifest, size=size, digests=digests, is_package=True, at=at)
    response["Content-Disposition"] = content_disposition(manifest.name)
    return response


def too_large_in_words() -> str:
    return _("The file is larger than %(most)d MB, so it was not looked at. Enter the code instead.") % {
        "most": settings.VERIFY_FILE_MB
    }
