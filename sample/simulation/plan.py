"""What one simulated year asks for: who answers which target and task, with a line of each to fill in."""

from dataclasses import dataclass

from organizations.models import Organization
from sample.simulation.numbers import Months
from sample.year.cases import CaseWriter
from targets.models import Measurement, Target
from tasks.lines.answerers import Answerers, answerers_of
from tasks.lines.cases import sections_for_cases
from tasks.models import CaseStudy, Guidance, MeasureState, ProgressEntry, ReportingPeriod, Task

# How many cases a simulated year end tells at most.
MOST_SIMULATED = 2


@dataclass(frozen=True, slots=True)
class AskedTask:
    """A task with the entry that is filled in anew for each filing, and those who answer it."""

    task: Task
    entry: ProgressEntry
    answerers: Answerers


class YearPlan:
    """The plan of one guidance in memory: periods, targets, tasks, sections (seven queries).

    A line and its measures are made once and filled in for one filing after another, so that a hundred
    thousand filings are spoken for by the very code that speaks for one.
    """

    def __init__(self, guidance: Guidance) -> None:
        self.guidance = guidance
        self.periods: list[ReportingPeriod] = list(guidance.periods.order_by("order"))
        self.months = [Months(period.starts_on.month, period.ends_on.month) for period in self.periods]
        targets = guidance.targets.select_related("indicator", "guidance").order_by("order")
        self.measurements = [Measurement(target=target) for target in targets]
        tasks = list(guidance.tasks.select_related("section").prefetch_related("measures").order_by("order"))
        answerers = answerers_of(tasks)
        self.cases = [CaseStudy(number=number) for number in range(1, MOST_SIMULATED + 1)]
        self.writer = CaseWriter(sections_for_cases(guidance))
        self.tasks = [AskedTask(task, entry_on(task), answerers[task.pk]) for task in tasks]
        self.named = frozenset(pk for task in self.tasks for pk in task.answerers.organizations)
        self.asked: dict[tuple[str, int | None], tuple[list[ProgressEntry], list[Measurement]]] = {}

    @property
    def targets(self) -> list[Target]:
        return [line.target for line in self.measurements]

    def lines_for(self, organization: Organization) -> tuple[list[ProgressEntry], list[Measurement]]:
        """The lines that an organization answers; all local ones answer the same unless a task names one."""
        key = (organization.kind, organization.pk if self.is_named(organization) else None)
        if key not in self.asked:
            self.asked[key] = (
                [task.entry for task in self.tasks if task.answerers.include(organization)],
                [line for line in self.measurements if line.target.is_reported_by(organization)],
            )
        return self.asked[key]

    def is_named(self, organization: Organization) -> bool:
        """Whether the plan asks something of this very organization."""
        return not organization.is_local or organization.pk in self.named


def entry_on(task: Task) -> ProgressEntry:
    """An unsaved entry with a state for each measure of its task."""
    entry = ProgressEntry(task=task)
    entry.states = [MeasureState(entry=entry, measure=measure) for measure in task.measures.all()]
    return entry
