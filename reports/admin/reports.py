"""Reports, their files and codes, exports and settings, to read."""

from collections.abc import Iterable

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from background.read_only import Lead, Leads, ReadOnly
from reports.models import (
    AnnualReport,
    DashboardVisit,
    Export,
    ReportFile,
    ReportSettings,
    VerificationCode,
)


@admin.register(Export)
class ExportAdmin(ReadOnly, Leads, admin.ModelAdmin[Export]):
    """Exports with who asked and what became of them. The file is on the export's page."""

    list_display = (
        "requested_at",
        "year",
        "organization",
        "scope",
        "forms",
        "status",
        "requested_by",
    )
    list_filter = ("status", "scope", "language", "with_submitted")
    list_select_related = ("guidance", "organization", "requested_by")
    list_per_page = 50
    exclude = ("file", "stage", "manifest")

    @admin.display(description=_("year"), ordering="guidance__year")
    def year(self, row: Export) -> int:
        return row.guidance.year

    def leads_of(self, row: Export) -> Iterable[Lead]:
        return [Lead(reverse("reports:export-detail", args=[row.pk]), _t("The export's page"))]

    def standing_of(self, _row: Export) -> str:
        return _t("An export is ordered, cancelled and taken away on its own page; here it is only read.")


@admin.register(AnnualReport)
class AnnualReportAdmin(ReadOnly, Leads, admin.ModelAdmin[AnnualReport]):
    """Frozen reports with their checksums. What they say is on the report's page."""

    list_display = ("organization", "year", "version", "frozen_at", "frozen_by", "sha256")
    list_filter = ("guidance", "is_sample")
    search_fields = ("organization__name", "organization__code", "sha256", "sm3")
    list_select_related = ("guidance", "organization", "frozen_by")
    list_per_page = 50

    @admin.display(description=_("year"), ordering="guidance__year")
    def year(self, row: AnnualReport) -> int:
        return row.guidance.year

    def leads_of(self, row: AnnualReport) -> Iterable[Lead]:
        address = reverse("reports:annual-report", args=[row.guidance.year, row.organization.code])
        return [Lead(f"{address}?version={row.version}", _t("The report's page"))]

    def standing_of(self, _row: AnnualReport) -> str:
        return _t("A frozen report never changes; a correction is a new version.")


@admin.register(ReportSettings)
class ReportSettingsAdmin(ReadOnly, Leads, admin.ModelAdmin[ReportSettings]):
    """How each organization's reports are headed."""

    list_display = ("organization", "letterhead", "document_number", "changed_at", "changed_by")
    list_filter = ("letterhead",)
    list_select_related = ("organization", "changed_by")
    list_per_page = 50

    def leads_of(self, row: ReportSettings) -> Iterable[Lead]:
        return [Lead(reverse("reports:report-settings", args=[row.organization.code]), _t("Change it there"))]

    def standing_of(self, _row: ReportSettings) -> str:
        return _t("Letterheads are set by the organization's leads and administrators on their own page.")


@admin.register(DashboardVisit)
class DashboardVisitAdmin(ReadOnly, admin.ModelAdmin[DashboardVisit]):
    """When people last looked at which dashboard."""

    list_display = ("seen_by", "organization", "seen_at", "before")
    search_fields = ("seen_by__name", "seen_by__username", "organization__name", "organization__code")
    list_select_related = ("seen_by", "organization")
    list_per_page = 50


@admin.register(VerificationCode)
class VerificationCodeAdmin(ReadOnly, Leads, admin.ModelAdmin[VerificationCode]):
    """Verification codes with the reports that they belong to."""

    list_display = ("as_printed", "report")
    search_fields = ("code", "report__organization__name", "report__organization__code")
    list_select_related = ("report__guidance", "report__organization")
    list_per_page = 50

    @admin.display(description=_("verification code"), ordering="code")
    def as_printed(self, row: VerificationCode) -> str:
        return row.printed

    def leads_of(self, row: VerificationCode) -> Iterable[Lead]:
        return [Lead(f"{reverse('reports:verify')}?code={row.printed}", _t("Check this code"))]

    def standing_of(self, _row: VerificationCode) -> str:
        return _t("A code belongs to one version of one report for ever, and is never issued twice.")


@admin.register(ReportFile)
class ReportFileAdmin(ReadOnly, Leads, admin.ModelAdmin[ReportFile]):
    """Files that the portal has made of frozen reports, by their checksums."""

    list_display = ("report", "form", "language", "size", "sha256", "made_at")
    list_filter = ("form", "language")
    search_fields = ("sha256", "report__organization__name", "report__organization__code")
    list_select_related = ("report__guidance", "report__organization")
    list_per_page = 50

    def leads_of(self, row: ReportFile) -> Iterable[Lead]:
        report = row.report
        address = reverse("reports:annual-report", args=[report.guidance.year, report.organization.code])
        return [Lead(f"{address}?version={report.version}", _t("The report's page"))]

    def standing_of(self, _row: ReportFile) -> str:
        return _t("A copy is genuine where its checksum is one of these.")
