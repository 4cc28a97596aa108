"""What an organization said before and what its subordinates say, as it stands beside a measurement."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from organizations.prepared_queries import PreparedQuery
from targets.arithmetic.rollup import Report
from targets.figures.filing_rows import COLUMNS, ORGANIZATION, Values, rows_in
from targets.figures.reports import NUMBERS, Answer, reports_in_rows
from targets.models import Target
from tasks.models import Filing, ReportingPeriod


def own_and_beneath(
    filing: Filing, targets: Iterable[Target]
) -> tuple[dict[int, list[Answer]], dict[int, list[Report]]]:
    """By target id what the filing's organization said for the earlier periods of the year, in their order,
    and ``reports_on`` its direct subordinates' filings for the same period (one query)."""
    by_id = {target.pk: target for target in targets}
    organization, period = filing.organization_id, filing.period
    values = OWN_AND_BENEATH.rows(
        targets=tuple(by_id),
        organization=organization,
        period=period.pk,
        guidance=period.guidance_id,
        order=period.order,
    )
    earlier: dict[int, list[Answer]] = defaultdict(list)
    said: dict[int, dict[int, Answer]] = {pk: {} for pk in by_id}
    beneath: dict[int, Values] = {}
    for each in values:
        target, *answer = each[len(COLUMNS) :]
        is_own = each[ORGANIZATION] == organization
        if not is_own:
            beneath[each[0]] = each[: len(COLUMNS)]
        if target is not None and is_own:
            earlier[target].append(Answer(*answer))
        elif target is not None:
            said[target][each[0]] = Answer(*answer)
    return earlier, reports_in_rows(by_id, rows_in([*beneath.values()]), said)


def filings_own_and_beneath(
    targets: tuple[int, ...], organization: int, period: int, guidance: int, order: int
) -> QuerySet[Filing, tuple[Any, ...]]:
    """The rows of ``own_and_beneath``: filings with what they say on each target, if anything."""
    own = FilteredRelation("measurements", condition=Q(measurements__target__in=targets))
    earlier = ReportingPeriod.objects.filter(guidance=guidance, order__lt=order)
    filings = Filing.objects.filter(
        Q(reports_to=organization, period=period)
        | Q(organization=organization, period__in=earlier.order_by().values("pk"))
    )
    numbers = [f"own__{name}" for name in NUMBERS]
    in_order = filings.annotate(own=own).order_by("period__order", "pk")
    return in_order.values_list(*COLUMNS, "own__target_id", *numbers)


OWN_AND_BENEATH = PreparedQuery(filings_own_and_beneath)
