"""What one guidance asks, read once for however many organizations are gathered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from organizations.models import Organization
from reports.gathering.bilingual import in_both
from reports.snapshot.year import Name
from targets.goals.previous_years import year_before
from targets.models import Target
from tasks.lines.answerers import Answerers, answerers_of
from tasks.models import Guidance, Measure, ReportingPeriod, Section, Task

# What stands before the document's own parts.
OUTSIDE = (Section.Kind.NOTICE, Section.Kind.PREAMBLE)


@dataclass(frozen=True)
class Plan:
    """A guidance with its sections, tasks, targets in force and periods, supplements among them. Each
    property costs its queries once: some ten in all."""

    guidance: Guidance

    @cached_property
    def sections(self) -> list[Section]:
        """Its parts and sections in its own order."""
        sections = self.guidance.sections.exclude(kind__in=OUTSIDE).defer("text")
        return list(sections.order_by("order"))

    @cached_property
    def tasks(self) -> list[Task]:
        measures = Prefetch("measures", queryset=Measure.objects.order_by("order"))
        tasks = self.guidance.tasks.select_related("section").prefetch_related(measures)
        return list(tasks.defer("text", "section__text").order_by("order"))

    @cached_property
    def answerers(self) -> Mapping[int, Answerers]:
        """Who answers each task, by its id."""
        return answerers_of(self.tasks)

    @cached_property
    def targets(self) -> list[Target]:
        related = ("indicator", "guidance", "responsible", "section")
        targets = self.guidance.targets.current().select_related(*related)
        return list(targets.defer("guidance__source_text", "section__text").order_by("order"))

    @cached_property
    def periods(self) -> list[ReportingPeriod]:
        periods = list(self.guidance.periods.order_by("order"))
        for period in periods:
            period.guidance = self.guidance
        return periods

    @cached_property
    def period_names(self) -> Mapping[int, Name]:
        """How each period is called, by its id."""
        return {period.pk: in_both(lambda period=period: period) for period in self.periods}  # type: ignore[misc]

    @cached_property
    def last_period(self) -> ReportingPeriod | None:
        """The one that ends the year, supplements aside."""
        return next((period for period in reversed(self.periods) if not period.is_supplement), None)

    @cached_property
    def last_year_targets(self) -> list[Target]:
        """The targets of the year before; none where it had no guidance, whatever there was earlier."""
        earlier = year_before(self.guidance)
        if earlier.guidance is None or earlier.guidance.year != self.guidance.year - 1:
            return []
        return list(earlier.targets.values())

    def asks(self, task: Task, organization: Organization) -> bool:
        """Whether the organization answers a task."""
        found = self.answerers.get(task.pk)
        return found is not None and found.include(organization)
