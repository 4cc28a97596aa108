"""Administration of guidances and their periods, and the log to read."""

from django.contrib import admin
from django.http import HttpRequest

from tasks.models import FilingEvent, Guidance, ReportingPeriod, Responsibility, Task


class ReadOnly:
    """Shows rows without letting anybody add, change or delete them."""

    def has_add_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False


class PeriodInline(admin.TabularInline[ReportingPeriod, Guidance]):
    model = ReportingPeriod
    extra = 0


@admin.register(Guidance)
class GuidanceAdmin(admin.ModelAdmin[Guidance]):
    list_display = ("title", "year", "status", "issued_on", "report_due_on")
    readonly_fields = ("status", "published_at", "published_by", "source_name", "source_sha256")
    exclude = ("source_text",)
    autocomplete_fields = ("receiving_department",)
    inlines = (PeriodInline,)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Guidances come from their document, by ``import_guidance``."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(admin.ModelAdmin[ReportingPeriod]):
    list_display = ("name", "kind", "starts_on", "ends_on", "opens_on", "due_on")
    list_filter = ("guidance", "kind")
    list_select_related = ("guidance",)


class ResponsibilityInline(admin.TabularInline[Responsibility, Task]):
    model = Responsibility
    extra = 0
    autocomplete_fields = ("organization",)


@admin.register(Task)
class TaskAdmin(admin.ModelAdmin[Task]):
    list_display = ("order", "title", "guidance", "due_on")
    list_display_links = ("title",)
    list_filter = ("guidance",)
    search_fields = ("title", "text")
    readonly_fields = ("guidance", "section", "order", "text", "starts_at", "ends_at", "as_printed")
    inlines = (ResponsibilityInline,)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False


@admin.register(FilingEvent)
class FilingEventAdmin(ReadOnly, admin.ModelAdmin[FilingEvent]):
    list_display = ("filing", "action", "from_status", "to_status", "version", "at", "by")
    list_filter = ("action",)
    list_select_related = ("filing__organization", "filing__period__guidance", "by")
    date_hierarchy = "at"
