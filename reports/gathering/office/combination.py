"""Figures of organizations combined by the indicator's own rule (design R7, R8): plain values."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from organizations.statistical_regions import Region, region_of
from reports.gathering.figures import written
from reports.gathering.office.yardsticks import Yardstick
from reports.snapshot.year import Coverage, Figure, Name
from targets.arithmetic.rollup import Figure as Total
from targets.arithmetic.rollup import Report, roll_up
from targets.arithmetic.rules import Rule
from targets.figures.shares import PARTED

ABSENT = Name("—", "—")


def combined(figures: Iterable[Figure], rule: Rule) -> Total:
    """What the figures of several organizations come to together. An organization that states nothing is
    counted as missing, never as nothing."""
    reports = [report_of(figure) for figure in figures]
    return roll_up(reports, [report.organization for report in reports], rule)


def report_of(figure: Figure) -> Report:
    """A year's figure as the arithmetic takes it: one answer for one period."""
    return Report(
        figure.organization,
        1,
        "approved",
        value=decimal(figure.value),
        numerator=decimal(figure.numerator),
        denominator=decimal(figure.denominator),
        is_nil=figure.value is None and bool(figure.sources),
    )


def decimal(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def region_figures(
    national: Iterable[Figure], figures: Sequence[Figure], yardsticks: Mapping[str, Yardstick]
) -> tuple[Figure, ...]:
    """Subtotals of the regions on the indicators that several organizations report: sums, and ratios of sums.
    The smallest and the largest of a region are no part of anything, so there is none of them."""
    return tuple(
        region_figure(whole, region, yardsticks[whole.indicator], beneath)
        for whole in national
        if yardsticks[whole.indicator].rule.over_organizations in PARTED
        for region in Region
        if (
            beneath := [
                figure
                for figure in figures
                if figure.indicator == whole.indicator and region_of(figure.organization) is region
            ]
        )
    )


def region_figure(whole: Figure, region: Region, yardstick: Yardstick, beneath: Sequence[Figure]) -> Figure:
    """The figure of one region, made like the nation's; no goal is set for it."""
    total = combined(beneath, yardstick.rule)
    coverage = total.coverage
    return Figure(
        id=f"{region}:{whole.indicator}",
        organization=region,
        indicator=whole.indicator,
        name=whole.name,
        unit=whole.unit,
        text=ABSENT if total.value is None else yardstick.worded(total.value),
        value=written(total.value),
        holds_on=max(figure.holds_on for figure in beneath),
        numerator=written(total.numerator),
        denominator=written(total.denominator),
        numerator_name=whole.numerator_name,
        denominator_name=whole.denominator_name,
        coverage=Coverage(
            coverage.expected, coverage.counted, coverage.nil, coverage.pending, coverage.missing
        ),
        is_provisional=any(figure.is_provisional for figure in beneath),
        section=whole.section,
        sources=tuple(dict.fromkeys(source for figure in beneath for source in figure.sources)),
    )
