"""All periods of a plan, which whatever tells of its filings shares."""

from django.db.models import QuerySet

from organizations.prepared_queries import PreparedQuery
from tasks.models import Guidance, ReportingPeriod


def plan_periods(guidance: Guidance) -> list[ReportingPeriod]:
    """The periods of a plan in order, supplements too, each with the plan (one query)."""
    periods = in_order.rows(guidance=guidance.pk)
    for period in periods:
        period.guidance = guidance
    return periods


@PreparedQuery
def in_order(guidance: int) -> QuerySet[ReportingPeriod]:
    return ReportingPeriod.objects.filter(guidance=guidance).order_by("order")
