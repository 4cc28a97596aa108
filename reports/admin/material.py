"""What was filed as it is searched, what is marked for the report, and cases as they are scored, to read."""

from collections.abc import Iterable
from typing import Any, override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _t

from background.read_only import Lead, Leads, ReadOnly
from reports.models import CaseOfYear, CaseScore, FiledText, MaterialPick
from reports.models.case_score import CRITERIA

CASE_NAMES = ("case__filing__organization", "case__filing__period__guidance")


@admin.register(FiledText)
class FiledTextAdmin(ReadOnly, Leads, admin.ModelAdmin[FiledText]):
    """Texts of filings that are approved now, as the search of material knows them."""

    list_display = ("organization", "period", "part", "heading", "filing_version", "approved_at")
    list_filter = ("guidance", "part")
    search_fields = ("organization__name", "organization__code", "heading")
    list_select_related = ("organization", "period__guidance")
    list_per_page = 50
    show_full_result_count = False
    fields = readonly_fields = (
        *("filing", "filing_version", "kind", "part", "organization", "period"),
        *("section", "task", "target", "case", "heading", "text", "approved_at"),
    )

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[FiledText]:
        return super().get_queryset(request).filter(pk__in=FiledText.objects.standing().values("pk"))

    def leads_of(self, _row: FiledText) -> Iterable[Lead]:
        return [Lead(reverse("reports:material-list"), _t("Search material"))]

    def standing_of(self, _row: FiledText) -> str:
        return _t("A text is kept with the approval of its filing and goes with it; the filing says it.")


@admin.register(MaterialPick)
class MaterialPickAdmin(ReadOnly, Leads, admin.ModelAdmin[MaterialPick]):
    """What editors have marked for the report, also what was taken out again."""

    list_display = ("__str__", "guidance", "section", "is_removed", "picked_at", "picked_by")
    list_filter = ("kind", "is_removed", "guidance")
    search_fields = ("filing__organization__name", "filing__organization__code", "note", "picked_by__name")
    list_select_related = (
        *("guidance", "section", "picked_by", "target__indicator"),
        *("filing__organization", "filing__period__guidance"),
    )
    list_per_page = 50
    fields = readonly_fields = (
        *("guidance", "kind", "filing", "part", "target", "section", "place", "note"),
        *("picked_at", "picked_by", "is_removed", "changed_at", "changed_by"),
    )

    def leads_of(self, _row: MaterialPick) -> Iterable[Lead]:
        return [Lead(reverse("reports:material-basket"), _t("The basket"))]

    def standing_of(self, _row: MaterialPick) -> str:
        return _t("Material is marked, noted and taken out in the basket of its editors.")


@admin.register(CaseScore)
class CaseScoreAdmin(ReadOnly, Leads, admin.ModelAdmin[CaseScore]):
    """Who has scored which case. What they gave stands there for who has scored the case as well."""

    list_display = ("case", "case_version", "scored_by", "scored_at")
    list_filter = ("case__filing__period__guidance",)
    search_fields = ("case__title", "case__filing__organization__name", "scored_by__name")
    list_select_related = (*CASE_NAMES, "scored_by")
    list_per_page = 50
    told = ("case", "case_version", "scored_by", "scored_at")
    readonly_fields = (*told, *CRITERIA, "remark")

    @override
    def get_fields(self, request: HttpRequest, obj: CaseScore | None = None) -> Any:
        own = CaseScore.objects.filter(case=obj.case_id if obj else None, scored_by=request.user.pk)
        return self.readonly_fields if own.exists() else self.told

    def leads_of(self, _row: CaseScore) -> Iterable[Lead]:
        return [Lead(reverse("reports:material-cases"), _t("Score cases"))]

    def standing_of(self, _row: CaseScore) -> str:
        return _t("Each editor scores for themselves; what others gave is shown once one has scored a case.")


@admin.register(CaseOfYear)
class CaseOfYearAdmin(ReadOnly, Leads, admin.ModelAdmin[CaseOfYear]):
    """Cases of the year with the reason, also where the choice was taken back."""

    list_display = ("case", "guidance", "chosen_at", "chosen_by", "withdrawn_at")
    list_filter = ("guidance",)
    search_fields = ("case__title", "case__filing__organization__name", "reason")
    list_select_related = (*CASE_NAMES, "guidance", "chosen_by")
    list_per_page = 50
    fields = readonly_fields = (
        *("case", "guidance", "reason", "chosen_at", "chosen_by", "withdrawn_at", "withdrawn_by"),
    )

    def leads_of(self, _row: CaseOfYear) -> Iterable[Lead]:
        return [Lead(reverse("reports:material-cases"), _t("Choose cases of the year"))]

    def standing_of(self, _row: CaseOfYear) -> str:
        return _t("A case is chosen, and the choice taken back, by administrators on the page of cases.")
