"""What filing discipline is counted from, read in two statements however many years there are."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import (
    Case,
    DateField,
    DurationField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from organizations.calendar import day_of, end_of, today
from organizations.models.organization import exists_on
from tasks.filings.discipline import FilingRecord, Review
from tasks.filings.timeliness import Timeliness, timeliness_conditions
from tasks.models import Filing, FilingEvent
from tasks.models.filing import FilingQuerySet

Action, Status = FilingEvent.Action, Filing.Status
TELLING = (
    *(Action.SUBMIT, Action.WITHDRAW, Action.RETURN),
    *(Action.APPROVE, Action.TAKE_BACK, Action.REOPEN),
)
COLUMNS = (
    *("pk", "organization_id", "period_id", "period__opens_on", "effective_due_on", "period__ends_on"),
    *("organization__active_from", "organization__active_until"),
    *("status", "version", "filed_on", "submitted_at", "returned_at", "approved_at"),
)
RETURNED_AT = COLUMNS.index("returned_at")
type Values = tuple[Any, ...]


@dataclass(slots=True)
class Past:
    """What the log of one filing comes to, move by move: when it was first submitted (a withdrawal before
    anybody gave it back undoes that), how often it was returned, its decided versions, since when one waits
    for a decision, and the moment of the last move, where the log was read."""

    status: str = Status.DRAFT
    version: int = 0
    filed_on: dt.date | None = None
    returns: int = 0
    reviews: list[Review] = field(default_factory=list)
    waits_since: dt.date | None = None
    was_given_back: bool = False
    moved_at: dt.datetime | None = None

    def take(self, action: str, status: str, day: dt.date) -> None:
        """One move more, which led to a status on a day."""
        self.status = status
        match action:
            case Action.SUBMIT:
                self.version += 1
                self.waits_since = day
                self.filed_on = self.filed_on or day
            case Action.WITHDRAW:
                self.waits_since = None
                self.filed_on = self.filed_on if self.was_given_back else None
            case Action.RETURN | Action.APPROVE:
                self.reviews.append(Review(self.waits_since or day, day))
                self.waits_since = None
            case Action.TAKE_BACK:
                self.waits_since = self.reviews.pop().submitted_on
        self.returns += action == Action.RETURN
        self.was_given_back = self.was_given_back or action in {Action.RETURN, Action.REOPEN}


NOTHING_YET = Past()


def records_of(filings: FilingQuerySet, on: dt.date) -> list[FilingRecord]:
    """The filings in the order of their periods and of the tree, as they stood at the end of a day (two
    queries). Windows are those in force now, extensions included.

    Today a filing that nobody gave back says all by itself; of an earlier day the log tells.
    """
    return records_in(list(values_of(filings)), on)


def values_of(filings: FilingQuerySet) -> QuerySet[Filing, Values]:
    """The values of ``COLUMNS`` in the order of the periods and of the tree."""
    ordered = filings.with_due_on().order_by("period__guidance__year", "period__order", "organization__path")
    return ordered.values_list(*COLUMNS)


def records_in(rows: Sequence[Values], on: dt.date) -> list[FilingRecord]:
    """``records_of`` filings by the values of ``COLUMNS`` (at most one query)."""
    is_now = on >= today()
    pasts = pasts_of([row[0] for row in rows if not is_now or row[RETURNED_AT] is not None], on)
    return [record_in(row, pasts, is_now=is_now) for row in rows]


def record_in(values: Values, pasts: dict[int, Past], *, is_now: bool) -> FilingRecord:
    """The values of ``COLUMNS``, and what the log tells, as a record."""
    pk, organization, period, opens_on, due_on, ends_on, begun, until, *stands = values
    past = pasts.get(pk) or (past_in(*stands) if is_now else NOTHING_YET)
    return FilingRecord(
        pk=pk,
        organization=organization,
        period=period,
        opens_on=opens_on,
        due_on=due_on,
        filed_on=past.filed_on,
        was_there=exists_on(ends_on, begun, until),
        returns=past.returns,
        reviews=tuple(past.reviews),
        status=past.status,
        version=past.version,
        waits_since=past.waits_since,
    )


def past_in(
    status: str,
    version: int,
    filed_on: dt.date | None,
    submitted_at: dt.datetime | None,
    _returned_at: dt.datetime | None,
    approved_at: dt.datetime | None,
) -> Past:
    """What became of a filing that nobody gave back."""
    past = Past(status=status, version=version, filed_on=filed_on)
    if submitted_at is not None and approved_at is not None:
        # The first version is the one that was first submitted; asking twice for its day takes time.
        submitted_on = (filed_on if version == 1 else None) or day_of(submitted_at)
        past.reviews.append(Review(submitted_on, day_of(approved_at)))
    elif submitted_at is not None and status == Status.SUBMITTED:
        past.waits_since = day_of(submitted_at)
    return past


def pasts_of(filings: list[int], on: dt.date) -> dict[int, Past]:
    """What the log of each filing comes to by the end of a day, by its id (one query)."""
    moves = FilingEvent.objects.filter(known(on), filing__in=filings, action__in=TELLING)
    # Sorted here: asked to sort, the database reads the log of the whole country in its order.
    told = sorted(moves.order_by().values_list("filing_id", "pk", "action", "to_status", "at"))
    pasts: dict[int, Past] = {}
    for filing, several in groupby(told, key=itemgetter(0)):
        moves_in_order = [(action, status, at) for _filing, _pk, action, status, at in several]
        pasts[filing] = past_of((action, status, day_of(at)) for action, status, at in moves_in_order)
        pasts[filing].moved_at = moves_in_order[-1][2]
    return pasts


def past_of(moves: Iterable[tuple[str, str, dt.date]]) -> Past:
    """What moves in their order come to: the action, the status that it led to, and its day."""
    past = Past()
    for action, status, day in moves:
        past.take(action, status, day)
    return past


def known(on: dt.date) -> Q:
    """What the log said at the end of a day: all of it where that is today, whatever clock it was written
    by."""
    return Q(at__lt=end_of(on)) if on < today() else Q()


def fallen_due(filings: FilingQuerySet, on: dt.date) -> FilingQuerySet:
    """``FilingRecord.is_asked`` of today asked of the database."""
    begun = Q(organization__active_from=None) | Q(organization__active_from__lte=F("period__ends_on"))
    lasting = Q(organization__active_until=None) | Q(organization__active_until__gte=F("period__ends_on"))
    is_there = Q(filed_on__isnull=False) | begun & lasting
    return filings.with_due_on().filter(is_there, Q(effective_due_on__lt=on))


def returned_once(filings: FilingQuerySet) -> FilingQuerySet:
    """Those that a reviewer has given back at least once."""
    returns = FilingEvent.objects.filter(action=Action.RETURN, filing=OuterRef("pk"))
    return filings.filter(Exists(returns), returned_at__isnull=False)


def late_between(filings: FilingQuerySet, on: dt.date, least: int, most: int | None) -> FilingQuerySet:
    """Those that came, or are missing by ``on``, between so many days behind their due day; without ``most``
    there is no end."""
    late = filings.with_due_on().alias(came_on=came_on(on))
    found = late.filter(came_on__gte=days_after_due(least))
    return found if most is None else found.filter(came_on__lte=days_after_due(most))


def came_on(on: dt.date) -> Coalesce:
    """The day of the first submission; of what is still missing the day on which one looks."""
    return Coalesce(F("filed_on"), Value(on), output_field=DateField())


def days_behind(on: dt.date) -> Expression:
    """By how long filings that have ``effective_due_on`` are behind it; empty where they are in time."""
    conditions = timeliness_conditions(on)
    is_late = conditions[Timeliness.LATE] | conditions[Timeliness.OVERDUE]
    return Case(When(is_late, then=came_on(on) - F("effective_due_on")), output_field=DurationField())


def days_after_due(days: int) -> Combinable:
    return ExpressionWrapper(F("effective_due_on") + dt.timedelta(days=days), output_field=DateField())
