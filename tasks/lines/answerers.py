"""Who answers what, by the plan alone: nothing here looks at what was filed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from organizations.calendar import end_of
from organizations.models import LOCAL_KINDS, Organization
from organizations.prepared_queries import PreparedQuery
from tasks.models import Amendment, ReportingPeriod, Responsibility, Task


@dataclass(frozen=True, slots=True)
class Answerers:
    """Those who answer a task or target: organizations by id, and whether every local bureau does."""

    organizations: frozenset[int] = frozenset()
    local_bureaus: bool = False

    def __or__(self, other: "Answerers") -> "Answerers":
        return Answerers(self.organizations | other.organizations, self.local_bureaus or other.local_bureaus)

    def __bool__(self) -> bool:
        return bool(self.organizations) or self.local_bureaus

    def include(self, organization: Organization) -> bool:
        """Whether ``organization`` is one of them."""
        return self.include_one(organization.pk, organization.kind)

    def include_one(self, pk: int, kind: str) -> bool:
        """``include`` of an organization by its id and kind."""
        return pk in self.organizations or (self.local_bureaus and kind in LOCAL_KINDS)

    def condition(self, prefix: str = "") -> Q:
        """Organizations that are among them, reached over ``prefix`` (``"organization__"``)."""
        named = Q(**{f"{prefix}pk__in": self.organizations})
        return named | Q(**{f"{prefix}kind__in": LOCAL_KINDS}) if self.local_bureaus else named


@dataclass(frozen=True, slots=True)
class Question:
    """A task or target, by id and name, that the plan asks for, and who answers it."""

    subject: int
    name: str
    answerers: Answerers


def asked_in[Subject: Model](
    period: ReportingPeriod, kind: str, subjects: QuerySet[Subject]
) -> QuerySet[Subject]:
    """Those of ``subjects`` that ``period`` asks for: all of them, and of a supplement the ones that it names
    among the lines of ``kind`` (design R6)."""
    if not period.is_supplement:
        return subjects
    return subjects.filter(pk__in=period.asked_lines.filter(kind=kind).values("subject_id"))


def answerers_of(tasks: Iterable[Task], on: dt.date | None = None) -> dict[int, Answerers]:
    """Who answers each of ``tasks``, by task id (one query, one more of an earlier day). Nobody answers a
    withdrawn one any more; at the end of the day ``on`` nobody did what had been withdrawn by then, or was
    only added later. Who answers is otherwise told as the plan says now."""
    asked = [task.pk for task in tasks if task.withdrawn_on is None or (on and on < task.withdrawn_on)]
    if on is not None:
        added = added_after(on, asked)
        asked = [task for task in asked if task not in added]
    found: dict[int, Answerers] = defaultdict(Answerers)
    for task, organization, collective in answering.rows(tasks=tuple(asked)) if asked else ():
        found[task] |= Answerers(
            frozenset() if organization is None else frozenset({organization}),
            collective == Responsibility.Collective.LOCAL_BUREAUS,
        )
    return found


@PreparedQuery
def answering(tasks: tuple[int, ...]) -> QuerySet[Responsibility, tuple[Any, ...]]:
    owners = Responsibility.objects.answering().filter(task__in=tasks)
    return owners.values_list("task_id", "organization_id", "collective")


def added_after(day: dt.date, tasks: Iterable[int]) -> set[int]:
    """Those of ``tasks``, by id, that an amendment has added since the end of a day (one query)."""
    amendments = Amendment.objects.filter(
        task__in=list(tasks), kind=Amendment.Kind.ADDED, at__gte=end_of(day)
    )
    return {pk for pk in amendments.order_by().values_list("task", flat=True) if pk is not None}


def everybody(answerers: Iterable[Answerers]) -> Answerers:
    """All of them together."""
    together = Answerers()
    for answerer in answerers:
        together |= answerer
    return together
