"""Figures the obvious way: a loop over the lines of filings, and whole fractions.

What pages show is held against it. Nothing of ``targets.arithmetic.rollup`` or ``targets.figures`` is used.
"""

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

    @property
    def statuses(self) -> list[Filing.Status]:
        return [Filing.Status.APPROVED, *([Filing.Status.SUBMITTED] if self.with_submitted else [])]

    def asked_filings(self) -> list[Filing]:
        """The filings that are asked for the target until the period, in whatever state: the organization's
        own, or those of the office's direct subordinates."""
        related = ("organization", "reports_to", "period")
        filings = Filing.objects.filter(period__guidance=self.target.guidance).select_related(*related)
        return [filing for filing in filings if self.is_asked(filing)]

    def is_asked(self, filing: Filing) -> bool:
        """Whether a filing of the year belongs to the figure."""
        filer, period = filing.organization, filing.period
        by_locals = self.target.reported_by == Target.ReportedBy.LOCAL_BUREAUS
        is_in_scope = (
            filer == self.organization if self.organization.is_local else filing.reports_to.is_office
        )
        is_in_time = self.period.is_year_end if period.is_supplement else period.order <= self.period.order
        is_answering = filer.is_local if by_locals else filer == self.target.responsible
        is_there = not self.region or region_of(filer.code) == self.region
        return is_in_scope and is_in_time and is_answering and is_there

    def statements(self) -> list[Statement]:
        """What the lines say of those of them that count."""
        lines = {
            line.filing_id: line for line in Measurement.objects.filter(target=self.target, version__gt=0)
        }
        said = []
        for filing in self.asked_filings():
            line = lines.get(filing.pk)
            if line is not None and filing.status in self.statuses:
                numbers = fraction(line.value), fraction(line.numerator), fraction(line.denominator)
                period = filing.period
                said.append(Statement(filing.organization_id, period.order, period.is_supplement, numbers))
        return said

    def figure(self) -> Recomputed:
        """The figure from what is said."""
        return recompute(self.target.indicator, self.statements(), self.period)

    def coverage(self) -> str:
        """How many have answered for any period so far, of those who were asked."""
        answered = {said.organization for said in self.statements()}
        asked = {filing.organization_id for filing in self.asked_filings()}
        return f"{len(answered)}/{len(asked)}"


def fraction(value: object) -> Fraction | None:
    return None if value is None else Fraction(str(value))
