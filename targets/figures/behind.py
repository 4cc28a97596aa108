"""What is behind the figures of one organization, read by queries whose SQL is written once."""

from collections.abc import Iterable

from django.db.models import QuerySet

from organizations.models import Organization
from organizations.prepared_queries import PreparedQuery
from targets.arithmetic.rollup import Report
from targets.figures.filing_rows import FilingRow, Values, rows_in, values_in_order
from targets.figures.reports import answers_in_rows, filings_of, reports_in_rows
from targets.models import Target
from tasks.models import Filing


def rows_and_reports_of(
    organization: Organization, targets: Iterable[Target]
) -> tuple[list[FilingRow], dict[int, list[Report]]]:
    """``rows_and_reports`` of ``filings_behind`` an organization (two queries)."""
    by_id = {target.pk: target for target in targets}
    local = organization.pk if organization.is_local else None
    guidances = tuple({target.guidance_id for target in by_id.values()})
    rows = rows_in(values_behind.rows(local=local, guidances=guidances))
    return rows, reports_in_rows(by_id, rows, answers_in_rows(rows, by_id.values()))


@PreparedQuery
def values_behind(local: int | None, guidances: tuple[int, ...]) -> QuerySet[Filing, Values]:
    return values_in_order(filings_of(local).filter(period__guidance__in=guidances))
