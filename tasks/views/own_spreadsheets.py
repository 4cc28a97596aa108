"""Spreadsheets that an organization keeps itself: which there are, a new one, another name, one deleted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organizations.answers import UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.models import Organization
from organizations.permissions import Permission
from organizations.table_answers import is_file_asked, table_answer
from tasks.access import signed_in
from tasks.actions.own_spreadsheets import (
    Sample,
    add_spreadsheet,
    delete_spreadsheet,
    rename_spreadsheet,
    replace_sample,
)
from tasks.errors import SpreadsheetRefused
from tasks.evidence import cleaned_name
from tasks.file_edits import NotReadable
from tasks.forms.own_spreadsheet import AddForm, SettingsForm
from tasks.models import OwnSpreadsheet
from tasks.own_spreadsheets.books import own_book
from tasks.tables.own_spreadsheets import own_spreadsheets_table


def keeping_organizations(request: HttpRequest) -> list[Organization]:
    """The organizations whose filings the person may edit, and so whose spreadsheets they map; 403 for
    everybody else."""
    found = signed_in(request).organizations_where(Permission.EDIT_FILING)
    if not found:
        raise PermissionDenied(_("Your role does not allow this here. Ask the administrator if it should."))
    return found


def spreadsheet_for(request: HttpRequest, pk: int) -> OwnSpreadsheet:
    """A spreadsheet of an organization whose filings the person may edit; 404 for any other (one query)."""
    found = OwnSpreadsheet.objects.of(signed_in(request)).select_related("organization", "changed_by")
    return get_object_or_404(found, pk=pk)


@require_safe
def own_spreadsheets(request: HttpRequest) -> HttpResponseBase:
    """The spreadsheets of the person's organizations, with how much of each is mapped."""
    organizations = keeping_organizations(request)
    found = OwnSpreadsheet.objects.of(signed_in(request)).with_counts()
    rows = list(found.select_related("organization", "changed_by").order_by("organization__path", "name"))
    if is_file_asked(request):
        return table_answer(request, _("Own spreadsheets"), own_spreadsheets_table(rows))
    context = {"spreadsheets": rows, "with_organization": len(organizations) > 1}
    return render(request, "tasks/own_spreadsheets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def own_spreadsheet_add(request: HttpRequest) -> HttpResponse:
    """Keep a new one; its cells are mapped next."""
    organizations = keeping_organizations(request)
    if request.method != "POST":
        form = AddForm(organizations=organizations, initial=request.GET.dict())
        return render(request, "tasks/own_spreadsheet_add.html", {"form": form})
    form = AddForm(request.POST, request.FILES, organizations=organizations)
    if form.is_valid() and (spreadsheet := added(request, form)):
        return redirect("tasks:own-spreadsheet", spreadsheet.pk)
    return render(request, "tasks/own_spreadsheet_add.html", {"form": form}, status=UNPROCESSABLE)


def added(request: HttpRequest, form: AddForm) -> OwnSpreadsheet | None:
    """The new spreadsheet; without one the form says why at its field."""
    try:
        sample = sample_of(form.cleaned_data["file"])
    except NotReadable as refusal:
        form.add_error("file", str(refusal))
        return None
    try:
        return add_spreadsheet(
            organization=form.chosen_organization,
            name=form.cleaned_data["name"],
            shape=OwnSpreadsheet.Shape(form.cleaned_data["shape"]),
            sample=sample,
            by=signed_in(request),
            at=moment_of(request),
        )
    except SpreadsheetRefused as refusal:
        form.add_error("name", str(refusal))
    return None


def sample_of(file: UploadedFile[Any]) -> Sample:
    """A file that can be read. Raises ``NotReadable``."""
    sample = Sample(file.read(), cleaned_name(file.name or ""))
    own_book(sample.content, sample.name)
    return sample


@require_http_methods(["GET", "HEAD", "POST"])
def own_spreadsheet_settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, and a newer sample; what is mapped stays."""
    spreadsheet = spreadsheet_for(request, pk)
    if request.method != "POST":
        return settings_page(request, spreadsheet, SettingsForm(initial={"name": spreadsheet.name}))
    form = SettingsForm(request.POST, request.FILES)
    if form.is_valid() and changed(request, spreadsheet, form):
        messages.success(request, _("Saved."))
        return redirect("tasks:own-spreadsheet", pk)
    return settings_page(request, spreadsheet, form, status=UNPROCESSABLE)


def settings_page(
    request: HttpRequest, spreadsheet: OwnSpreadsheet, form: SettingsForm, *, status: int = 200
) -> HttpResponse:
    context = {"spreadsheet": spreadsheet, "form": form}
    return render(request, "tasks/own_spreadsheet_settings.html", context, status=status)


def changed(request: HttpRequest, spreadsheet: OwnSpreadsheet, form: SettingsForm) -> bool:
    """Whether all of it was saved; where not, the form says why at its field."""
    by, at = signed_in(request), moment_of(request)
    try:
        sample = sample_of(form.cleaned_data["file"]) if form.cleaned_data["file"] else None
    except NotReadable as refusal:
        form.add_error("file", str(refusal))
        return False
    try:
        rename_spreadsheet(spreadsheet=spreadsheet, name=form.cleaned_data["name"], by=by, at=at)
        if sample:
            replace_sample(spreadsheet=spreadsheet, sample=sample, by=by, at=at)
    except SpreadsheetRefused as refusal:
        form.add_error("name", str(refusal))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def own_spreadsheet_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then let it go with all that was mapped."""
    spreadsheet = spreadsheet_for(request, pk)
    if request.method != "POST":
        context = {"spreadsheet": spreadsheet, "count": spreadsheet.entries.count()}
        return render(request, "tasks/own_spreadsheet_delete.html", context)
    delete_spreadsheet(spreadsheet=spreadsheet, by=signed_in(request), at=moment_of(request))
    messages.success(request, _("“%(name)s” was deleted.") % {"name": spreadsheet.name})
    return redirect("tasks:own-spreadsheets")
