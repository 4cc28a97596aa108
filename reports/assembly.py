"""A report put together: the year gathered, the document composed, the long tables, in one snapshot file."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from organizations.calendar import day_of
from organizations.models import Organization
from reports.composition.office.report import compose_office_report
from reports.composition.report import compose_report
from reports.gathering.filings import Standpoint
from reports.gathering.office.country import frozen_year, gather_country, provisional_year
from reports.gathering.plan import Plan
from reports.gathering.years import gather_year
from reports.occasions import calendar_instant, guidance_head, occasions_of, organization_head
from reports.snapshot.digests import Digests
from reports.snapshot.document import ReportDocument
from reports.snapshot.head import Head, Replaced, Verification
from reports.snapshot.snapshot import canonical, write_snapshot
from reports.snapshot.year import Year
from reports.tables.long_tables import long_tables, row_counts
from reports.tables.scope import TableScope
from tasks.models import Filing, Guidance


@dataclass(frozen=True)
class Wanted:
    """Which report is wanted: of which guidance and organization, as of when; ``with_submitted`` adds what
    waits for approval, marked (design R22)."""

    guidance: Guidance
    organization: Organization
    at: dt.datetime
    with_submitted: bool = False

    @cached_property
    def day(self) -> dt.date:
        return day_of(self.at)

    @property
    def standpoint(self) -> Standpoint:
        return Standpoint(self.day, with_submitted=self.with_submitted)

    @property
    def scope(self) -> TableScope:
        return TableScope(self.guidance, self.organization, self.standpoint)


@dataclass(frozen=True, slots=True)
class Seal:
    """What freezing adds: which version, by whom, the one it replaces, and what copies are checked by."""

    version: int
    by: str
    replaced: Replaced | None
    verification: Verification | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """The year of a report before it is composed; ``is_sample`` says that some of it is made up."""

    year: Year
    is_sample: bool

    @property
    def substance(self) -> str:
        """The SHA-256 of all that the year says: equal where freezing again would say nothing new."""
        return hashlib.sha256(canonical(self.year)).hexdigest()


def gather(wanted: Wanted, *, to_freeze: bool = False) -> Gathered:
    """The year of the report that is wanted. The office's is built from the latest frozen reports where it is
    gathered ``to_freeze``, else from what is approved now (design R17)."""
    year = office_year(wanted, to_freeze=to_freeze) if wanted.organization.is_office else own_year(wanted)
    counted = [source.filing for source in year.sources]
    return Gathered(year, is_sample=Filing.objects.filter(pk__in=counted, is_sample=True).exists())


def own_year(wanted: Wanted) -> Year:
    """The year of a bureau or department."""
    return gather_year(Plan(wanted.guidance), wanted.organization, wanted.standpoint)


def office_year(wanted: Wanted, *, to_freeze: bool) -> Year:
    """The year of the whole office."""
    country = gather_country(Plan(wanted.guidance), wanted.organization, wanted.standpoint)
    return frozen_year(country) if to_freeze else provisional_year(country)


def write_report(path: Path, wanted: Wanted, gathered: Gathered, seal: Seal | None) -> Digests:
    """Compose what was gathered and write it to ``path``; without a ``seal`` it is 未定稿."""
    head = head_of(wanted, gathered, seal, row_counts(wanted.scope))
    return write_snapshot(
        path,
        head=head,
        year=gathered.year,
        documents=composed(wanted, gathered, head),
        tables=long_tables(wanted.scope),
    )


def composed(wanted: Wanted, gathered: Gathered, head: Head) -> dict[str, ReportDocument]:
    """The document in each language."""
    compose = compose_office_report if wanted.organization.is_office else compose_report
    occasions = occasions_of(wanted.guidance, wanted.organization, head)
    return {language: compose(gathered.year, occasion, language) for language, occasion in occasions.items()}


def head_of(wanted: Wanted, gathered: Gathered, seal: Seal | None, rows: dict[str, int]) -> Head:
    return Head(
        guidance=guidance_head(wanted.guidance),
        organization=organization_head(wanted.organization),
        as_of=calendar_instant(wanted.at),
        day=wanted.day.isoformat(),
        is_frozen=seal is not None,
        is_sample=gathered.is_sample,
        with_submitted=wanted.with_submitted,
        version=seal.version if seal else None,
        frozen_by=seal.by if seal else None,
        replaces=seal.replaced if seal else None,
        rows=rows,
        verification=seal.verification if seal else None,
    )
