"""Whose answers of which year the long tables hold, and how much of them may be told (design R22)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef

from organizations.models import Organization
from organizations.scope import Scope
from reports.gathering.filings import Standpoint
from targets.models import Target
from tasks.models import Filing, Guidance, ReportingPeriod, Task
from tasks.models.filing import FilingQuerySet

# So many organizations are read at a time, whatever there is of them.
CHUNK = 100


@dataclass(frozen=True)
class TableScope:
    """A guidance's year, by one organization and everything under it, as it stands from ``standpoint``.

    Filings that count are told; where those that wait for approval do too, each row is marked. What a draft
    or a returned filing says is never told.
    """

    guidance: Guidance
    organization: Organization
    standpoint: Standpoint

    @property
    def day(self) -> dt.date:
        return self.standpoint.day

    @property
    def filings(self) -> FilingQuerySet:
        """Every filing of the year by the organizations in scope (design R19)."""
        inside = Scope.of([self.organization]).organizations("organization__")
        return Filing.objects.filter(inside, period__guidance=self.guidance)

    def tells(self, status: str) -> bool:
        """Whether what a filing of that status says is told."""
        return status in self.standpoint.statuses

    @cached_property
    def periods(self) -> dict[int, ReportingPeriod]:
        """The periods of the year by id, in their order (one query)."""
        periods = self.guidance.periods.order_by("order")
        for period in periods:
            period.guidance = self.guidance
        return {period.pk: period for period in periods}

    @cached_property
    def targets(self) -> dict[int, Target]:
        """The targets of the year by id, in their order; withdrawn ones too, on which was reported before
        (one query)."""
        targets = self.guidance.targets.select_related("indicator").order_by("order")
        return {target.pk: target for target in targets}

    @cached_property
    def tasks(self) -> dict[int, Task]:
        """The tasks of the year by id, in their order, withdrawn ones too (one query)."""
        tasks = self.guidance.tasks.select_related("section").defer("text", "section__text")
        return {task.pk: task for task in tasks.order_by("order")}

    def organizations(self) -> Iterator[dict[int, Organization]]:
        """Those who file, by id, in the order of the tree, some at a time (one query for each)."""
        inside = Scope.of([self.organization]).organizations()
        asked = Filing.objects.filter(organization=OuterRef("pk"), period__guidance=self.guidance)
        filers = Organization.objects.filter(inside, Exists(asked)).order_by("path")
        last = ""
        while chunk := {node.pk: node for node in filers.filter(path__gt=last)[:CHUNK]}:
            yield chunk
            last = str(next(reversed(chunk.values())).path)
