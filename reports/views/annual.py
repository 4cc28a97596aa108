"""Annual reports: how far everybody is, one report to read, freezing the office's, the snapshot itself."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organizations.answers import CONFLICT
from organizations.calendar import day_of, moment_of
from organizations.models import Organization
from organizations.permissions import Permission
from organizations.table_answers import is_file_asked, table_answer
from reports.actions import freeze_office_report, save_report_settings
from reports.actions.report_settings import settings_statement
from reports.annual_pages import (
    guidance_of_year,
    may_set,
    organization_in_scope,
    shown_now,
    shown_version,
    version_asked,
)
from reports.assembly import Wanted
from reports.forms.report_settings import ReportSettingsForm, changes_in_words
from reports.hand_ins.news import hand_in_state
from reports.hand_ins.receiving import may_look
from reports.hand_ins.register import entries_of
from reports.list_tables import readiness_table
from reports.models import AnnualReport, Edition
from reports.occasions import settings_of
from reports.readiness import readiness_of, readiness_statement
from reports.report_comparison.addresses import comparisons_of
from reports.report_comparison.sides import Side
from reports.snapshot.schema import snapshot_schema
from reports.stored_report import unpacked
from reports.text_access import text_state
from tasks.access import administrator, has_subordinates, signed_in
from tasks.errors import TransitionNotAllowed
from tasks.views.attempt import corrected, seen_in
from tasks.year_in_view import guidance_in_view, year_in_view
from texts.outgoing.file_names import content_disposition


@require_safe
def annual_list(request: HttpRequest) -> HttpResponseBase:
    """The reports of the year in view: the person's own organizations, and who reports to the highest."""
    user, guidance = signed_in(request), guidance_in_view(request)
    if guidance is None or not user.organizations_held:
        return render(request, "reports/annual_list.html", {"guidance": guidance})
    highest = user.organizations_held[0]
    readiness = readiness_of(guidance, highest) if has_subordinates(user) else None
    if is_file_asked(request):
        facts = [(_("Guidance"), guidance.title)]
        table = readiness_table(readiness.rows if readiness else [])
        return table_answer(request, _("Annual reports"), table, facts=facts)
    own = AnnualReport.objects.latest_of(guidance, user.organizations_held)
    reports = {report.organization_id: report for report in own.for_list()}
    entries = entries_of(guidance, user.organizations_held, day_of(moment_of(request)))
    hand_ins = {entry.organization.pk: entry for entry in entries}
    context = {
        "guidance": guidance,
        "highest": highest,
        "held": [
            (
                organization,
                reports.get(organization.pk),
                may_set(user, organization),
                hand_ins.get(organization.pk),
            )
            for organization in user.organizations_held
        ],
        "may_look_at_hand_ins": may_look(user, guidance),
        "readiness": readiness,
        "may_freeze": user.is_administrator and highest.is_office,
        "open_texts": Edition.objects.visible_to(user).open().for_page().filter(guidance=guidance),
    }
    return render(request, "reports/annual_list.html", context)


@require_safe
def annual_report(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One report to read: a frozen version, or what is approved now and not frozen yet."""
    guidance, organization = guidance_of_year(year), organization_in_scope(request, code)
    versions = list(AnnualReport.objects.of(guidance, organization).for_list())
    asked = version_asked(request, versions)
    if asked is None:
        shown = shown_now(Wanted(guidance, organization, moment_of(request)), language())
    else:
        shown = shown_version(asked, language())
    context = {
        "guidance": guidance,
        "organization": organization,
        "versions": versions,
        "shown": shown,
        "comparisons": comparisons_of(
            Side(guidance, organization, versions, asked), year_in_view(request).years
        ),
        "may_export": signed_in(request).can(Permission.EXPORT_REPORT, at=organization),
        "may_set": may_set(signed_in(request), organization),
        "may_publish": organization.is_office and signed_in(request).is_administrator,
        "text_state": text_state(signed_in(request), guidance, organization),
        "hand_in": hand_in_state(signed_in(request), guidance, organization, day_of(moment_of(request))),
    }
    return render(request, "reports/annual_report.html", context)


def language() -> str:
    return get_language() or "zh-hans"


@require_safe
def annual_snapshot(request: HttpRequest, year: int, code: str, version: int) -> FileResponse:
    """The canonical JSON of a frozen version, byte for byte."""
    guidance, organization = guidance_of_year(year), organization_in_scope(request, code)
    report = get_object_or_404(AnnualReport.objects.of(guidance, organization), version=version)
    with unpacked(report) as path:
        # The open file outlives its folder, and is given out piece by piece.
        response = FileResponse(path.open("rb"), content_type="application/json")
    name = f"{year}-{organization.code}-v{version}.json"
    response["Content-Disposition"] = content_disposition(name)
    return response


@require_safe
def annual_schema(_request: HttpRequest) -> JsonResponse:
    """The JSON Schema that every snapshot obeys."""
    return JsonResponse(snapshot_schema(), json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_http_methods(["GET", "HEAD", "POST"])
def annual_freeze(request: HttpRequest, year: int) -> HttpResponse:
    """Freeze the office's report, after reading whom it would leave out; for administrators."""
    user, guidance = administrator(request), guidance_of_year(year)
    office: Organization = get_object_or_404(Organization.objects, kind=Organization.Kind.OFFICE)
    status, refusal = 200, ""
    previous = AnnualReport.objects.of(guidance, office).for_list().first()
    if request.method == "POST":
        try:
            report = freeze_office_report(
                guidance=guidance,
                office=office,
                by=user,
                at=moment_of(request),
                seen=request.POST.get("seen", ""),
            )
        except TransitionNotAllowed as refused:
            status, refusal = CONFLICT, str(refused)
        else:
            tell_of_freeze(request, report, previous)
            return redirect("reports:annual-report", guidance.year, office.code)
    readiness = readiness_of(guidance, office)
    context = {
        "guidance": guidance,
        "office": office,
        "readiness": readiness,
        "seen": readiness_statement(readiness),
        "refusal": refusal,
        "previous": previous,
    }
    return render(request, "reports/annual_freeze.html", context, status=status)


def tell_of_freeze(request: HttpRequest, report: AnnualReport, previous: AnnualReport | None) -> None:
    """Say which version was frozen, or that the last one stays because it says the same."""
    version = {"version": report.version}
    if report == previous:
        messages.info(request, _("Nothing has changed: version %(version)s stays.") % version)
    else:
        messages.success(request, _("Version %(version)s is frozen.") % version)


@require_http_methods(["GET", "HEAD", "POST"])
def report_settings(request: HttpRequest, code: str) -> HttpResponse:
    """How an organization's next reports are headed, addressed and signed; for its leads and
    administrators."""
    organization = organization_in_scope(request, code)
    if not may_set(signed_in(request), organization):
        raise PermissionDenied(_("Its leads and administrators say how its reports are headed."))
    kept = settings_of(organization)
    now, form = settings_statement(kept), ReportSettingsForm(request.POST or None, instance=copy(kept))

    def save() -> None:
        save_report_settings(
            organization=organization,
            values=form.cleaned_data,
            by=signed_in(request),
            at=moment_of(request),
            seen=seen_in(request),
        )

    context = {"organization": organization, "form": form, "kept": kept, "seen": now}
    if request.method != "POST":
        return render(request, "reports/report_settings.html", context)
    done = _("Saved: letterhead and contact of %(name)s.") % {"name": organization}
    attempt = corrected(request, form, save, done, now=now)
    if attempt.is_done:
        return redirect("reports:annual-list")
    changed = {"changed": changes_in_words(form, attempt.changed), "is_typed": attempt.is_typed}
    return render(request, "reports/report_settings.html", context | changed, status=attempt.status)
