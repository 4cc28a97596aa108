"""What can stand on either side of a comparison, and what an address puts there (design R18)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Q
from django.http import Http404, HttpRequest

from organizations.models import Organization, User
from reports.annual_pages import guidance_of_year, organization_in_scope
from reports.models import AnnualReport
from reports.report_comparison.sides import NOW, Side, Sides, version_before, version_of, year_before
from tasks.access import signed_in
from tasks.models import Guidance
from tasks.year_in_view import year_in_view
from texts.digits import whole_number

# What stands before the names in an address that are about the other report.
OTHER = "with_"
NAMES = ("year", "organization", "version")


def sides_asked(request: HttpRequest, guidance: Guidance, highest: Organization) -> Sides:
    """The two reports that an address names; without any word of it, the report of ``highest`` for the year
    of ``guidance`` beside what is next to it. 404 for what there is not, or is not the person's to see."""
    after = _side(request, guidance, highest)
    if any(request.GET.get(f"{OTHER}{name}") for name in NAMES):
        return Sides(_side(request, after.guidance, after.organization, prefix=OTHER), after)
    return Sides(_next_to(request, after), after)


def _side(request: HttpRequest, guidance: Guidance, organization: Organization, prefix: str = "") -> Side:
    """One side as the address has it, else of this guidance and organization (at most three queries)."""
    year, code, version = (request.GET.get(f"{prefix}{name}", "") for name in NAMES)
    guidance = _guidance(year) if year and year != str(guidance.year) else guidance
    organization = organization_in_scope(request, code) if code else organization
    return side_of(guidance, organization, version)


def _guidance(year: str) -> Guidance:
    try:
        return guidance_of_year(whole_number(year))
    except ValueError:
        raise Http404 from None


def side_of(guidance: Guidance, organization: Organization, version: str = "") -> Side:
    """A report with its versions, in the one that is named, else the latest (one query)."""
    versions = tuple(AnnualReport.objects.of(guidance, organization).for_list())
    return Side(guidance, organization, versions, version_of(versions, version))


def _next_to(request: HttpRequest, side: Side) -> Side:
    """What a report is compared with where the address does not say: the version before it, the report of the
    year before, or what is approved now."""
    earlier = version_before(side)
    if earlier is not None:
        return replace(side, report=earlier)
    year = year_before(year_in_view(request).years, side.guidance.year)
    if year is not None:
        return side_of(guidance_of_year(year), side.organization)
    return replace(side, report=version_of(side.versions, NOW))


def organizations_offered(user: User, named: Iterable[Organization]) -> list[Organization]:
    """The person's own organizations, those who file to them, and the named ones with their neighbours, as
    far as the person may see them (one query)."""
    offered = Q(pk__in=[organization.pk for organization in user.organizations_held])
    for organization in user.organizations_held:
        offered |= Q(path__startswith=organization.path, depth=organization.depth + 1)
    for organization in named:
        offered |= Q(path__startswith=organization.parent_path, depth=organization.depth)
    return list(Organization.objects.visible_to(user.scope).filter(offered).order_by("path"))


def offered_to(request: HttpRequest, sides: Sides) -> Sequence[Organization]:
    return organizations_offered(signed_in(request), (sides.before.organization, sides.after.organization))
