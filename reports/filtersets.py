"""The filters of a dashboard's filings, those of every other list of filings, and of exports (design R19)."""

from typing import cast

import django_filters
from django.db.models import QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from organizations.statistical_regions import PROVINCE_DIGITS, PROVINCES, REGION_LABELS, Region
from reports.models import Export
from tasks.filings.moves import MOVE_LABELS, Move, having_moved
from tasks.filtersets import FilingFilter, PlanFilter, YearFilter
from tasks.models import Filing
from tasks.models.filing import FilingQuerySet


class ReportingFilter(FilingFilter):
    """What a dashboard counts by period, status, timeliness, kind, region and name of the organization, and
    by what has happened from one moment to another."""

    yours = None
    moved = django_filters.ChoiceFilter(
        choices=list(MOVE_LABELS.items()),
        method="filter_moved",
        label=_("Happened"),
        empty_label=_("Anything"),
    )
    region = django_filters.ChoiceFilter(
        choices=[(region.value, label) for region, label in REGION_LABELS.items()],
        method="filter_region",
        label=_("Region"),
        empty_label=_("Whole country"),
    )
    since = django_filters.IsoDateTimeFilter(method="filter_moved", label=_("Since"))
    until = django_filters.IsoDateTimeFilter(method="filter_moved", label=_("Until"))

    def filter_region(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        return queryset.alias(province=Left("organization__code", PROVINCE_DIGITS)).filter(
            province__in=PROVINCES[Region(value)].split()
        )

    def filter_moved(self, queryset: QuerySet[Filing], _name: str, _value: object) -> QuerySet[Filing]:
        """All three together: each of them asks about the same acts."""
        asked = self.form.cleaned_data
        move = Move(asked["moved"]) if asked["moved"] else None
        filings = cast("FilingQuerySet", queryset)
        return having_moved(filings, move, since=asked["since"], until=asked["until"])


class ExportFilter(PlanFilter):
    """Exports by year."""

    year = YearFilter("guidance__year")

    class Meta:
        model = Export
        fields: list[str] = []
