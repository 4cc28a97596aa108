"""Addresses of annual reports that the tests of every page ask for, with what they show."""

from django.urls import reverse

from reports.composed_document import composed_document, composed_head, composed_year
from reports.models import AnnualReport, Edition, Publication
from tests.reports.editions import came_back, edition_of
from tests.reports.frozen import frozen_report
from tests.reports.frozen_again import corrected_report
from tests.reports.office_text import basket, office_text
from tests.reports.publications.signed_out import published_whole
from tests.world import World


def text_url(world: World) -> str:
    """A text that is being edited; what never changes of its report was read before."""
    edition = Edition.objects.first() or edition_of(world)
    composed_document(edition.base)
    composed_year(edition.base)
    return reverse("reports:text", args=[2021, world.province.code])


def office_material_url(world: World) -> str:
    """The basket beside the office's text; what never changes of its report was read before."""
    edition = office_text(world)
    basket(world)
    composed_head(edition.base)
    composed_year(edition.base)
    return reverse("reports:text-material", args=[2021, world.office.code])


def frozen_url(world: World) -> str:
    if not AnnualReport.objects.exists():
        frozen_report(world)
    return reverse("reports:annual-report", args=[2021, world.province.code])


def published_url(world: World, name: str = "published-list") -> str:
    """A page of the office's report, which is published with its files."""
    if not Publication.objects.exists():
        published_whole(world)
    return reverse(f"reports:{name}", args=[] if name == "published-list" else [2021])


def returned_url(world: World) -> str:
    """A text with a Word file that came back and waits for its review."""
    if not Edition.objects.exists():
        came_back(world, edition_of(world))
    return reverse("reports:text-returned", args=[2021, world.province.code])


def versions_url(world: World) -> str:
    if AnnualReport.objects.count() < 2:
        corrected_report(world)
    return reverse("reports:annual-compare") + f"?year=2021&organization={world.province.code}"


def organizations_url(world: World) -> str:
    if AnnualReport.objects.count() < 2:
        frozen_report(world)
        frozen_report(world, world.neighbour)
    asked = f"?year=2021&organization={world.province.code}&with_organization={world.neighbour.code}"
    return reverse("reports:annual-compare") + asked
