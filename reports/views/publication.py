"""Reports that are published, for everybody who is signed in: which there are, one to read, its files."""

import datetime as dt

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.table_answers import is_file_asked, table_answer
from reports.annual_pages import shown_version
from reports.list_tables import publication_table
from reports.models import Publication, PublicationFile
from reports.models.publication import PublicationQuerySet
from reports.publications.files import ENDINGS
from reports.report_forms import CONTENT_TYPES
from reports.verification_codes.address import checking_link
from reports.verification_codes.drawing import qr_svg
from reports.views.annual import language
from tasks.access import signed_in
from tasks.year_in_view import guidance_in_view
from texts.outgoing.file_names import content_disposition


def published(request: HttpRequest) -> PublicationQuerySet:
    """What everybody reads, with the names that pages show."""
    return Publication.objects.visible_to(signed_in(request)).standing().for_page()


def published_in(request: HttpRequest, year: int) -> Publication:
    """The published report of a year; 404 where none stands."""
    found: Publication = get_object_or_404(published(request), guidance__year=year)
    return found


@require_safe
def published_list(request: HttpRequest) -> HttpResponseBase:
    """Every published report, the latest year first."""
    if is_file_asked(request):
        return table_answer(request, _("Published reports"), publication_table(published(request)))
    context = {
        "publications": published(request).prefetch_related("files"),
        "guidance": guidance_in_view(request),
        "may_publish": signed_in(request).is_administrator,
    }
    return render(request, "reports/published/list.html", context)


@require_safe
def published_report(request: HttpRequest, year: int) -> HttpResponse:
    """One published report: what it is, its files, and its text as it was signed out."""
    publication = published_in(request, year)
    shown = shown_version(publication.report, language())
    context = {
        "publication": publication,
        "report": publication.report,
        "guidance": publication.guidance,
        "files": publication.files.all(),
        "shown": shown,
        "signed_out_on": dt.date.fromisoformat(shown.head.day),
        # Where its passages come from is for those who may read the filings.
        "numbers": {},
        "may_publish": signed_in(request).is_administrator,
    }
    return render(request, "reports/published/report.html", context)


@require_safe
def published_qr(request: HttpRequest, year: int) -> HttpResponse:
    """The QR code of a published report."""
    report = published_in(request, year).report
    return HttpResponse(qr_svg(checking_link(report.verification.printed)), content_type="image/svg+xml")


@require_safe
def published_file(request: HttpRequest, year: int, kind: str) -> FileResponse:
    """One file of a published report; 404 before it is made, and where it is gone."""
    file = get_object_or_404(PublicationFile, publication=published_in(request, year), kind=kind)
    try:
        content = file.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("This file is gone. Tell the administrator.")) from None
    ending = ENDINGS[PublicationFile.Kind(file.kind)]
    response = FileResponse(content, filename=file.name, content_type=CONTENT_TYPES[ending])
    response["Content-Disposition"] = content_disposition(file.name)
    return response
