"""What sample filings state to their superior, whose checks compare it with what the superior states."""

from collections import defaultdict
from collections.abc import Iterable

from targets.arithmetic.rollup import Figure, Report
from targets.figures.reports import reports_of_lines
from targets.figures.subordinates import combines_beneath, figures_in
from targets.models import Measurement, Target
from tasks.models import Filing


class Beneath:
    """The reports of every filing that was played so far, by superior, period and target."""

    def __init__(self) -> None:
        self.reports: dict[tuple[int | None, int, int], list[Report]] = defaultdict(list)

    def keep(self, filing: Filing, measurements: Iterable[Measurement]) -> None:
        """Remember what a filing says in the end, and how it stands."""
        for line in measurements:
            place = filing.reports_to_id, filing.period_id, line.target_id
            self.reports[place] += reports_of_lines([line]).values()

    def figure(self, filing: Filing, target: Target) -> Figure | None:
        """What the direct subordinates' approved filings come to; None without any."""
        reports = self.reports.get((filing.organization_id, filing.period_id, target.pk))
        if not reports or not combines_beneath(target):
            return None
        return figures_in({target.pk: reports}, [target], filing.period)[target.pk]
