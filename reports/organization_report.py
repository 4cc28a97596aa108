"""A bureau's or department's report: its year gathered, and composed in both languages."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from organizations.calendar import day_of
from organizations.models import Organization
from reports.composition.occasion import Occasion, named_in_full
from reports.composition.report import compose_both
from reports.gathering.bilingual import full_name_of, short_name_of
from reports.gathering.filings import Standpoint
from reports.gathering.plan import Plan
from reports.gathering.years import gather_year
from reports.snapshot.document import Form, Letterhead, ReportDocument
from reports.snapshot.head import GuidanceHead, Head, OrganizationHead
from reports.snapshot.snapshot import instant
from reports.snapshot.year import Name, Year
from tasks.models import Filing, Guidance


@dataclass(frozen=True, slots=True)
class OrganizationReport:
    """The year, the documents by language, and how much is in it."""

    year: Year
    documents: Mapping[str, ReportDocument]
    counts: Mapping[str, int]


def organization_report(
    guidance: Guidance,
    organization: Organization,
    *,
    at: dt.datetime,
    with_submitted: bool = False,
    letterhead: Letterhead | None = None,
    contact: str = "",
) -> OrganizationReport:
    """The report as it stands at ``at``, not frozen (some thirty queries, whatever the tree)."""
    year = year_at(guidance, organization, at=at, with_submitted=with_submitted)
    occasion = Occasion(
        head=head_of(guidance, organization, at=at, with_submitted=with_submitted),
        addressee=addressee_of(guidance),
        letterhead=letterhead or letterhead_of(organization),
        contact=contact,
    )
    return OrganizationReport(year, compose_both(year, occasion), counts_of(year))


def year_at(
    guidance: Guidance, organization: Organization, *, at: dt.datetime, with_submitted: bool = False
) -> Year:
    """What the year comes to by what is approved at ``at``, which is now."""
    return gather_year(Plan(guidance), organization, Standpoint(day_of(at), with_submitted))


def head_of(
    guidance: Guidance, organization: Organization, *, at: dt.datetime, with_submitted: bool = False
) -> Head:
    """The head of a report that is not frozen (one query)."""
    own = Filing.objects.filter(organization=organization, period__guidance=guidance)
    due_on = guidance.report_due_on
    return Head(
        guidance=GuidanceHead(
            year=guidance.year,
            title=guidance.title,
            document_number=guidance.document_number,
            issuer=guidance.issuer,
            report_due_on=due_on.isoformat() if due_on else None,
        ),
        organization=OrganizationHead(
            code=organization.code,
            kind=organization.kind,
            name=short_name_of(organization),
            full_name=full_name_of(organization),
        ),
        as_of=instant(at),
        day=day_of(at).isoformat(),
        is_frozen=False,
        is_sample=own.filter(is_sample=True).exists(),
        with_submitted=with_submitted,
    )


def addressee_of(guidance: Guidance) -> Name:
    """The department that the guidance names to receive the reports."""
    department = guidance.receiving_department
    if department is None:
        return Name(guidance.issuer, guidance.issuer)
    return named_in_full(guidance.issuer, full_name_of(department))


def letterhead_of(organization: Organization) -> Letterhead:
    """The letterhead of those who have set none: an official document under their full name. The departments
    of the office issue none; theirs has no letterhead."""
    if organization.is_department:
        return Letterhead(form=Form.PLAIN)
    return Letterhead(form=Form.OFFICIAL, mark=f"{organization.name}文件")


def counts_of(year: Year) -> dict[str, int]:
    """How many rows each part of a year has."""
    names = ("sections", "tasks", "figures", "cases", "evidence", "periods", "sources")
    return {name: len(getattr(year, name)) for name in names}
