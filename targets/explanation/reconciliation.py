"""Every published figure held against its recomputation from what was submitted (design R10)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from organizations.models import Organization
from targets.arithmetic.rollup import Figure
from targets.explanation.recompute import (
    Heir,
    Recomputed,
    Statement,
    heirs_in,
    official_filings,
    recompute,
    statements_on,
)
from targets.figures.queries import figures_of, has_figure
from targets.figures.subordinates import subordinate_figures
from targets.models import Target
from tasks.models import Filing, Guidance, ReportingPeriod


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure in both ways, in the indicator's unit; ``is_beneath`` marks the total of an organization's
    subordinates, which stands beside what it attests itself."""

    organization: Organization
    period: ReportingPeriod
    target: Target
    is_beneath: bool
    shown: Decimal | None
    shown_counted: int
    recomputed: Recomputed

    @property
    def agrees(self) -> bool:
        return self.recomputed.agrees_with(self.shown, counted=self.shown_counted)

    def __str__(self) -> str:
        """For the command line: "2021 · 3 · 44 subordinates · code: shown 1 from 2, recomputed 3 from 2"."""
        whose = f"{self.organization.code}{' subordinates' if self.is_beneath else ''}"
        again = self.recomputed
        value = None if again.value is None else float(again.value)
        return (
            f"{self.period.guidance.year} · period {self.period.order} · {whose}"
            f" · {self.target.indicator.code}: shown {self.shown} from {self.shown_counted},"
            f" recomputed {value} from {again.counted}"
        )


def with_figures(guidance: Guidance) -> QuerySet[Organization]:
    """The organizations that have figures in a guidance: those that file, and those that are filed to."""
    filing = Filing.objects.filter(period__guidance=guidance)
    answers_for = Target.objects.filter(guidance=guidance)
    has_some = Q(pk__in=filing.values("organization")) | Q(pk__in=filing.values("reports_to"))
    found: QuerySet[Organization] = Organization.objects.filter(
        has_some | Q(pk__in=answers_for.values("responsible"))
    )
    return found.order_by("path")


def compared_in(guidance: Guidance, organization: Organization) -> Iterator[Compared]:
    """Every figure that the organization has in the guidance, period by period, in both ways."""
    targets = list(guidance.targets.select_related("indicator", "guidance").order_by("order"))
    own = [target for target in targets if has_figure(organization, target)]
    yield from own_figures(organization, own, list(guidance.periods.ordinary().select_related("guidance")))
    if organization.is_local and not organization.is_leaf():
        yield from figures_beneath(organization, targets, guidance)


def own_figures(
    organization: Organization, targets: Sequence[Target], periods: Sequence[ReportingPeriod]
) -> Iterator[Compared]:
    filings = official_filings(organization)
    statements, heirs = statements_on(targets, filings), {}
    if targets and not organization.is_local:
        heirs = heirs_in(filings, targets[0].guidance_id)
    for period in periods:
        for shown in figures_of(organization, targets, until=period).values():
            yield compared(organization, period, shown.target, shown.figure, statements, heirs=heirs)


def figures_beneath(
    organization: Organization, targets: Sequence[Target], guidance: Guidance
) -> Iterator[Compared]:
    by_pk = {target.pk: target for target in targets}
    for period in guidance.periods.select_related("guidance"):
        figures = subordinate_figures(organization=organization, period=period, targets=targets)
        filings = Filing.objects.filter(reports_to=organization, period=period)
        statements = statements_on([by_pk[pk] for pk in figures], filings)
        for pk, figure in figures.items():
            yield compared(organization, period, by_pk[pk], figure, statements, is_beneath=True)


def compared(
    organization: Organization,
    period: ReportingPeriod,
    target: Target,
    figure: Figure,
    statements: dict[int, list[Statement]],
    *,
    heirs: Mapping[int, Heir] | None = None,
    is_beneath: bool = False,
) -> Compared:
    return Compared(
        organization=organization,
        period=period,
        target=target,
        is_beneath=is_beneath,
        shown=figure.value,
        shown_counted=figure.coverage.counted,
        recomputed=recompute(target.indicator, statements.get(target.pk, ()), period, heirs),
    )
