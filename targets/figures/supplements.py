"""Results that came in after the year end, and the figures that they changed (design R6)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.models import Organization
from targets.arithmetic.rollup import Report
from targets.models import Measurement, Target
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet


@dataclass(frozen=True, slots=True)
class Supplement:
    """What one organization added to a figure after the year end, and the day from which it holds."""

    organization: Organization
    period: ReportingPeriod
    approved_on: dt.date

    def __str__(self) -> str:
        words = {"organization": self.organization, "day": date_format(self.approved_on)}
        return _("%(organization)s (approved %(day)s)") % words


def supplements_in(targets: Iterable[Target], filings: FilingQuerySet) -> dict[int, list[Supplement]]:
    """The approved supplements with a number among ``filings``, by target id, in the order in which they were
    approved (one query)."""
    lines = (
        Measurement.objects.filter(
            target__in=targets,
            filing__in=filings.values("pk"),
            filing__period__kind=ReportingPeriod.Kind.SUPPLEMENT,
            filing__status=Filing.Status.APPROVED,
            nil_return=False,
        )
        .select_related("filing__organization", "filing__period__guidance")
        .defer("filing__period__guidance__source_text")
        .order_by("filing__approved_at", "filing")
    )
    supplements = defaultdict(list)
    for line in lines:
        filing = line.filing
        if filing.approved_at is not None:
            approved_on = localdate(filing.approved_at)
            supplements[line.target_id].append(Supplement(filing.organization, filing.period, approved_on))
    return supplements


def counting(reports: Sequence[Report], asked: ReportingPeriod | None) -> list[Report]:
    """The reports without supplements, unless the year end is asked for: before it there is nothing to
    supplement."""
    is_year_end = asked is not None and asked.is_year_end
    return [report for report in reports if is_year_end or not report.is_supplement]


def known_with(reports: Sequence[Report], period: ReportingPeriod) -> list[Report]:
    """The reports without the supplements that came after ``period``."""
    return [report for report in reports if not report.is_supplement or report.period <= period.order]


def organizations_in(
    reports: Sequence[Report], until: int | None, among: Container[Hashable] | None = None
) -> list[Hashable]:
    """Who is expected in a figure: those asked until the period with the order ``until``, and those who
    supplemented it; of them only those ``among``, where that is given."""
    return [
        report.organization
        for report in reports
        if (until is None or report.period <= until or report.is_supplement)
        and (among is None or report.organization in among)
    ]


def held(
    supplements: Iterable[Supplement], reports: Iterable[Report], among: Container[int] | None
) -> tuple[Supplement, ...]:
    """The supplements that a figure over ``reports`` holds."""
    if not any(report.is_supplement for report in reports):
        return ()
    return tuple(each for each in supplements if among is None or each.organization.pk in among)


def in_words(supplements: Sequence[Supplement]) -> str:
    """The supplements that a figure holds, as a sentence; "" without any."""
    if not supplements:
        return ""
    names = pgettext("between names", ", ").join(str(supplement) for supplement in supplements)
    return _("Includes supplements after the year end: %(names)s.") % {"names": names}
