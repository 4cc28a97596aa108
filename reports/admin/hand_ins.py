"""Reports that were handed in and what else happened on their way, to read."""

from collections.abc import Iterable

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from background.read_only import Lead, Leads, ReadOnly
from reports.models import HandIn, HandInStep


@admin.register(HandIn)
class HandInAdmin(ReadOnly, Leads, admin.ModelAdmin[HandIn]):
    """Receipts with the version that was handed in and its checksums."""

    list_display = ("receipt", "organization", "report_version", "is_issued", "handed_in_at", "handed_in_by")
    list_filter = ("guidance", "is_issued")
    search_fields = ("report__organization__name", "report__organization__code", "sha256", "sm3")
    list_select_related = ("guidance", "report__guidance", "report__organization", "handed_in_by")
    list_per_page = 50
    fields = readonly_fields = (
        *("guidance", "number", "report", "replaces", "is_issued", "forms", "sha256", "sm3"),
        *("handed_in_on", "handed_in_at", "handed_in_by"),
    )

    @admin.display(description=_("receipt number"), ordering="number")
    def receipt(self, row: HandIn) -> str:
        return row.receipt_number

    @admin.display(description=_("organization"), ordering="report__organization__path")
    def organization(self, row: HandIn) -> str:
        return str(row.report.organization)

    @admin.display(description=_("version"), ordering="report__version")
    def report_version(self, row: HandIn) -> int:
        return row.report.version

    def leads_of(self, row: HandIn) -> Iterable[Lead]:
        receipt = reverse("reports:hand-in-receipt", args=[row.guidance.year, row.number])
        return [Lead(receipt, _t("The receipt"))]

    def standing_of(self, _row: HandIn) -> str:
        return _t("A receipt never changes; a later version gets one of its own that names this one.")


@admin.register(HandInStep)
class HandInStepAdmin(ReadOnly, Leads, admin.ModelAdmin[HandInStep]):
    """What was sent back, arrived on paper, taken back and reminded of."""

    list_display = ("organization", "year", "kind", "noted_on", "arrived_on", "at", "by")
    list_filter = ("kind", "guidance")
    search_fields = ("organization__name", "organization__code", "note", "by__name", "by__username")
    list_select_related = ("guidance", "organization", "by")
    list_per_page = 50
    fields = readonly_fields = (
        *("guidance", "organization", "kind", "hand_in", "report", "arrived_on", "arrival"),
        *("note", "noted_on", "at", "by"),
    )

    @admin.display(description=_("year"), ordering="guidance__year")
    def year(self, row: HandInStep) -> int:
        return row.guidance.year

    def leads_of(self, row: HandInStep) -> Iterable[Lead]:
        page = reverse("reports:hand-in", args=[row.guidance.year, row.organization.code])
        return [Lead(page, _t("The organization's hand-in"))]

    def standing_of(self, _row: HandInStep) -> str:
        return _t("A step stays on file; a wrong entry of paper is taken back by a step of its own.")
