"""One FilterSet for targets; page, call and export share it (design R19)."""

from typing import cast

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from targets.models import Target
from tasks.models import Guidance


def guidances(_request: object) -> QuerySet[Guidance]:
    """Published guidances, the latest first."""
    return Guidance.objects.published().defer("source_text")


def responsible(_request: object) -> QuerySet[Organization]:
    """Organizations that answer for a target of a published guidance."""
    return cast(
        "QuerySet[Organization]",
        Organization.objects.filter(
            pk__in=Target.objects.filter(guidance__status="published").values("responsible")
        ).order_by("path"),
    )


class TargetFilter(django_filters.FilterSet):
    """Targets by guidance, responsible department, who reports, and name of the indicator."""

    guidance = django_filters.ModelChoiceFilter(
        queryset=guidances, label=_("Guidance"), empty_label=_("Latest")
    )
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
        return queryset.filter(
            Q(indicator__name__icontains=text) | Q(indicator__english_name__icontains=text)
        )

    def filter_queryset(self, queryset: QuerySet[Target]) -> QuerySet[Target]:
        """Without a chosen guidance, the latest published one's targets."""
        chosen = cast("QuerySet[Target]", super().filter_queryset(queryset))
        if self.form.cleaned_data.get("guidance"):
            return chosen
        return chosen.filter(guidance=Guidance.objects.published().order_by("-year").values("pk")[:1])
