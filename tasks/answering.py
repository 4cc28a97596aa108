"""Who answers what, by the plan alone: nothing here looks at what was filed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from organizations.models import LOCAL_KINDS, Organization
from tasks.models import Responsibility, Task


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
        return organization.pk in self.organizations or (self.local_bureaus and organization.is_local)

    def condition(self, prefix: str = "") -> Q:
        """Organizations that are among them, reached over ``prefix`` (``"organization__"``)."""
        named = Q(**{f"{prefix}pk__in": self.organizations})
        return named | Q(**{f"{prefix}kind__in": LOCAL_KINDS}) if self.local_bureaus else named


def answerers_of(tasks: Iterable[Task]) -> dict[int, Answerers]:
    """Who answers each of ``tasks``, by task id (one query). Nobody answers a withdrawn one any more."""
    asked = [task.pk for task in tasks if task.withdrawn_on is None]
    found: dict[int, Answerers] = defaultdict(Answerers)
    owners = Responsibility.objects.filter(task__in=asked)
    for task, organization, collective in owners.values_list("task_id", "organization_id", "collective"):
        found[task] |= Answerers(
            frozenset() if organization is None else frozenset({organization}),
            collective == Responsibility.Collective.LOCAL_BUREAUS,
        )
    return found


def everybody(answerers: Iterable[Answerers]) -> Answerers:
    """All of them together."""
    together = Answerers()
    for one in answerers:
        together |= one
    return together
