"""Steps of sign-offs and the register of document numbers, to read."""

from collections.abc import Iterable

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext as _t

from background.read_only import Lead, Leads, ReadOnly
from reports.admin.drafts import EDITION_NAMES, EDITION_SEARCH, DraftPage
from reports.models import DocumentNumber, SignOffStep


@admin.register(SignOffStep)
class SignOffStepAdmin(DraftPage, ReadOnly, Leads, admin.ModelAdmin[SignOffStep]):
    """Who has drafted, checked, countersigned and signed out which version of a text, and when."""

    list_display = ("edition", "round", "kind", "organization", "version", "at", "by")
    list_filter = ("kind", "edition__guidance")
    search_fields = (*EDITION_SEARCH, "by__name", "by__username")
    list_select_related = (*EDITION_NAMES, "organization", "by")
    told = ("edition", "round", "kind", "organization", "version", "at", "by")
    said = ("opinion",)


@admin.register(DocumentNumber)
class DocumentNumberAdmin(ReadOnly, Leads, admin.ModelAdmin[DocumentNumber]):
    """The document numbers that each organization has given, in their order."""

    list_display = ("__str__", "organization", "report", "at", "by")
    list_filter = ("year",)
    search_fields = ("mark", "organization__name", "organization__code")
    list_select_related = ("organization", "report__guidance", "report__organization", "by")
    list_per_page = 50
    fields = readonly_fields = ("organization", "mark", "year", "sequence", "report", "at", "by")

    def leads_of(self, row: DocumentNumber) -> Iterable[Lead]:
        report = row.report
        address = reverse("reports:annual-report", args=[report.guidance.year, report.organization.code])
        return [Lead(f"{address}?version={report.version}", _t("The report's page"))]

    def standing_of(self, _row: DocumentNumber) -> str:
        return _t("A number is given when a report is signed out, and never a second time.")
