"""One FilterSet for targets; page, call and export share it (design R19)."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.filtersets import OrganizationFilterByCode
from organizations.models import Organization
from organizations.name_search import named
from targets.models import Target
from tasks.filtersets import PlanFilter, YearFilter
from tasks.year_in_view import listed_year


def responsible(request: object) -> QuerySet[Organization]:
    """Organizations that answer for a target: on a page those of the year in view, over the API all."""
    targets, year = Target.objects.published(), listed_year(request)
    if year is not None:
        targets = targets.filter(guidance__year=year)
    found: QuerySet[Organization] = Organization.objects.filter(pk__in=targets.values("responsible"))
    return found


class TargetFilter(PlanFilter):
    """Targets by year, responsible department, who reports, and name of the indicator."""

    year = YearFilter("guidance__year")
    # As calls asked before pages and calls asked alike.
    guidance__year = YearFilter("guidance__year")
    responsible = OrganizationFilterByCode(queryset=responsible, label=_("Responsible"), empty_label=_("All"))
    reported_by = django_filters.ChoiceFilter(
        choices=Target.ReportedBy.choices, label=_("Reported by"), empty_label=_("All")
    )
    name = django_filters.CharFilter(method="filter_name", label=_("Indicator"))

    class Meta:
        model = Target
        fields: list[str] = []

    def filter_name(self, queryset: QuerySet[Target], _name: str, text: str) -> QuerySet[Target]:
        return named(
            queryset,
            text,
            names=("indicator__name", "indicator__english_name"),
            codes=("indicator__code",),
        )
