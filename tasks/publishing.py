"""What publishing a draft will bring: who files, how often, and about what."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from organizations.models import Organization
from tasks.actions.publish import filers
from tasks.answering import everybody
from tasks.lines import LINE_KINDS
from tasks.models import Guidance, Measure, ReportingPeriod
from tasks.plan import PLAN_PARTS


@dataclass(frozen=True, slots=True)
class Forecast:
    """``filers`` counts the organizations that will file, by kind; ``contents`` what they are asked about."""

    filers: list[tuple[str, int]]
    periods: list[ReportingPeriod]
    contents: list[tuple[str, int]]

    @property
    def organizations(self) -> int:
        return sum(count for _kind, count in self.filers)

    @property
    def filings(self) -> int:
        """How many filings there will be, if no organization comes or goes in mid-year."""
        return self.organizations * len(self.periods)


def forecast_of(guidance: Guidance) -> Forecast:
    """What publishing brings (a handful of queries)."""
    periods = list(guidance.periods.order_by("order"))
    for period in periods:
        period.guidance = guidance
    asked = everybody(kind.answerers(guidance) for kind in LINE_KINDS.values())
    kinds = filers(periods[0], asked).values_list("kind", flat=True) if periods and asked else []
    counted = Counter(kinds)
    contents = [
        (_("Tasks"), guidance.tasks.count()),
        (_("Measures"), Measure.objects.filter(task__guidance=guidance).count()),
    ]
    return Forecast(
        [(str(kind.label), counted[kind]) for kind in Organization.Kind if counted[kind]],
        periods,
        contents + [row for part in PLAN_PARTS.values() for row in part.summary(guidance)],
    )
