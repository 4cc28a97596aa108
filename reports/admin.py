"""Administration of exports: to read. They are ordered, cancelled and taken away on their own pages."""

from collections.abc import Iterable

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext as _t

from background.read_only import Lead, Leads, ReadOnly
from reports.models import Export


@admin.register(Export)
class ExportAdmin(ReadOnly, Leads, admin.ModelAdmin[Export]):
    """Exports with who asked and what became of them. The file is on the export's page."""

    list_display = ("requested_at", "guidance", "organization", "scope", "forms", "status", "requested_by")
    list_filter = ("status", "scope", "language", "with_submitted")
    list_select_related = ("guidance", "organization", "requested_by")
    list_per_page = 50
    exclude = ("file", "stage", "manifest")

    def leads_of(self, row: Export) -> Iterable[Lead]:
        return [Lead(reverse("reports:export-detail", args=[row.pk]), _t("The export's page"))]

    def standing_of(self, _row: Export) -> str:
        return _t("An export is ordered, cancelled and taken away on its own page; here it is only read.")
