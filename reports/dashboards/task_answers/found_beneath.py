"""Who is found by name further down than the rows that a task's page lists, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from organizations.models import Organization
from organizations.name_search import organizations_named
from reports.dashboards.task_answers.sheet import TaskSheet
from tasks.filings.task_progress import published_filings
from tasks.lines.answerers import answerers_of

MOST_FOUND = 20
# Between the names of superiors: 广东 › 广州.
WITHIN = " › "


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """An organization by name, under whom it stands, and the page with its row unfolded."""

    name: str
    within: str
    href: str


@dataclass(frozen=True, slots=True)
class FoundBeneath:
    """The first of those that are found, and how many are found in all."""

    places: tuple[FoundPlace, ...] = ()
    number: int = 0

    @property
    def left_out(self) -> int:
        return self.number - len(self.places)


def found_beneath(sheet: TaskSheet) -> FoundBeneath:
    """Of those who are asked about the task beneath the rows of the page, whom the name finds (four queries,
    and none without a name)."""
    superiors = superiors_of(sheet)
    if not sheet.question.name.strip() or not superiors:
        return FoundBeneath()
    beneath = reduce(or_, (Q(path__startswith=path) for path in superiors))
    among = asked_beneath(sheet).filter(beneath).exclude(path__in=superiors)
    found = organizations_named(sheet.question.name, among=among)
    shown = list(found[:MOST_FOUND])
    wanted = {path for organization in shown for path in chain(organization)}
    known = {str(one.path): one for one in Organization.objects.filter(path__in=wanted)} if shown else {}
    places = tuple(place_of(sheet, organization, known, superiors) for organization in shown)
    return FoundBeneath(places, found.count())


def superiors_of(sheet: TaskSheet) -> dict[str, str]:
    """The rows beneath which others stand, their codes by path."""
    own = sheet.question.base.organization.pk
    return {
        str(row.organization.path): row.organization.code
        for row in sheet.rows
        if row.organization.is_local and not row.organization.is_leaf() and row.organization.pk != own
    }


def asked_beneath(sheet: TaskSheet) -> QuerySet[Organization]:
    """Those who are asked about the task and have a filing of its year."""
    task, until = sheet.question.task, sheet.question.until
    filed = published_filings(until).filter(period__guidance=task.guidance_id).values("organization")
    asked: Q = answerers_of([task])[task.pk].condition()
    among: QuerySet[Organization] = Organization.objects.filter(asked, pk__in=filed)
    return among


def chain(organization: Organization) -> list[str]:
    """The paths of its superiors, from the top, without its own."""
    path, step = str(organization.path), Organization.steplen
    return [path[:end] for end in range(step, len(path), step)]


def place_of(
    sheet: TaskSheet,
    organization: Organization,
    known: Mapping[str, Organization],
    superiors: Mapping[str, str],
) -> FoundPlace:
    """Where it stands under the row of the page that is its superior."""
    paths = chain(organization)
    first = next(place for place, path in enumerate(paths) if path in superiors)
    above = [known[path] for path in paths[first:] if path in known]
    return FoundPlace(
        str(organization),
        WITHIN.join(map(str, above)),
        sheet.question.reaching(organization.code, [one.code for one in above]),
    )
