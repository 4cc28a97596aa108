"""The filings that one organization's discipline is about, over all years (four queries)."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.calendar import today
from organizations.models import Organization
from organizations.prepared_queries import PreparedQuery
from reports.dashboards.question import Question
from reports.overview import filings_beneath_one
from tasks.filings.discipline import Discipline, FilingRecord, discipline_of
from tasks.filings.filing_records import Values, records_in, values_of
from tasks.models import Filing, ReportingPeriod


class Span(StrEnum):
    """Over what organizations are told."""

    PERIOD = "period"
    YEAR = "year"
    ALL = "all"


SPAN_LABELS = {
    Span.PERIOD: _("The period"),
    Span.YEAR: _("The year"),
    Span.ALL: _("Every year"),
}


@dataclass(frozen=True)
class Gathered:
    """The records of all years in the order of periods, with the periods and organizations that they are of,
    in their orders. ``on`` is the day at which one looks."""

    question: Question
    on: dt.date
    records: tuple[FilingRecord, ...]
    periods: dict[int, ReportingPeriod]
    organizations: dict[int, Organization]

    @property
    def year(self) -> int:
        return int(self.question.guidance.year)

    @cached_property
    def by_period(self) -> dict[int, list[FilingRecord]]:
        return grouped(self.records, lambda record: record.period)

    @cached_property
    def by_year(self) -> dict[int, list[FilingRecord]]:
        """The years that have filings, the earliest first."""
        return grouped(self.records, self.year_of)

    @cached_property
    def came_to(self) -> dict[int, Discipline]:
        """What each period came to, by its id."""
        return {pk: self.of(records) for pk, records in self.by_period.items()}

    @cached_property
    def years_came_to(self) -> dict[int, Discipline]:
        """What each year came to."""
        return {year: self.of(records) for year, records in self.by_year.items()}

    def year_of(self, record: FilingRecord) -> int:
        return int(self.periods[record.period].guidance.year)

    def over(self, span: Span) -> list[FilingRecord]:
        """The records of the period, of the year, or all of them."""
        if span is Span.PERIOD:
            return self.by_period.get(self.question.period.pk, [])
        return self.by_year.get(self.year, []) if span is Span.YEAR else list(self.records)

    def by_organization(self, records: Iterable[FilingRecord]) -> dict[int, list[FilingRecord]]:
        """In the order of the tree; those without a record are left out."""
        found = grouped(records, lambda record: record.organization)
        return {pk: found[pk] for pk in self.organizations if pk in found}

    @cached_property
    def this_year(self) -> Discipline:
        return self.years_came_to.get(self.year, Discipline())

    @cached_property
    def year_before(self) -> Discipline:
        """The year before, in those periods of which something fell due this year: a year that goes on is
        not held against a whole one."""
        due = {self.periods[one.period].order for one in self.over(Span.YEAR) if one.is_asked(self.on)}
        before = self.by_year.get(self.year - 1, [])
        return self.of(record for record in before if self.periods[record.period].order in due)

    def of(self, records: Iterable[FilingRecord]) -> Discipline:
        return discipline_of(records, self.on)


def grouped(
    records: Iterable[FilingRecord], key: Callable[[FilingRecord], int]
) -> dict[int, list[FilingRecord]]:
    """Records by a key, which come in the order of the first of each."""
    found: dict[int, list[FilingRecord]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return found


@PreparedQuery
def filings_told(kind: Organization.Kind, organization: int) -> QuerySet[Filing, Values]:
    return values_of(filings_beneath_one(kind, organization))


def gathered(question: Question) -> Gathered:
    """What is asked for, of all years; of the region that is asked for (four queries)."""
    on = question.on or today()
    organization = question.organization
    kind = Organization.Kind(organization.kind)
    records = records_in(filings_told.rows(kind=kind, organization=organization.pk), on)
    organizations = Organization.objects.filter(pk__in={record.organization for record in records})
    kept = {one.pk: one for one in organizations if question.keeps_organization(one)}
    periods = ReportingPeriod.objects.filter(pk__in={record.period for record in records})
    return Gathered(
        question=question,
        on=on,
        records=tuple(record for record in records if record.organization in kept),
        periods=periods.select_related("guidance").defer("guidance__source_text").in_bulk(),
        organizations=kept,
    )
