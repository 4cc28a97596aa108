"""One FilterSet for targets; page, call and export share it (design R19)."""

from typing import cast

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.name_search import named
from targets.models import Target
from tasks.year_in_view import year_in_view


def responsible(request: HttpRequest) -> QuerySet[Organization]:
    """Organizations that answer for a target of the year in view."""
    targets = Target.objects.published().filter(guidance__year=year_in_view(request).year)
    return cast(
        "QuerySet[Organization]",
        Organization.objects.filter(pk__in=targets.values("responsible")).order_by("path"),
    )


class TargetFilter(django_filters.FilterSet):
    """Targets of the year in view by responsible department, who reports, and name of the indicator."""

    responsible = django_filters.ModelChoiceFilter(
        queryset=responsible, label=_("Responsible"), empty_label=_("All")
    )
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
