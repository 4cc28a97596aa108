"""Of a filing what decides whether and where it counts, read in one query or taken from a filing at hand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

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
PERIOD, ORGANIZATION, PATH = map(COLUMNS.index, ("period__order", "organization_id", "organization__path"))
# As they come from the database: a set finds no choice under its value.
LOCAL = frozenset(kind.value for kind in LOCAL_KINDS)
SUPPLEMENT = ReportingPeriod.Kind.SUPPLEMENT.value
type Values = tuple[Any, ...]


def rows_of(filings: FilingQuerySet, *, beneath: Organization | None = None) -> list[FilingRow]:
    """The filings in the order of their periods (one query)."""
    return rows_in(list(filings.order_by("period__order", "pk").values_list(*COLUMNS)), beneath=beneath)


def rows_of_loaded(filings: Iterable[Filing], *, beneath: Organization | None = None) -> list[FilingRow]:
    """Filings at hand, which come with organization and period, and where ``beneath`` is given with the
    successor of the organization (no query)."""
    values = [values_of(filing, is_beneath=beneath is not None) for filing in filings]
    return rows_in(values, beneath=beneath)


def rows_in(values: Sequence[Values], *, beneath: Organization | None = None) -> list[FilingRow]:
    """The values of ``COLUMNS`` as rows. Of filings to one superior, since who moved beneath whom shows among
    them alone; ``beneath`` is that superior where its subordinates are asked for."""
    by_path = {each[PATH]: each[ORGANIZATION] for each in values}
    root = "" if beneath is None else str(beneath.path)
    # On one level nobody stands above another.
    are_beside = len({len(path) for path in by_path}) < 2
    return [row_in(each, {} if are_beside else by_path, root) for each in values]


def row_in(values: Values, by_path: Mapping[str, int], root: str) -> FilingRow:
    pk, organization, organization_kind, guidance, order, kind, status, ends_on, *rest = values
    begun, until, successor, path, successor_path = rest
    return FilingRow(
        *(pk, organization, organization_kind in LOCAL, guidance, order, kind == SUPPLEMENT, status),
        exists_on(ends_on, begun, until),
        successor or (above(path, by_path) if by_path else None),
        not (successor_path or path).startswith(root),
    )


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
