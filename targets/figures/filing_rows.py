"""Of a filing what decides whether and where it counts, read in one query or taken from a filing at hand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from organizations.many_ids import IsOneOf
from organizations.models import LOCAL_KINDS, Organization
from organizations.models.organization import exists_on
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet


class FilingRow(NamedTuple):
    """One filing as figures count it; ids, and the period's place in the year.

    ``is_there`` tells whether its organization exists on the period's last day, which decides who is asked.
    ``successor`` is the one that has spoken for the organization since it was merged or moved beneath it.
    ``has_left`` marks, among those beneath one superior, who stands beneath another by now, or was merged
    into one that does.
    """

    pk: int
    organization: int
    is_local: bool
    guidance: int
    period: int
    is_supplement: bool
    status: str
    is_there: bool = True
    successor: int | None = None
    has_left: bool = False


# Of a filing what makes a row.
COLUMNS = (
    *("pk", "organization_id", "organization__kind", "period__guidance_id"),
    *("period__order", "period__kind", "status", "period__ends_on"),
    *("organization__active_from", "organization__active_until", "organization__successor_id"),
    *("organization__path", "organization__successor__path"),
)
ORGANIZATION, PATH = map(COLUMNS.index, ("organization_id", "organization__path"))
# Of an organization what its filings' rows say of it.
OF_ORGANIZATION = ("kind", "active_from", "active_until", "successor_id", "path")
# As they come from the database: a set finds no choice under its value.
LOCAL = frozenset(kind.value for kind in LOCAL_KINDS)
SUPPLEMENT = ReportingPeriod.Kind.SUPPLEMENT.value
type Values = tuple[Any, ...]


def rows_of(filings: FilingQuerySet, *, beneath: Organization | None = None) -> list[FilingRow]:
    """The filings in the order of their periods (one query)."""
    return rows_in(list(values_in_order(filings)), beneath=beneath)


def values_in_order(filings: FilingQuerySet) -> QuerySet[Filing, Values]:
    """The values of ``COLUMNS`` in the order of the periods."""
    return filings.order_by("period__order", "pk").values_list(*COLUMNS)


def rows_by_superior(
    filings: FilingQuerySet, periods: Mapping[int, ReportingPeriod]
) -> dict[tuple[int, int], list[FilingRow]]:
    """Filings of some ``periods``, by id, by whom they report to and the period's place in the year (two
    queries, one where there are none).

    Their organizations are looked up by their ids: joined, many of them let the database read all there are.
    Nor is it read where a successor stands, which tells who has left one superior, and here are many.
    """
    columns = ("pk", "organization_id", "period_id", "status", "reports_to_id")
    read = list(filings.order_by("pk").values_list(*columns))
    organizations = values_of_organizations({row[1] for row in read})
    values: dict[tuple[int, int], list[Values]] = defaultdict(list)
    for pk, organization, period_id, status, superior in read:
        period = periods[period_id]
        kind, begun, until, successor, path = organizations[organization]
        values[superior, period.order].append(
            (
                *(pk, organization, kind, period.guidance_id, period.order, period.kind, status),
                *(period.ends_on, begun, until, successor, path, None),
            )
        )
    return {key: rows_in(found) for key, found in values.items()}


def values_of_organizations(organizations: Collection[int]) -> dict[int, Values]:
    """The values of ``OF_ORGANIZATION`` by the organization's id (one query, none without any)."""
    if not organizations:
        return {}
    found = Organization.objects.filter(IsOneOf("pk", organizations)).order_by()
    return {pk: tuple(rest) for pk, *rest in found.values_list("pk", *OF_ORGANIZATION)}


def rows_of_loaded(filings: Iterable[Filing], *, beneath: Organization | None = None) -> list[FilingRow]:
    """Filings at hand, which come with organization and period, and where ``beneath`` is given with the
    successor of the organization (no query)."""
    values = [values_of(filing, is_beneath=beneath is not None) for filing in filings]
    return rows_in(values, beneath=beneath)


def rows_in(values: Sequence[Values], *, beneath: Organization | None = None) -> list[FilingRow]:
    """The values of ``COLUMNS`` as rows. Of filings to one superior, since who moved beneath whom shows among
    them alone; ``beneath`` is that superior where its subordinates are asked for."""
    by_path = {each[PATH]: each[ORGANIZATION] for each in values}
    # On one level nobody stands above another.
    if len({len(path) for path in by_path}) < 2:
        by_path = {}
    root = "" if beneath is None else str(beneath.path)
    return [
        FilingRow(
            *(pk, own, its_kind in LOCAL, plan, order, kind == SUPPLEMENT, status),
            exists_on(ends_on, begun, until),
            heir or (above(path, by_path) if by_path else None),
            not (beyond or path).startswith(root),
        )
        for pk, own, its_kind, plan, order, kind, status, ends_on, begun, until, heir, path, beyond in values
    ]


def values_of(filing: Filing, *, is_beneath: bool) -> Values:
    """The values of ``COLUMNS`` of a filing at hand; where the successor stands is told of those beneath a
    superior alone."""
    organization, period = filing.organization, filing.period
    successor = organization.successor if is_beneath else None
    return (
        *(filing.pk, organization.pk, organization.kind, period.guidance_id),
        *(period.order, period.kind, filing.status, period.ends_on),
        *(organization.active_from, organization.active_until, organization.successor_id),
        *(str(organization.path), str(successor.path) if successor else None),
    )


def above(path: str, by_path: Mapping[str, int]) -> int | None:
    """The one over an organization that reports to the same place: it moved there, and its new superior's
    figure holds its own since."""
    lengths = range(len(path) - Organization.steplen, 0, -Organization.steplen)
    return next((by_path[path[:length]] for length in lengths if path[:length] in by_path), None)
