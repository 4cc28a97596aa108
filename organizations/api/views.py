"""Organizations over the API."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import QuerySet
from rest_framework import serializers, viewsets

from organizations.filtersets import OrganizationFilter
from organizations.models import Organization, User


class OrganizationSerializer(serializers.ModelSerializer[Organization]):
    reports_to = serializers.SerializerMethodField(help_text="Code of the organization it files to.")

    class Meta:
        model = Organization
        fields = [
            "code",
            "name",
            "short_name",
            "english_name",
            "kind",
            "reports_to",
            "active_from",
            "active_until",
        ]

    def get_reports_to(self, organization: Organization) -> str | None:
        return cast("dict[str, str]", self.context["codes"]).get(organization.parent_path)


class OrganizationViewSet(viewsets.ReadOnlyModelViewSet[Organization]):
    """The organizations in scope, in the order of the tree."""

    serializer_class = OrganizationSerializer
    queryset = Organization.objects.none()
    lookup_field = "code"
    lookup_value_regex = "[A-Z0-9-]+"
    filterset_class = OrganizationFilter

    def get_queryset(self) -> QuerySet[Organization]:
        return cast(
            "QuerySet[Organization]", Organization.objects.visible_to(cast("User", self.request.user).scope)
        )

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        self.codes = codes_above(page or [])
        return page

    def get_object(self) -> Organization:
        organization = super().get_object()
        self.codes = codes_above([organization])
        return organization

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "codes": getattr(self, "codes", {})}


def codes_above(organizations: Iterable[Organization]) -> dict[str, str]:
    """The codes of those to whom ``organizations`` file, by path (one query, however large the tree is)."""
    above = Organization.objects.filter(path__in={organization.parent_path for organization in organizations})
    return dict(above.values_list("path", "code"))
