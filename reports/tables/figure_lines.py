"""What filings say on targets, as bare values."""

from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from reports.tables.filing_facts import Batch
from targets.models import Measurement

ANSWERED = Q(nil_return=True) | Q(value__isnull=False) | Q(numerator__isnull=False, denominator__isnull=False)


class Line(NamedTuple):
    """A line on a target; ``filing`` and ``target`` are ids."""

    filing: int
    target: int
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    is_nil: bool
    nil_reason: str
    note: str
    explanations: dict[str, Any]


COLUMNS = (
    *("filing_id", "target_id", "value", "numerator", "denominator"),
    *("nil_return", "nil_reason", "note", "explanations"),
)


def lines_of(batch: Batch) -> dict[tuple[int, int], Line]:
    """What the filings say that are told, by filing and target (one query)."""
    lines = told_lines(batch).values_list(*COLUMNS)
    return {(line.filing, line.target): line for line in map(Line._make, lines)}


def answered(batch: Batch) -> set[tuple[int, int]]:
    """The keys of ``lines_of`` (one query)."""
    return set(told_lines(batch).values_list("filing_id", "target_id"))


def told_lines(batch: Batch) -> QuerySet[Measurement]:
    return Measurement.objects.filter(ANSWERED, filing__in=batch.told).order_by()
