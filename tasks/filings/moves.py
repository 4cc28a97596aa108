"""Which filings have moved since a moment and how they stood at it, by one query of the log (design R2)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from organizations.models import Organization
from tasks.models import Filing, FilingEvent, ReportingPeriod
from tasks.models.filing import FilingQuerySet

Action = FilingEvent.Action


class Move(StrEnum):
    """What can have happened to a filing, as its superiors see it."""

    APPROVED = "approved"
    SUBMITTED = "submitted"
    CORRECTED = "corrected"
    RETURNED = "returned"
    REOPENED = "reopened"


MOVE_LABELS: dict[Move, str | Promise] = {
    Move.APPROVED: _("Approved"),
    Move.SUBMITTED: _("Submitted for the first time"),
    Move.CORRECTED: _("Corrected and submitted again"),
    Move.RETURNED: _("Returned"),
    Move.REOPENED: _("Reopened, or the approval taken back"),
}
# By whom a move is counted: "3 filings approved".
MOVE_COUNTS = {
    Move.APPROVED: ngettext_lazy("%(count)d filing approved", "%(count)d filings approved", "count"),
    Move.SUBMITTED: ngettext_lazy("%(count)d filing submitted", "%(count)d filings submitted", "count"),
    Move.CORRECTED: ngettext_lazy(
        "%(count)d filing corrected and submitted again",
        "%(count)d filings corrected and submitted again",
        "count",
    ),
    Move.RETURNED: ngettext_lazy("%(count)d filing returned", "%(count)d filings returned", "count"),
    Move.REOPENED: ngettext_lazy("%(count)d filing reopened", "%(count)d filings reopened", "count"),
}
# The acts of the log that are such a move. A submission is the first, or one of a corrected version.
ACTS = {
    Move.APPROVED: Q(action=Action.APPROVE),
    Move.SUBMITTED: Q(action=Action.SUBMIT, version__lte=1),
    Move.CORRECTED: Q(action=Action.SUBMIT, version__gt=1),
    Move.RETURNED: Q(action=Action.RETURN),
    Move.REOPENED: Q(action__in=[Action.REOPEN, Action.TAKE_BACK]),
}
# What changes neither how a filing stands nor what it says.
STANDING_STILL = (
    *FilingEvent.WITHIN,
    Action.EXTEND,
    Action.REMIND,
    Action.START_REVIEW,
)


class Act(NamedTuple):
    """One entry of the log, with what is told of its filing; ids, a person's name."""

    filing: int
    action: str
    from_status: str
    to_status: str
    version: int
    at: dt.datetime
    by: str
    period: int
    period_kind: str
    organization: int
    code: str
    short_name: str
    english_name: str


COLUMNS = (
    *("filing_id", "action", "from_status", "to_status", "version", "at", "by__name"),
    *("filing__period_id", "filing__period__kind", "filing__organization_id"),
    *("filing__organization__code", "filing__organization__short_name"),
    "filing__organization__english_name",
)


def move_of(action: str, version: int) -> Move | None:
    """``ACTS`` of one act at hand; None of one that is no such move."""
    match action:
        case Action.APPROVE:
            return Move.APPROVED
        case Action.SUBMIT:
            return Move.SUBMITTED if version <= 1 else Move.CORRECTED
        case Action.RETURN:
            return Move.RETURNED
        case Action.REOPEN | Action.TAKE_BACK:
            return Move.REOPENED
    return None


@dataclass(frozen=True, slots=True)
class MovedFiling:
    """A filing that has moved: how it stood before and after, and what happened in between.

    ``period`` is an id; ``last_at`` and ``last_by`` (a name) tell of the latest act.
    """

    filing: int
    organization: Organization
    period: int
    is_supplement: bool
    status_before: str
    version_before: int
    status: str
    version: int
    moves: frozenset[Move | None]
    last_at: dt.datetime
    last_by: str

    @property
    def counts_differently(self) -> bool:
        """Whether figures count it otherwise than before: it was or is handed in, and not as the same."""
        before, now = (self.status_before, self.version_before), (self.status, self.version)
        return before != now and bool({self.status_before, self.status} & set(Filing.HANDED_IN))


def moved_filings(
    filings: FilingQuerySet, *, since: dt.datetime, until: dt.datetime | None = None
) -> list[MovedFiling]:
    """Those of ``filings`` that have moved from a moment on, and before ``until``, the last act latest (one
    query)."""
    return moved_by(acts_on(filings, since=since, until=until))


def acts_on(
    filings: FilingQuerySet, *, since: dt.datetime, until: dt.datetime | None
) -> QuerySet[FilingEvent, tuple[Any, ...]]:
    """The ``COLUMNS`` of what was done with ``filings`` from a moment on, and before ``until``, in order."""
    events = FilingEvent.objects.filter(filing__in=filings.order_by().values("pk"), at__gte=since)
    if until is not None:
        events = events.filter(at__lt=until)
    return events.exclude(action__in=STANDING_STILL).order_by("pk").values_list(*COLUMNS)


def moved_by(found: Iterable[tuple[Any, ...]]) -> list[MovedFiling]:
    """What acts, as ``acts_on`` has them, came to, the filing with the latest last."""
    acts: dict[int, list[Act]] = defaultdict(list)
    for values in found:
        acts[values[0]].append(Act(*values))
    return sorted(map(moved_filing, acts.values()), key=lambda moved: moved.last_at)


def moved_filing(acts: Sequence[Act]) -> MovedFiling:
    """What the acts on one filing come to, in their order; a submission made the next version."""
    first, last = acts[0], acts[-1]
    moves = {move_of(act.action, act.version) for act in acts}
    return MovedFiling(
        filing=last.filing,
        organization=Organization(
            pk=last.organization,
            code=last.code,
            short_name=last.short_name,
            english_name=last.english_name,
        ),
        period=last.period,
        is_supplement=last.period_kind == ReportingPeriod.Kind.SUPPLEMENT,
        status_before=first.from_status,
        version_before=first.version - (first.action == Action.SUBMIT),
        status=last.to_status,
        version=last.version,
        moves=frozenset(moves - {None}),
        last_at=last.at,
        last_by=last.by,
    )


def having_moved(
    filings: FilingQuerySet,
    move: Move | None,
    *,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
) -> FilingQuerySet:
    """The filings to which that has happened; without a move, those to which any has."""
    events = FilingEvent.objects.filter(filing=OuterRef("pk"))
    if since is not None:
        events = events.filter(at__gte=since)
    if until is not None:
        events = events.filter(at__lt=until)
    acts = ACTS[move] if move is not None else reduce(or_, ACTS.values())
    return filings.filter(Exists(events.filter(acts)))
