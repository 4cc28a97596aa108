"""Of filings who and when, which every row of the long tables rests on: bare values, no models."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from reports.gathering.bilingual import in_both, short_name_of
from reports.snapshot.snapshot import instant
from reports.snapshot.tables import Row, TableColumn
from reports.snapshot.year import Name
from reports.tables.columns import cells, column, named
from reports.tables.scope import TableScope
from reports.tables.terms import labels, name_of
from tasks.filings.timeliness import Absence, absence
from tasks.models import Filing, ReportingPeriod


class FilingFacts(NamedTuple):
    """A filing. ``organization``, ``period`` are ids; people stand by name."""

    pk: int
    organization: int
    period: int
    status: str
    version: int
    filed_on: dt.date | None
    extended_due_on: dt.date | None
    submitted_at: dt.datetime | None
    submitted_by: str | None
    approved_at: dt.datetime | None
    approved_by: str | None
    is_sample: bool
    superior: str
    superior_in_english: str


COLUMNS = (
    *("pk", "organization_id", "period_id", "status", "version", "filed_on", "extended_due_on"),
    *("submitted_at", "submitted_by__name", "approved_at", "approved_by__name", "is_sample"),
    *("reports_to__short_name", "reports_to__english_name"),
)


@dataclass(frozen=True)
class Batch:
    """Some organizations by id, and their filings by id, both in the order of the tree and the year."""

    scope: TableScope
    organizations: dict[int, Organization]
    filings: dict[int, FilingFacts]

    @cached_property
    def told(self) -> list[int]:
        """The filings whose content is told, by id."""
        return [filing.pk for filing in self.filings.values() if self.scope.tells(filing.status)]

    @cached_property
    def year_end(self) -> dict[int, FilingFacts]:
        """The filing of the year end of each organization, by organization id."""
        periods = self.scope.periods
        return {
            filing.organization: filing
            for filing in self.filings.values()
            if periods[filing.period].is_year_end
        }


def batches(scope: TableScope) -> Iterator[Batch]:
    """All that is in scope, some organizations at a time (two queries each)."""
    for organizations in scope.organizations():
        filings = scope.filings.filter(organization__in=list(organizations))
        ordered = filings.order_by("organization__path", "period__order").values_list(*COLUMNS)
        yield Batch(scope, organizations, {each[0]: FilingFacts(*each) for each in ordered})


def due_day(filing: FilingFacts, period: ReportingPeriod) -> dt.date:
    """The last day of its window, extension included."""
    return filing.extended_due_on or period.due_on


def standing_in_words(filing: FilingFacts, period: ReportingPeriod, *, on: dt.date) -> Name:
    """Where a filing stands; a draft is simply not filed, and whether that is late (design R22)."""
    if filing.status == Filing.Status.DRAFT:
        due_on = due_day(filing, period)
        return labels(Absence)[absence(opens_on=period.opens_on, due_on=due_on, today=on)]
    return labels(Filing.Status)[filing.status]


@cache
def no_answer() -> Name:
    """What stands where a filing that is told says nothing on it."""
    return in_both(lambda: _("No answer"))


# --- Cells of a filing ------------------------------------------------------------------------------
def organization_columns() -> tuple[TableColumn, ...]:
    return named("organization", lambda: _("Organization"), 16)


def organization_cells(organization: Organization) -> Row:
    return cells(short_name_of(organization))


def period_columns() -> tuple[TableColumn, ...]:
    return named("period", lambda: _("Period"), 14)


def period_names(scope: TableScope) -> dict[int, Row]:
    """The cells of each period by id, named once."""
    return {pk: cells(in_both(partial(str, period))) for pk, period in scope.periods.items()}


def standing_columns() -> tuple[TableColumn, ...]:
    return named("status", lambda: _("Status of the filing"), 11)


def approval_columns() -> tuple[TableColumn, ...]:
    """On which filing and version a row rests, who approved it, and whose it is."""
    return (
        column("filing", lambda: _("Number of the filing"), "integer", 9),
        column("version", lambda: _("Version"), "integer", 7),
        column("approved_by", lambda: _("Approved by"), width=10),
        column("approved_at", lambda: _("Approved at"), "instant", 16),
        *origin_columns(),
    )


def approval_cells(filing: FilingFacts, organization: Organization) -> Row:
    return (
        filing.pk,
        filing.version,
        filing.approved_by,
        moment(filing.approved_at),
        *origin_cells(filing, organization),
    )


def origin_columns() -> tuple[TableColumn, ...]:
    return (
        column("organization_code", lambda: _("Code"), width=9),
        *named("kind", lambda: _("Kind"), 14),
        *named("reports_to", lambda: _("Reports to"), 20),
    )


def origin_cells(filing: FilingFacts, organization: Organization) -> Row:
    return (
        organization.code,
        *cells(labels(Organization.Kind)[organization.kind]),
        *cells(name_of(filing.superior, filing.superior_in_english)),
    )


def day(on: dt.date | None) -> str | None:
    return on.isoformat() if on else None


def moment(at: dt.datetime | None) -> str | None:
    return instant(at) if at else None
