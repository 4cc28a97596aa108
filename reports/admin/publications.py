"""Reports that were published to everybody in the portal, with their files, to read."""

from collections.abc import Iterable

from django.contrib import admin
from django.utils.translation import gettext as _t

from background.read_only import Lead, Leads, ReadOnly
from reports.models import Publication, PublicationFile
from reports.publications.addresses import published_address


class PublicationFileInline(ReadOnly, admin.TabularInline[PublicationFile, Publication]):
    model = PublicationFile
    fields = readonly_fields = ("kind", "name", "size", "sha256", "sm3", "made_at")


@admin.register(Publication)
class PublicationAdmin(ReadOnly, Leads, admin.ModelAdmin[Publication]):
    """Who published which version, and what became of it."""

    list_display = ("report", "published_at", "published_by", "replaced_at", "withdrawn_at", "is_made")
    list_filter = ("guidance", "is_made")
    search_fields = ("report__number__mark", "published_by__name", "published_by__username", "problem")
    list_select_related = ("guidance", "report__guidance", "report__organization", "published_by")
    list_per_page = 50
    fields = readonly_fields = (
        *("guidance", "report", "published_on", "published_at", "published_by", "is_made", "problem"),
        *("replaced_at", "replaced_by", "withdrawn_at", "withdrawn_by", "withdrawal_reason"),
    )
    inlines = (PublicationFileInline,)

    def leads_of(self, row: Publication) -> Iterable[Lead]:
        return [Lead(published_address(row.guidance.year), _t("The published report"))] if row.stands else []

    def standing_of(self, _row: Publication) -> str:
        return _t("A version that was published stays on record. It is withdrawn on the page of the report.")
