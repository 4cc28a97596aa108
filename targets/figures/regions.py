"""Whose figures make those of a region (design R7)."""

from organizations.models import LOCAL_KINDS, Organization
from organizations.statistical_regions import Region, region_of
from tasks.models import Filing


def reporters_in(region: Region) -> frozenset[int]:
    """The local organizations of a region that have ever filed to the office, by id (one query): whoever has
    left since has its part in the figures of its years, and none in later ones."""
    filed = Filing.objects.filter(reports_to__kind=Organization.Kind.OFFICE)
    local = Organization.objects.filter(kind__in=LOCAL_KINDS, pk__in=filed.values("organization"))
    return frozenset(pk for pk, code in local.values_list("pk", "code") if region_of(code) is region)
