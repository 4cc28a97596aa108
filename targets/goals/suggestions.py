"""What is said of a goal, and what is suggested where the document says less."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import cached_property

from organizations.models import Organization
from targets.goals.indicator_matching import pairs
from targets.goals.previous_years import EarlierYear, Reached, year_before
from targets.models import Indicator, ProposedGoal, Target
from tasks.comparison.similarity import words_alone
from tasks.models import ANSWERING, Basis, Guidance, Responsibility, Task

OverOrganizations = Indicator.OverOrganizations
ReportedBy = Target.ReportedBy
COMBINED = (OverOrganizations.SUM, OverOrganizations.WEIGHTED_MEAN)
# A task that shares less of what a goal says has nothing to do with it.
LEAST_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Terms:
    """What a guidance wants of an indicator, from whom; numbers in the indicator's unit."""

    comparator: str
    value: Decimal | None
    responsible: Organization
    basis: str
    reported_by: str
    baseline: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    upper_value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who may answer for a goal and report on it, on what that rests; and what the year before knows."""

    responsible: Organization | None
    basis: str
    reported_by: str
    earlier: Target | None = None
    reached: Reached | None = None

    @property
    def earlier_name(self) -> str:
        """What the document of the year before called the indicator; "" where it is not known."""
        return self.earlier.proposal.name if self.earlier and hasattr(self.earlier, "proposal") else ""

    @property
    def tolerance(self) -> Decimal:
        return self.earlier.tolerance if self.earlier else Decimal(0)

    @property
    def baseline(self) -> Decimal | None:
        return self.reached.value if self.reached and self.reached.is_complete else None


class Suggestions:
    """What is suggested for the goals of a draft, in a fixed number of queries however many they are."""

    def __init__(self, guidance: Guidance) -> None:
        self.guidance = guidance

    @cached_property
    def earlier(self) -> EarlierYear:
        return year_before(self.guidance)

    @cached_property
    def tasks(self) -> list[Task]:
        """The tasks of the draft with their owners (two queries)."""
        tasks = self.guidance.tasks.current().prefetch_related("responsibilities__organization")
        return list(tasks)

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much each pair of characters says: what all tasks have says little."""
        counts = Counter(pair for task in self.tasks for pair in pairs(words_alone(task.text)))
        return {pair: math.log(1 + len(self.tasks) / count) for pair, count in counts.items()}

    def for_goal(self, goal: ProposedGoal, indicator: Indicator | None) -> Suggestion:
        """As the year before had it; else the owner of the section's tasks; else of the likest task."""
        before = self.earlier.targets.get(indicator.pk) if indicator else None
        if before is not None:
            reached = self.earlier.reached.get(before.indicator_id)
            return Suggestion(before.responsible, before.basis, before.reported_by, before, reached)
        beside = [task for task in self.tasks if task.section_id == goal.section_id]
        stated = first_lead(beside)
        owner = stated or first_lead(self.likest(goal))
        basis = Basis.STATED if stated else Basis.DERIVED if owner else Basis.ASSIGNED
        return Suggestion(owner, basis, reporters(indicator, beside))

    def likest(self, goal: ProposedGoal) -> Sequence[Task]:
        """The task that says most of what the goal says; none where no task does."""
        wanted = pairs(words_alone(goal.text))
        whole = sum(self.weights.get(pair, 0) for pair in wanted)
        shares = {
            task: sum(self.weights[pair] for pair in wanted & pairs(words_alone(task.text))) / whole
            for task in self.tasks
            if whole and first_lead([task])
        }
        best = max(shares, key=lambda task: shares[task], default=None)
        return [best] if best and shares[best] >= LEAST_SHARE else []


def first_lead(tasks: Iterable[Task]) -> Organization | None:
    """The first organization that leads one of ``tasks``."""
    for task in tasks:
        for owner in task.responsibilities.all():
            if owner.role == Responsibility.Role.LEAD and owner.organization is not None:
                return owner.organization
    return None


def reporters(indicator: Indicator | None, tasks: Iterable[Task]) -> str:
    """Every bureau for what is combined over bureaus, or where they answer for the section's tasks."""
    if indicator is not None:
        is_combined = indicator.over_organizations in COMBINED
        return ReportedBy.LOCAL_BUREAUS if is_combined else ReportedBy.RESPONSIBLE
    owners = [owner for task in tasks for owner in task.responsibilities.all()]
    is_collective = any(owner.collective for owner in owners if owner.role in ANSWERING)
    return ReportedBy.LOCAL_BUREAUS if is_collective else ReportedBy.RESPONSIBLE
