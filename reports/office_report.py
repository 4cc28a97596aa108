"""The whole office's report: the organizations' years brought together and composed (design R17)."""

import datetime as dt

import msgspec

from organizations.calendar import day_of
from organizations.models import Organization
from reports.composition.occasion import Occasion
from reports.composition.office.report import compose_office_both
from reports.gathering.filings import Standpoint
from reports.gathering.office.country import Country, frozen_year, gather_country, provisional_year
from reports.gathering.plan import Plan
from reports.organization_report import OrganizationReport, counts_of, head_of
from reports.snapshot.document import Form, Letterhead
from reports.snapshot.head import Head
from reports.snapshot.year import Name, Year
from tasks.models import Filing, Guidance

# To whom the office's own report goes where nothing is set: it stays in the house.
LEADERSHIP = Name("局领导", "The leadership of the office")


def office_report(
    guidance: Guidance,
    office: Organization,
    *,
    at: dt.datetime,
    with_submitted: bool = False,
    letterhead: Letterhead | None = None,
    addressee: Name = LEADERSHIP,
    contact: str = "",
) -> OrganizationReport:
    """The office's report out of what is approved at ``at``, not frozen (some fifty queries, whatever the
    number of bureaus)."""
    year = office_year_at(guidance, office, at=at, with_submitted=with_submitted)
    occasion = Occasion(
        head=office_head(guidance, office, at=at, with_submitted=with_submitted),
        addressee=addressee,
        letterhead=letterhead or Letterhead(form=Form.PLAIN),
        contact=contact,
    )
    return OrganizationReport(year, compose_office_both(year, occasion), counts_of(year))


def office_year_at(
    guidance: Guidance, office: Organization, *, at: dt.datetime, with_submitted: bool = False
) -> Year:
    """The office's year by what is approved at ``at``, which is now."""
    return provisional_year(country_at(guidance, office, at=at, with_submitted=with_submitted))


def frozen_office_year(guidance: Guidance, office: Organization, *, at: dt.datetime) -> Year:
    """The office's year out of the latest frozen reports of the organizations, to be frozen itself: compose
    it with ``compose_office_both``."""
    return frozen_year(country_at(guidance, office, at=at))


def country_at(
    guidance: Guidance, office: Organization, *, at: dt.datetime, with_submitted: bool = False
) -> Country:
    return gather_country(Plan(guidance), office, Standpoint(day_of(at), with_submitted))


def office_head(
    guidance: Guidance, office: Organization, *, at: dt.datetime, with_submitted: bool = False
) -> Head:
    """The head of an office's report that is not frozen; sample data where any filing to the office is (two
    queries)."""
    head = head_of(guidance, office, at=at, with_submitted=with_submitted)
    filed = Filing.objects.filter(reports_to=office, period__guidance=guidance)
    return msgspec.structs.replace(head, is_sample=filed.filter(is_sample=True).exists())
