"""Where the counts of filing discipline lead: to just the filings that they counted (design R23)."""

from dataclasses import dataclass

from organizations.models import Organization
from reports.addresses import filings_listed
from reports.dashboards.discipline.gathering import Gathered, Span
from reports.filtersets import EVERY_YEAR, OVER
from tasks.models import ReportingPeriod


@dataclass(frozen=True, slots=True)
class FilingLinks:
    """The list of the filings of some years or periods, and of one organization where it is named."""

    gathered: Gathered
    within: tuple[tuple[str, str], ...]

    @classmethod
    def of_period(cls, gathered: Gathered, period: ReportingPeriod) -> "FilingLinks":
        return cls(gathered, (("period", str(period.pk)),))

    @classmethod
    def of_year(cls, gathered: Gathered, year: int) -> "FilingLinks":
        return cls(gathered, (("year", str(year)),))

    @classmethod
    def over(cls, gathered: Gathered, span: Span, organization: Organization | None = None) -> "FilingLinks":
        """Those of the period, the year, or all years."""
        if span is Span.PERIOD:
            links = cls.of_period(gathered, gathered.question.period)
        elif span is Span.YEAR:
            links = cls.of_year(gathered, gathered.year)
        else:
            year = ("year", str(gathered.year))
            links = cls(gathered, (year, ("span", EVERY_YEAR)))
        if organization is None:
            return links
        return cls(gathered, (*links.within, ("organization", organization.code)))

    def due(self, **filters: str) -> str:
        """Those of them that fell due, by further filters."""
        return self.listed(due=OVER, **filters)

    def listed(self, **filters: str) -> str:
        """Those of them by further filters, in the region and as of the day that are asked for."""
        question = self.gathered.question
        further = dict(filters)
        if question.region:
            further["region"] = question.region.value
        if question.on:
            further["on"] = question.on.isoformat()
        return filings_listed(question.organization, dict(self.within) | further)
