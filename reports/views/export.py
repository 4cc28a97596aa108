"""Reports as files: ask for one, watch it being made, cancel it, take it away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.answers import UNPROCESSABLE
from organizations.calendar import day_of, moment_of
from organizations.models import Organization, User
from organizations.permissions import Permission
from organizations.row_batches import RowBatches
from organizations.table_answers import is_file_asked, table_answer
from reports.actions import cancel_export, request_export
from reports.export_progress import progress_of
from reports.exports.contents import contents_of
from reports.exports.rights import may_export_handed_in, may_have
from reports.filtersets import ExportFilter
from reports.forms.export import ExportForm
from reports.forms.hand_in import PackageForm
from reports.hand_ins.register import register_of
from reports.list_tables import export_table
from reports.models import Export
from reports.report_forms import CONTENT_TYPES, FORMS
from tasks.access import signed_in
from tasks.errors import TransitionNotAllowed
from tasks.year_in_view import guidance_in_view
from texts.outgoing.file_names import content_disposition

PAGE_SIZE = 20


def exporter(request: HttpRequest) -> User:
    """The person, who may export some organization's report; 403 otherwise."""
    user = signed_in(request)
    if not user.organizations_where(Permission.EXPORT_REPORT):
        raise PermissionDenied(
            _("Exports are for leads and administrators. Ask the lead of your organization for one.")
        )
    return user


def exports_of(request: HttpRequest) -> Any:
    """The exports that the person may see, with what a page names."""
    exports = Export.objects.visible_to(signed_in(request))
    named = exports.select_related("guidance", "organization", "requested_by", "cancelled_by")
    return named.defer("guidance__source_text")


def export_for(request: HttpRequest, pk: int) -> Export:
    """One export that the person sees and may still have; 403 where the right has gone since."""
    export: Export = get_object_or_404(exports_of(request), pk=pk)
    if not may_have(signed_in(request), export):
        raise PermissionDenied(
            _("You may not export these reports any more. Ask the administrator if you should.")
        )
    return export


@require_safe
def report_list(request: HttpRequest) -> HttpResponseBase:
    """Ask for reports as a file; ``organization`` in the address names whose. Earlier ones below."""
    user, code = exporter(request), request.GET.get("organization")
    named = Organization.objects.visible_to(user.scope).filter(code=code).first() if code else None
    if is_file_asked(request):
        chosen = listed_exports(request)
        return table_answer(request, _("Reports"), export_table(RowBatches(chosen.qs)), form=chosen.form)
    initial = {"guidance": guidance_in_view(request), "organization": named}
    return list_page(request, ExportForm(user=user, initial=initial))


def listed_exports(request: HttpRequest) -> ExportFilter:
    return ExportFilter(request.GET, queryset=exports_of(request).defer("manifest"), request=request)


def list_page(request: HttpRequest, form: ExportForm, status: int = 200) -> HttpResponse:
    chosen = listed_exports(request)
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "filter": chosen, "page_obj": page, "purposes": purposes()}
    context |= packages_of(request)
    return render(request, "reports/report_list.html", context, status=status)


def packages_of(request: HttpRequest) -> dict[str, Any]:
    """The form for packages of what was handed in, for those who may take it away (nine queries; none for
    others)."""
    guidance = guidance_in_view(request)
    if guidance is None or not may_export_handed_in(signed_in(request), guidance):
        return {}
    register = register_of(guidance, day_of(moment_of(request)))
    return {"guidance": guidance, "package_form": PackageForm(register=register)}


def purposes() -> dict[str, str]:
    """What each form is for."""
    return {form.key.value: str(form.purpose) for form in FORMS}


@require_http_methods(["GET", "HEAD", "POST"])
def export_create(request: HttpRequest) -> HttpResponse:
    """Order a file of reports, then on to its progress. Who asks for the page of a refused order again, or in
    the other language, is led to the form."""
    user = exporter(request)
    if request.method != "POST":
        return redirect("reports:report-list")
    form = ExportForm(request.POST, user=user)
    if not form.is_valid():
        return list_page(request, form, status=UNPROCESSABLE)
    export = request_export(**form.cleaned_data, by=user, at=moment_of(request))
    return redirect("reports:export-detail", export.pk)


@require_safe
def export_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one export is, or what its file holds; the part that changes answers alone when htmx asks."""
    export = export_for(request, pk)
    is_part = bool(getattr(request, "htmx", False))
    page = "reports/export_state.html" if is_part else "reports/export_detail.html"
    context = {
        "export": export,
        "progress": progress_of(export, at=moment_of(request)),
        "contents": contents_of(export),
        "is_part": is_part,
    }
    return render(request, page, context)


@require_POST
def export_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an export, then back to its page, which says so."""
    export = export_for(request, pk)
    try:
        cancel_export(export=export, by=signed_in(request), at=moment_of(request))
    except TransitionNotAllowed as refusal:
        messages.warning(request, str(refusal))
    return redirect("reports:export-detail", pk)


@require_safe
def export_download(request: HttpRequest, pk: int) -> FileResponse:
    """The finished file; 404 before it is made or where it is gone."""
    export = export_for(request, pk)
    if export.status != Export.Status.DONE:
        raise Http404
    try:
        content = export.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("The file of this export is gone. Export again.")) from None
    name = export.file_name
    response = FileResponse(content, filename=name, content_type=CONTENT_TYPES[export.extension])
    response["Content-Disposition"] = content_disposition(name)
    return response
