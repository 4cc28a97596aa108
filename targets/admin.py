"""Administration of indicators and targets."""

from django.contrib import admin

from targets.models import Indicator, Target
from texts.back_office import GatedAdmin


@admin.register(Indicator)
class IndicatorAdmin(GatedAdmin, admin.ModelAdmin[Indicator]):
    list_display = ("name", "code", "unit", "form", "over_organizations", "over_periods")
    search_fields = ("name", "english_name", "code")


@admin.register(Target)
class TargetAdmin(GatedAdmin, admin.ModelAdmin[Target]):
    list_display = ("indicator", "guidance", "comparator", "value", "responsible", "basis", "reported_by")
    list_filter = ("guidance", "comparator")
    list_select_related = ("indicator", "guidance", "responsible")
    autocomplete_fields = ("indicator", "responsible")
    raw_id_fields = ("section",)
