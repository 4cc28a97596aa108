"""The year-end workbook: ask for it, watch it being made, take it away."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organizations.answers import UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.models import Organization
from organizations.permissions import Permission
from reports.actions import request_export
from reports.export_progress import progress_of
from reports.filtersets import ExportFilter
from reports.forms import ExportForm
from reports.models import Export
from tasks.access import signed_in
from tasks.year_in_view import guidance_in_view
from texts.outgoing.file_names import content_disposition

PAGE_SIZE = 20


def reportable(request: HttpRequest) -> list[Organization]:
    """The organizations whose report the person may export; 403 without any."""
    organizations = signed_in(request).organizations_where(Permission.EXPORT_REPORT)
    if not organizations:
        raise PermissionDenied(
            _("Exports are for administrators. Ask the administrator of your organization for one.")
        )
    return organizations


def exports_of(request: HttpRequest) -> Any:
    """The exports that the person may see, with what a page names."""
    return Export.objects.visible_to(signed_in(request)).select_related(
        "guidance", "organization", "requested_by"
    )


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Ask for a year-end workbook; earlier ones below."""
    initial = {"guidance": guidance_in_view(request)}
    form = ExportForm(organizations=reportable(request), initial=initial)
    return list_page(request, form)


def list_page(request: HttpRequest, form: ExportForm, status: int = 200) -> HttpResponse:
    chosen = ExportFilter(request.GET, queryset=exports_of(request), request=request)
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "filter": chosen, "page_obj": page}
    return render(request, "reports/report_list.html", context, status=status)


@require_POST
def export_create(request: HttpRequest) -> HttpResponse:
    """Order a workbook, then on to its progress."""
    form = ExportForm(request.POST, organizations=reportable(request))
    if not form.is_valid():
        return list_page(request, form, status=UNPROCESSABLE)
    export = request_export(
        guidance=form.cleaned_data["guidance"],
        organization=form.cleaned_data["organization"],
        language=get_language() or "zh-hans",
        by=signed_in(request),
        at=moment_of(request),
    )
    return redirect("reports:export-detail", export.pk)


@require_safe
def export_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one export is; the part that changes answers alone when htmx asks."""
    export = get_object_or_404(exports_of(request), pk=pk)
    is_part = bool(getattr(request, "htmx", False))
    page = "reports/export_state.html" if is_part else "reports/export_detail.html"
    progress = progress_of(export, at=moment_of(request))
    return render(request, page, {"export": export, "progress": progress})


@require_safe
def export_download(request: HttpRequest, pk: int) -> FileResponse:
    """The finished file; 404 before it is made or where it is gone."""
    export = get_object_or_404(exports_of(request).filter(status=Export.Status.DONE), pk=pk)
    try:
        content = export.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("The file of this export is gone. Export again.")) from None
    name = export.file_name
    response = FileResponse(content, filename=name)
    response["Content-Disposition"] = content_disposition(name)
    return response
