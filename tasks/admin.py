"""Administration of guidances and what belongs to them: to read, with the ways to where it is changed.

What is in force changes by an amendment with its reason, a draft on its own pages (design R21).
"""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext

from background.read_only import Lead, Leads, ReadOnly
from organizations.calendar import moment_of
from organizations.name_search import NameSearch
from tasks.access import signed_in
from tasks.actions.draft import forget_owner
from tasks.actions.publish import open_periods
from tasks.models import (
    FilingEvent,
    FilingOpening,
    Guidance,
    LearntOwner,
    ReportingPeriod,
    Responsibility,
    Task,
)
from texts.back_office import GatedAdmin, GatedFields


def standing_of(guidance: Guidance) -> str:
    """In a sentence, where what belongs to a guidance is changed."""
    if guidance.is_published:
        return _t(
            "This is in force. It is changed by an amendment, which asks for the reason, shows whom it"
            " reaches and stays on record."
        )
    return _t("This is a draft. It is corrected on the pages of the draft.")


def amendments_of(guidance: Guidance) -> Lead:
    return Lead(reverse("tasks:amendment-list", args=[guidance.year]), _t("Amendments so far"))


class PeriodInline(GatedFields, ReadOnly, admin.TabularInline[ReportingPeriod, Guidance]):
    model = ReportingPeriod
    fields = ("kind", "order", "starts_on", "ends_on", "opens_on", "due_on", "reason")
    show_change_link = True


@admin.register(Guidance)
class GuidanceAdmin(GatedAdmin, Leads, ReadOnly, admin.ModelAdmin[Guidance]):
    list_display = ("title", "year", "status", "issued_on", "report_due_on")
    exclude = ("source_text",)
    inlines = (PeriodInline,)

    def standing_of(self, row: Guidance) -> str:
        return standing_of(row)

    def leads_of(self, row: Guidance) -> Iterable[Lead]:
        if row.is_published:
            yield Lead(reverse("tasks:amend-choose", args=[row.year]), _t("Amend"))
            yield amendments_of(row)
        else:
            yield Lead(reverse("tasks:draft-check", args=[row.year]), _t("Check the draft"))
            yield Lead(reverse("tasks:draft-periods", args=[row.year]), _t("Set up the periods"))
            yield Lead(reverse("tasks:draft-publish", args=[row.year]), _t("Publish"))


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(GatedAdmin, Leads, ReadOnly, admin.ModelAdmin[ReportingPeriod]):
    list_display = ("name", "kind", "starts_on", "ends_on", "opens_on", "due_on")
    list_filter = ("guidance", "kind")
    list_select_related = ("guidance",)
    fields = ("guidance", "kind", "order", "starts_on", "ends_on", "opens_on", "due_on", "reason")
    actions = ("create_missing_filings",)

    def standing_of(self, row: ReportingPeriod) -> str:
        return standing_of(row.guidance)

    def leads_of(self, row: ReportingPeriod) -> Iterable[Lead]:
        year = row.guidance.year
        if not row.guidance.is_published:
            yield Lead(reverse("tasks:draft-periods", args=[year]), _t("Set up the periods"))
        elif row.is_supplement:
            yield Lead(reverse("tasks:amend-choose", args=[year]), _t("Amend"))
        else:
            yield Lead(reverse("tasks:amend-period", args=[year, row.pk]), _t("Amend"))
            yield amendments_of(row.guidance)

    def has_open_permission(self, request: HttpRequest) -> bool:
        """Who administers the periods may give organizations that came later their filings."""
        return request.user.has_perm("tasks.change_reportingperiod")

    @admin.action(description=_("Create the filings that organizations still lack"), permissions=["open"])
    def create_missing_filings(self, request: HttpRequest, periods: QuerySet[ReportingPeriod]) -> None:
        """Ask the organizations that came later what the plan asks everybody; the plan stays as it is."""
        published = periods.filter(guidance__status=Guidance.Status.PUBLISHED).select_related("guidance")
        of_plans = groupby(published.order_by("guidance", "order"), key=attrgetter("guidance"))
        created = sum(open_periods(guidance=guidance, periods=[*asked]) for guidance, asked in of_plans)
        text = ngettext("%(count)d filing was created.", "%(count)d filings were created.", created)
        self.message_user(request, text % {"count": created}, messages.SUCCESS)
        if FilingOpening.objects.filter(guidance__periods__in=periods, is_finished=False).exists():
            later = _t("They are very many and opened in the background; the guidance's page says how far.")
            self.message_user(request, later, messages.INFO)


class ResponsibilityInline(GatedFields, ReadOnly, admin.TabularInline[Responsibility, Task]):
    model = Responsibility


@admin.register(Task)
class TaskAdmin(GatedAdmin, NameSearch, Leads, ReadOnly, admin.ModelAdmin[Task]):
    list_display = ("order", "title", "guidance", "due_on")
    list_display_links = ("title",)
    list_filter = ("guidance",)
    list_select_related = ("guidance",)
    search_fields = ("title", "text")
    fields = (
        *("guidance", "section", "order", "title", "text"),
        *("due_on", "as_printed", "people", "and_others", "withdrawn_on"),
    )
    inlines = (ResponsibilityInline,)

    def standing_of(self, row: Task) -> str:
        return standing_of(row.guidance)

    def leads_of(self, row: Task) -> Iterable[Lead]:
        year = row.guidance.year
        if not row.guidance.is_published:
            yield Lead(reverse("tasks:draft-task", args=[year, row.pk]), _t("Correct the task"))
            return
        if row.withdrawn_on is None:
            yield Lead(reverse("tasks:amend-task", args=[year, row.pk]), _t("Amend"))
            yield Lead(
                reverse("tasks:amend-task-withdraw", args=[year, row.pk]),
                pgettext("task or target", "Withdraw"),
            )
        yield amendments_of(row.guidance)


@admin.register(FilingEvent)
class FilingEventAdmin(ReadOnly, admin.ModelAdmin[FilingEvent]):
    list_display = ("filing", "action", "from_status", "to_status", "version", "at", "by")
    list_filter = ("action",)
    list_select_related = ("filing__organization", "filing__period__guidance", "by")
    date_hierarchy = "at"


class InUse(admin.SimpleListFilter):
    """Names that settle the next document, or that somebody has had forgotten."""

    title = _("in use")
    parameter_name = "in_use"

    def lookups(self, *_args: object) -> list[tuple[str, str]]:
        return [("yes", _t("In use")), ("no", _t("Forgotten"))]

    def queryset(self, _request: HttpRequest, learnt: QuerySet[LearntOwner]) -> QuerySet[LearntOwner]:
        if self.value() not in {"yes", "no"}:
            return learnt
        return learnt.filter(forgotten_at__isnull=self.value() == "yes")


@admin.register(LearntOwner)
class LearntOwnerAdmin(GatedAdmin, ReadOnly, admin.ModelAdmin[LearntOwner]):
    list_display = ("name", "meant", "meaning", "year", "said_by", "said_at", "forgotten_by")
    list_filter = (InUse, "meaning", "year", "said_by")
    search_fields = ("name", "meant__organization__name", "meant__organization__short_name")
    fields = ("name", "meant", "meaning", "year", "said_by", "said_at", "forgotten_by", "forgotten_at")
    readonly_fields = ("meant", "said_by", "said_at", "forgotten_by", "forgotten_at")
    actions = ("forget",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[LearntOwner]:
        rows = LearntOwner.objects.with_meaning().select_related("said_by", "forgotten_by")
        return rows.order_by(*self.get_ordering(request))

    @admin.display(description=_("who is meant"))
    def meant(self, learnt: LearntOwner) -> str:
        return learnt.meant_names or "—"

    def has_forget_permission(self, request: HttpRequest) -> bool:
        """Who administers the plan may have names forgotten."""
        return request.user.has_perm("tasks.change_learntowner")

    @admin.action(description=_("Forget: the next document asks again"), permissions=["forget"])
    def forget(self, request: HttpRequest, chosen: QuerySet[LearntOwner]) -> None:
        """Let the chosen names settle nothing any more; drafts and plans stay as they are."""
        by, at = signed_in(request), moment_of(request)
        forgotten = sum(forget_owner(learnt=learnt, by=by, at=at) for learnt in chosen)
        text = ngettext("%(count)d name is forgotten.", "%(count)d names are forgotten.", forgotten)
        self.message_user(request, text % {"count": forgotten}, messages.SUCCESS)
