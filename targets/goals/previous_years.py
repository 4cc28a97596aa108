"""What the plans of earlier years know of an indicator: its goal then, and the figure that was reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import cached_property

from organizations.models import Organization
from organizations.rounding import half_up
from targets.figures.periods import periods_of
from targets.figures.queries import TargetFigure, figures_of
from targets.goals.indicator_matching import IndicatorMatcher, Printed, recognise
from targets.models import Indicator, ProposedGoal, Target
from targets.models.indicator import PLACES
from tasks.models import Guidance


@dataclass(frozen=True, slots=True)
class Reached:
    """An official figure at a year's end, with the words in which every page says it."""

    value: Decimal
    shown: TargetFigure

    @property
    def is_complete(self) -> bool:
        """Whether everybody's answer is in it, and for a sum that of every period: a part is no baseline."""
        is_sum = self.shown.target.indicator.over_periods == Indicator.OverPeriods.SUM
        figure = self.shown.figure
        return figure.coverage.is_complete and not (is_sum and figure.gaps)


class EarlierYear:
    """The guidance in force before a draft. Each property costs its queries once."""

    def __init__(self, guidance: Guidance | None) -> None:
        self.guidance = guidance

    @cached_property
    def targets(self) -> dict[int, Target]:
        """Its goals in force, by indicator id (one query)."""
        if self.guidance is None:
            return {}
        targets = self.guidance.targets.current().select_related(
            "indicator", "guidance", "responsible", "proposal"
        )
        return {target.indicator_id: target for target in targets.defer("guidance__source_text")}

    @cached_property
    def reached(self) -> dict[int, Reached]:
        """The office's official figures at its end, by indicator id (five queries).

        None where the last period is not asked for yet, or nobody's answer for it is approved: what the
        year had come to until then is no year's figure.
        """
        office = Organization.objects.filter(kind=Organization.Kind.OFFICE).first()
        if office is None or not self.targets:
            return {}
        figures = figures_of(office, list(self.targets.values()))
        last = {pk: periods[-1].pk for pk, periods in periods_of(self.targets.values()).items()}
        return {
            shown.target.indicator_id: Reached(kept(shown.figure.value), shown)
            for shown in figures.values()
            if shown.figure.value is not None
            and shown.figure.coverage.counted
            and shown.period is not None
            and last[shown.target.guidance_id] == shown.period.pk
        }

    @property
    def matcher(self) -> IndicatorMatcher:
        """Knows its indicators by their names and by what its document called them."""
        printed = [
            (target.proposal.name, pk) for pk, target in self.targets.items() if hasattr(target, "proposal")
        ]
        return IndicatorMatcher([target.indicator for target in self.targets.values()], printed)


def kept(value: Decimal) -> Decimal:
    """The number with as many decimals as the database keeps."""
    return half_up(value, Decimal(1).scaleb(-PLACES))


def year_before(guidance: Guidance) -> EarlierYear:
    """The latest guidance in force of an earlier year (one query)."""
    earlier = Guidance.objects.published().filter(year__lt=guidance.year)
    return EarlierYear(earlier.defer("source_text").order_by("-year").first())


def follow_goals(guidance: Guidance, previous: Guidance) -> int:
    """Link open goals of a draft to the indicators of ``previous``, and give its targets the baselines that
    were reached; returns how many were filled in. The caller holds the transaction."""
    earlier = EarlierYear(previous)
    return link_goals(guidance, earlier.matcher) + fill_baselines(
        guidance.targets.filter(baseline=None), earlier
    )


def link_goals(guidance: Guidance, matcher: IndicatorMatcher) -> int:
    """Propose an indicator for the open goals that have none."""
    taken = set(guidance.proposed_goals.exclude(indicator=None).values_list("indicator", flat=True))
    matcher = IndicatorMatcher(
        [one for pk, one in matcher.indicators.items() if pk not in taken],
        [(name, pk) for pk, names in matcher.names.items() for name in names],
    )
    waiting = list(guidance.proposed_goals.filter(target=None, is_dropped=False, indicator=None))
    found = recognise([Printed(goal.name, goal.unit) for goal in waiting], matcher)
    linked: list[ProposedGoal] = []
    for goal, indicator in zip(waiting, found, strict=True):
        if indicator is not None:
            goal.indicator = indicator
            linked.append(goal)
    return ProposedGoal.objects.bulk_update(linked, ["indicator"])


def fill_baselines(targets: Iterable[Target], earlier: EarlierYear) -> int:
    filled = []
    for target in targets:
        reached = earlier.reached.get(target.indicator_id)
        if reached is not None and reached.is_complete:
            target.baseline = reached.value
            filled.append(target)
    return Target.objects.bulk_update(filled, ["baseline"])
