"""What a year comes to for one organization, or for many one after the other."""

from collections.abc import Iterator, Sequence
from itertools import batched

from organizations.models import Organization
from reports.gathering.evidence import files_of_year, lines_of_cases
from reports.gathering.figures import figures_of_year
from reports.gathering.filings import Standpoint, periods_of_year
from reports.gathering.material import Material, material_of
from reports.gathering.plan import Plan
from reports.gathering.progress import tasks_of_year
from reports.gathering.sources import with_sources
from reports.gathering.statements import sections_of_year
from reports.snapshot.year import Year

# So many organizations are read at a time.
CHUNK = 100


def gather_year(plan: Plan, organization: Organization, standpoint: Standpoint) -> Year:
    """The year of one bureau or department (some fifteen queries beyond the plan's, whatever the tree)."""
    return next(year for _organization, year in gather_years(plan, [organization], standpoint))


def gather_years(
    plan: Plan, organizations: Sequence[Organization], standpoint: Standpoint
) -> Iterator[tuple[Organization, Year]]:
    """The year of each organization in the order given: so many queries for each hundred local ones, and for
    each department."""
    for chunk in batched(organizations, CHUNK):
        material = material_of(plan, chunk, standpoint)
        for organization in chunk:
            yield organization, year_of(material, organization)


def year_of(material: Material, organization: Organization) -> Year:
    """One organization's year out of what was read for several (no query)."""
    plan, key = material.plan, organization.pk
    entries, cases = material.entries.get(key, {}), material.cases.get(key, ())
    counted = {filing.pk: filing for filing in material.filed.get(key, ()) if filing.pk in material.counted}
    year = Year(
        sections=sections_of_year(plan, organization, entries),
        tasks=tasks_of_year(plan, organization, entries),
        figures=figures_of_year(
            material.figures[key].values(), material.answers, material.last_year[key], material.standpoint
        ),
        cases=cases,
        evidence=files_of_year(
            material.evidence.get(key, ()), counted, {**material.lines, **lines_of_cases(cases)}
        ),
        periods=periods_of_year(plan, material.filed.get(key, ()), material.standpoint),
    )
    return with_sources(year, material.counted, plan)
