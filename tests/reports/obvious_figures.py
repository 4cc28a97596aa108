"""Figures the obvious way: a loop over the lines of filings, and whole fractions.

What pages show is held against it. Nothing of ``targets.arithmetic.rollup`` or ``targets.figures`` is used.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import resolve

from organizations.models import Organization
from organizations.statistical_regions import region_of
from targets.explanation.recompute import Recomputed, recompute
from targets.explanation.record import Statement
from targets.models import Measurement, Target
from tasks.models import Filing, ReportingPeriod

EXPLANATION = "targets:target-explanation"


@dataclass(frozen=True)
class AskedFigure:
    """What an address asks to be explained."""

    target: Target
    organization: Organization
    period: ReportingPeriod
    region: str = ""
    with_submitted: bool = False

    @classmethod
    def of(cls, address: str) -> "AskedFigure":
        """Read from the address of an explanation."""
        parts = urlsplit(address)
        query = QueryDict(parts.query)
        target = Target.objects.select_related("indicator", "guidance").get(
            pk=resolve(parts.path).kwargs["pk"]
        )
        periods = ReportingPeriod.objects.ordinary().filter(guidance=target.guidance)
        order = query.get("period")
        return cls(
            target,
            Organization.objects.get(code=query["organization"]),
            periods.get(order=order) if order else periods.latest("order"),
            query.get("region", ""),
            query.get("counting") == "submitted",
        )

    def lines(self) -> Iterator[Measurement]:
        """The lines that count: the organization's own, or those of the office's direct subordinates."""
        statuses = [Filing.Status.APPROVED, *([Filing.Status.SUBMITTED] if self.with_submitted else [])]
        related = ("filing__organization", "filing__reports_to", "filing__period")
        lines = Measurement.objects.filter(target=self.target, version__gt=0).select_related(*related)
        for line in lines.filter(filing__status__in=statuses):
            filer = line.filing.organization
            is_own, is_to_the_office = filer == self.organization, line.filing.reports_to.is_office
            is_there = not self.region or region_of(filer.code) == self.region
            if is_there and (is_own if self.organization.is_local else is_to_the_office):
                yield line

    def figure(self) -> Recomputed:
        """The figure from what these lines say."""
        statements = []
        for line in self.lines():
            numbers = fraction(line.value), fraction(line.numerator), fraction(line.denominator)
            if line.nil_return or any(number is not None for number in numbers):
                period = line.filing.period
                statements.append(
                    Statement(line.filing.organization_id, period.order, period.is_supplement, numbers)
                )
        return recompute(self.target.indicator, statements, self.period)


def fraction(value: object) -> Fraction | None:
    return None if value is None else Fraction(str(value))
