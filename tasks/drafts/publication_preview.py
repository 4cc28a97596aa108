"""What publishing a draft will bring: who files, how often, and about what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from organizations.calendar import today
from organizations.models import Organization
from tasks.drafts.plan_parts import PLAN_PARTS
from tasks.drafts.planned_periods import PlannedPeriod
from tasks.filings.filers import filers
from tasks.lines.answerers import everybody
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Guidance, Measure, ReportingPeriod


@dataclass(frozen=True, slots=True)
class PublicationPreview:
    """``filers`` counts the organizations that will file, by kind; ``contents`` what they are asked about."""

    filers: list[tuple[str, int]]
    periods: list[PlannedPeriod]
    contents: list[tuple[str, int]]

    @property
    def organizations(self) -> int:
        return sum(count for _kind, count in self.filers)

    @property
    def filings(self) -> int:
        """How many filings there will be, if no organization comes or goes in mid-year."""
        return self.organizations * len(self.periods)


def publication_preview(guidance: Guidance) -> PublicationPreview:
    """What publishing brings (a handful of queries)."""
    periods = list(guidance.periods.order_by("order"))
    planned = [PlannedPeriod.of(period) for period in periods]
    return PublicationPreview(filers_by_kind(guidance, periods), planned, contents_of(guidance))


def filers_by_kind(guidance: Guidance, periods: Sequence[ReportingPeriod]) -> list[tuple[str, int]]:
    """How many organizations of each kind file for the first period; before there is one, today."""
    asked = everybody(kind.answerers(guidance) for kind in LINE_KINDS.values())
    if not asked:
        return []
    first = periods[0] if periods else ReportingPeriod(guidance=guidance, ends_on=today())
    found = filers(first, asked).order_by().values_list("kind").annotate(count=Count("pk"))
    counted = dict(found)
    return [(str(kind.label), counted[kind]) for kind in Organization.Kind if kind in counted]


def contents_of(guidance: Guidance) -> list[tuple[str, int]]:
    """What a plan holds: names of things and how many, in the language of the page."""
    return [
        (_("Tasks"), guidance.tasks.count()),
        (_("Measures"), Measure.objects.filter(task__guidance=guidance).count()),
        *(row for part in PLAN_PARTS.values() for row in part.summary(guidance)),
    ]
