"""One FilterSet for organizations (design R19)."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.name_search import organizations_named


class OrganizationFilter(django_filters.FilterSet):
    """Organizations by kind, and by what lists show of them."""

    kind = django_filters.ChoiceFilter(choices=Organization.Kind.choices, label=_("Kind of organization"))
    name = django_filters.CharFilter(method="filter_name", label=_("Organization"))

    class Meta:
        model = Organization
        fields: list[str] = []

    def filter_name(self, queryset: QuerySet[Organization], _name: str, text: str) -> QuerySet[Organization]:
        return queryset.filter(pk__in=organizations_named(text))
