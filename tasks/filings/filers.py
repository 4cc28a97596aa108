"""Who files for a period."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Left, Length

from organizations.models import Organization
from tasks.lines.answerers import Answerers
from tasks.models import ReportingPeriod

STEP = Organization.steplen


def filers(period: ReportingPeriod, asked: Answerers) -> QuerySet[Organization]:
    """The organizations that file for ``period``: asked by the plan, there on its last day, and below
    somebody; ``reports_to`` is the id of the one above."""
    above = Organization.objects.filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - STEP))
    there = Organization.objects.active_on(period.ends_on).filter(asked.condition(), depth__gt=1)
    filing: QuerySet[Organization] = there.annotate(reports_to=Subquery(above.values("pk")[:1]))
    return filing
