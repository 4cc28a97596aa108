"""The years of all who report to the office, gathered at once, and the office's year out of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from organizations.models import Organization
from reports.gathering.bilingual import short_name_of
from reports.gathering.filings import Standpoint
from reports.gathering.office.mergers import taken_over
from reports.gathering.office.office_year import office_year
from reports.gathering.office.part import Part
from reports.gathering.office.remarks import remarks_on
from reports.gathering.office.standings import standing_of
from reports.gathering.office.yardsticks import yardsticks_of
from reports.gathering.plan import Plan
from reports.gathering.progress import tasks_of_year
from reports.gathering.statements import sections_of_year
from reports.gathering.years import gather_years
from reports.readiness import Row, readiness_of
from reports.snapshot.snapshot import Snapshot
from reports.snapshot.year import Year
from reports.stored_report import unpacked
from tasks.models import Filing


@dataclass(frozen=True, slots=True)
class Country:
    """Who files to the office in the order of the tree, and their years as they count now, by code.

    ``own`` is the office's year with the nation's figures; ``rows`` tell how everybody stands who is asked
    for the last period, by code.
    """

    plan: Plan
    standpoint: Standpoint
    organizations: Sequence[Organization]
    own: Year
    years: Mapping[str, Year]
    rows: Mapping[str, Row]


def gather_country(plan: Plan, office: Organization, standpoint: Standpoint) -> Country:
    """Read the years of everybody who files to the office (so many queries whatever their number, and for
    each department)."""
    organizations = reporters(plan, office)
    years = dict(gather_years(plan, [office, *organizations], standpoint))
    readiness = readiness_of(plan.guidance, office)
    return Country(
        plan=plan,
        standpoint=standpoint,
        organizations=organizations,
        own=years[office],
        years={node.code: years[node] for node in organizations},
        rows={row.organization.code: row for row in readiness.rows} if readiness else {},
    )


def reporters(plan: Plan, office: Organization) -> list[Organization]:
    """Who files to the office in any period of the plan, in the order of the tree (one query)."""
    filings = Filing.objects.filter(period__guidance=plan.guidance, reports_to=office)
    return list(Organization.objects.filter(pk__in=filings.values("organization")).order_by("path"))


def provisional_year(country: Country) -> Year:
    """The office's year out of what counts now, frozen or not."""
    statuses = country.standpoint.statuses
    closed = {code for code, row in country.rows.items() if row.filing.status in statuses}
    return year_from(country, country.years, closed)


def frozen_year(country: Country) -> Year:
    """The office's year out of the frozen reports of the organizations (design R17; two queries for each). Of
    whom none is frozen, only what it is asked is told, and the figures that the nation's hold of it."""
    frozen = frozen_years(country.rows)
    return year_from(
        country,
        {node.code: frozen.get(node.code) or asked_of(country, node) for node in country.organizations},
        frozen,
    )


def frozen_years(rows: Mapping[str, Row]) -> dict[str, Year]:
    """The years in the latest frozen reports, by the organization's code."""
    found = {}
    for code, row in rows.items():
        if row.report is not None:
            with unpacked(row.report) as path:
                found[code] = Snapshot(path).year
    return found


def asked_of(country: Country, organization: Organization) -> Year:
    """What an organization is asked, and its figures as they are; nothing of what it says."""
    now = country.years[organization.code]
    return Year(
        sections=sections_of_year(country.plan, organization, {}),
        tasks=tasks_of_year(country.plan, organization, {}),
        figures=now.figures,
        sources=now.sources,
    )


def year_from(country: Country, years: Mapping[str, Year], closed: Collection[str]) -> Year:
    """The office's year out of those of the organizations; ``closed`` are whose figures are the whole
    year's."""
    parts = [
        Part(
            organization=node.code,
            name=short_name_of(node),
            is_local=node.is_local,
            is_closed=node.code in closed,
            year=years[node.code],
            standing=standing_of(country.rows[node.code], country.standpoint)
            if node.code in country.rows
            else None,
        )
        for node in country.organizations
    ]
    yardsticks = yardsticks_of(country.plan.targets)
    elsewhere = taken_over(country.own.figures, parts)
    remarks = remarks_on(parts, country.years, elsewhere)
    return office_year(country.own, parts, yardsticks, remarks=remarks, others_count=elsewhere)
