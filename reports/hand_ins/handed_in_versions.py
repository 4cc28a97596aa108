"""Which versions of reports are handed in, for a package of just these."""

import datetime as dt
from collections.abc import Iterable

from organizations.models import Organization
from organizations.statistical_regions import Region, region_of
from reports.hand_ins.register import Entry, entries_of, register_of
from reports.models import AnnualReport, Export
from tasks.models import Guidance


def handed_in_versions(
    guidance: Guidance, organization: Organization, among: str, today: dt.date
) -> dict[int, AnnualReport]:
    """The version of each report that is handed in and not sent back, by organization, in the order of the
    tree: of everybody where ``organization`` is the office or receives the reports, else of it alone, as
    where ``among`` says that only one is meant."""
    is_receiving = organization.is_office or organization.pk == guidance.receiving_department_id
    is_of_all = is_receiving and among != Export.Among.ONE
    entries = (
        register_of(guidance, today).entries if is_of_all else entries_of(guidance, [organization], today)
    )
    found = {}
    for entry in handed_in_among(entries, among):
        if entry.hand_in:
            report = entry.hand_in.report
            report.organization = entry.organization
            found[entry.organization.pk] = report
    return found


def handed_in_among(entries: Iterable[Entry], among: str) -> list[Entry]:
    """Those who have handed in what was not sent back, of whom ``among`` names."""
    return [entry for entry in entries if entry.standing.is_handed_in and belongs(entry, among)]


def belongs(entry: Entry, among: str) -> bool:
    """Whether an organization is of those that ``among`` names: a region, the local ones, the departments."""
    organization = entry.organization
    match among:
        case "" | Export.Among.ONE:
            return True
        case Export.Among.LOCAL:
            return organization.is_local
        case Export.Among.DEPARTMENTS:
            return organization.is_department
    return region_of(organization.code) is Region(among)
