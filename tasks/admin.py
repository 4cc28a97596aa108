"""Administration of guidances and their periods, and the log to read."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from background.read_only import ReadOnly
from organizations.models import User
from tasks.actions import open_period, publish_guidance
from tasks.actions.periods import set_up_quarters
from tasks.errors import ActionRefused
from tasks.models import FilingEvent, Guidance, ReportingPeriod, Responsibility, Task
from texts.back_office import GatedAdmin, GatedFields


class OrdinaryPeriods:
    """Administers the periods of the plan: supplements are opened and withdrawn in the portal, where they
    are explained."""

    def get_exclude(self, _request: HttpRequest, _obj: object = None) -> tuple[str, ...]:
        return ("reason",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReportingPeriod]:
        periods: QuerySet[ReportingPeriod] = super().get_queryset(request)  # type: ignore[misc]
        return periods.exclude(kind=ReportingPeriod.Kind.SUPPLEMENT)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            kinds = ReportingPeriod.Kind.choices
            kwargs["choices"] = [one for one in kinds if one[0] != ReportingPeriod.Kind.SUPPLEMENT]
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]


class PeriodInline(OrdinaryPeriods, GatedFields, admin.TabularInline[ReportingPeriod, Guidance]):
    model = ReportingPeriod
    extra = 0


@admin.register(Guidance)
class GuidanceAdmin(GatedAdmin, admin.ModelAdmin[Guidance]):
    list_display = ("title", "year", "status", "issued_on", "report_due_on")
    readonly_fields = ("status", "published_at", "published_by", "source_name", "source_sha256")
    exclude = ("source_text",)
    autocomplete_fields = ("receiving_department",)
    inlines = (PeriodInline,)
    actions = ("set_up_periods", "publish")

    @admin.action(description=_("Set up three quarters and the year end"))
    def set_up_periods(self, request: HttpRequest, guidances: QuerySet[Guidance]) -> None:
        for guidance in guidances:
            if guidance.periods.exists():
                text = _t("%(guidance)s has its periods already; edit them there.")
                self.message_user(request, text % {"guidance": guidance}, messages.WARNING)
                continue
            set_up_quarters(guidance=guidance)
            text = _t("Periods of %(guidance)s are set up; look at their windows before you publish.")
            self.message_user(request, text % {"guidance": guidance}, messages.SUCCESS)

    @admin.action(description=_("Publish, and give every organization its filings"))
    def publish(self, request: HttpRequest, guidances: QuerySet[Guidance]) -> None:
        for guidance in guidances:
            try:
                publish_guidance(guidance=guidance, by=cast("User", request.user), at=timezone.now())
            except ActionRefused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                text = _t("%(guidance)s is published.") % {"guidance": guidance}
                self.message_user(request, text, messages.SUCCESS)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """A period added to a published guidance opens at once."""
        super().save_formset(request, form, formset, change)
        if formset.instance.is_published:
            for period in formset.new_objects:
                open_period(period=period)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Guidances come from their document, by ``import_guidance``."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(OrdinaryPeriods, GatedAdmin, admin.ModelAdmin[ReportingPeriod]):
    list_display = ("name", "kind", "starts_on", "ends_on", "opens_on", "due_on")
    list_filter = ("guidance", "kind")
    list_select_related = ("guidance",)
    actions = ("create_missing_filings",)

    @admin.action(description=_("Create the filings that organizations still lack"))
    def create_missing_filings(self, request: HttpRequest, periods: QuerySet[ReportingPeriod]) -> None:
        published = periods.filter(guidance__status=Guidance.Status.PUBLISHED).select_related("guidance")
        created = sum(open_period(period=period) for period in published)
        text = ngettext("%(count)d filing was created.", "%(count)d filings were created.", created)
        self.message_user(request, text % {"count": created}, messages.SUCCESS)

    def save_model(self, request: HttpRequest, obj: ReportingPeriod, form: Any, change: Any) -> None:
        """A period added to a published guidance opens at once."""
        super().save_model(request, obj, form, change)
        if not change and obj.guidance.is_published:
            open_period(period=obj)


class ResponsibilityInline(GatedFields, admin.TabularInline[Responsibility, Task]):
    model = Responsibility
    extra = 0
    autocomplete_fields = ("organization",)


@admin.register(Task)
class TaskAdmin(GatedAdmin, admin.ModelAdmin[Task]):
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
