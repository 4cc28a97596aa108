"""Who acted for whom, in the back office."""

from typing import override

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from background.read_only import ReadOnly
from organizations.models import Deputy
from organizations.name_search import people_named


@admin.register(Deputy)
class DeputyAdmin(ReadOnly, admin.ModelAdmin[Deputy]):
    """Every deputy that leads and reviewers have named; only to be read."""

    list_display = ("principal", "organization", "role", "deputy", "starts_on", "ends_on", "ended_at")
    list_filter = ("role",)
    list_select_related = ("principal", "organization", "deputy")
    search_fields = ("principal__name", "deputy__name")
    date_hierarchy = "starts_on"
    fields = (
        *("principal", "organization", "role", "deputy", "starts_on", "ends_on", "reason"),
        *("named_at", "named_by", "ended_at", "ended_by"),
    )
    readonly_fields = fields

    @override
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Deputy], search_term: str
    ) -> tuple[QuerySet[Deputy], bool]:
        """What the people who are found so have named, or were named for."""
        people = people_named(search_term)
        return queryset.filter(Q(principal__in=people) | Q(deputy__in=people)), False
