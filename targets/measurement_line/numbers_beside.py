"""What a measurement is checked against: the numbers before it, and those beneath it (design R5, R7)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from organizations.prepared_queries import PreparedQuery
from targets.arithmetic.plausibility import Numbers
from targets.arithmetic.rollup import Figure
from targets.figures.own_and_beneath import own_and_beneath
from targets.figures.subordinates import combines_beneath, figures_in
from targets.models import Indicator, Measurement, Target
from tasks.models import Filing

type Stated = tuple[int, Decimal | None, Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class NumbersBeside:
    """By target id what the organization wrote for the ``earlier`` periods of the year, in order, and what
    the direct subordinates' approved filings come to ``beneath`` it for the same period.

    There is nothing earlier on what ``is_extra``, and no figure on targets that only a responsible department
    reports, or that no subordinate reports.
    """

    earlier: dict[int, list[Numbers]]
    beneath: dict[int, Figure]


def numbers_beside(filing: Filing, targets: Sequence[Target]) -> NumbersBeside:
    """What stands beside a filing's lines on ``targets``, which come with their indicator (one query)."""
    compared = {target.pk for target in targets if not is_extra(filing, target.indicator)}
    combining = [target for target in targets if combines_beneath(target)]
    if not combining or filing.organization.is_leaf():
        return NumbersBeside(earlier_numbers(filing, compared), {})
    said, reports = own_and_beneath(filing, targets)
    earlier = {pk: [Numbers(*answer[:3]) for answer in said[pk]] for pk in compared & said.keys()}
    return NumbersBeside(earlier, figures_in(reports, combining, filing.period))


def is_extra(filing: Filing, indicator: Indicator) -> bool:
    """Whether a number adds to the year beside the plan's periods: a supplement's increment is as large as it
    is, and is compared with none of theirs."""
    return filing.period.is_supplement and indicator.over_periods == Indicator.OverPeriods.SUM


def earlier_numbers(filing: Filing, targets: set[int]) -> dict[int, list[Numbers]]:
    """What the organization wrote for the earlier periods of the year, in order, by target id (one query,
    none without targets)."""
    earlier: dict[int, list[Numbers]] = defaultdict(list)
    if not targets:
        return earlier
    asked = {"organization": filing.organization_id, "order": filing.period.order}
    for target, *numbers in EARLIER.rows(targets=tuple(targets), **asked):
        earlier[target].append(Numbers(*numbers))
    return earlier


def earlier_rows(targets: tuple[int, ...], organization: int, order: int) -> QuerySet[Measurement, Stated]:
    lines = Measurement.objects.filter(
        target__in=targets, filing__organization=organization, filing__period__order__lt=order
    )
    in_order = lines.order_by("filing__period__order")
    return in_order.values_list("target_id", "value", "numerator", "denominator")


EARLIER = PreparedQuery(earlier_rows)
