"""What reviewers said about filings over the years: returns and reopenings with their reasons, and remarks.

All of it is about versions that were handed in: what a draft says stands in none of it (design R22). The
database counts, sorts and pages it, so that only what is listed is read.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from tasks.filings.filing_records import known
from tasks.models import Filing, FilingEvent, Remark, RemarkStep
from tasks.models.filing import FilingQuerySet

Action, Step = FilingEvent.Action, RemarkStep.Step


class What(StrEnum):
    """What was done with words."""

    RETURN = "return"
    REOPEN = "reopen"
    REMARK = "remark"


WHAT_LABELS = {
    What.RETURN: _("Returned"),
    What.REOPEN: _("Reopened"),
    What.REMARK: _("Remark"),
}
OF_ACTION = {Action.RETURN: What.RETURN, Action.REOPEN: What.REOPEN}
PLACES = {what: place for place, what in enumerate(What)}
# By the name of a column, what it is sorted by; and what tells a saying, its act and the id of its row.
SORTED_BY = {"at": "at", "filing": "period_place", "what": "act_place", "state": "state_place"}
COLUMNS = (*SORTED_BY.values(), "act", "key")
OPEN, RESOLVED = 0, 1
# Of a remark, asked of its steps.
STATE = Case(When(remark__resolved_at=None, then=Value(OPEN)), default=Value(RESOLVED))

type Listed = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SaidCount:
    """How often something was said of the filings of one organization (by id) for one year: done was
    ``what``, and ``is_open`` tells that nobody has resolved it."""

    organization: int
    year: int
    what: What
    is_open: bool
    count: int


@dataclass(frozen=True, slots=True)
class Sayings:
    """Things that were said: the reasons of ``moves``, and ``remarks`` by their first step. The reason of a
    return that stands as a remark as well is told once, as the move, with the state of the remark."""

    moves: QuerySet[FilingEvent]
    remarks: QuerySet[RemarkStep]

    def filtered(self, **conditions: Any) -> "Sayings":
        return Sayings(self.moves.filter(**conditions), self.remarks.filter(**conditions))

    def about(self, organizations: Collection[int]) -> "Sayings":
        """Of the filings of some organizations alone."""
        return self.filtered(of_organization__in=organizations)

    def fitting(
        self,
        *,
        text: str = "",
        what: What | None = None,
        organization: int | None = None,
        year: int | None = None,
        is_open: bool = False,
    ) -> "Sayings":
        """What is looked for: whose words contain ``text``, whatever its letter case; with ``is_open`` what
        nobody has resolved."""
        conditions = {
            "words__icontains": text or None,
            "act": what,
            "of_organization": organization,
            "of_year": year,
            "state_place": OPEN if is_open else None,
        }
        return self.filtered(**{name: value for name, value in conditions.items() if value is not None})

    def counts(self) -> list[SaidCount]:
        """How often what was said (two queries, a row for each organization, year and act)."""
        by = ("of_organization", "of_year", "act", "state_place")
        every: tuple[QuerySet[Any], ...] = (self.moves, self.remarks)
        return [
            SaidCount(organization, year, What(act), state == OPEN, count)
            for said in every
            for organization, year, act, state, count in said.order_by()
            .values(*by)
            .annotate(count=Count("pk"))
            .values_list(*by, "count")
        ]

    def listed(self, order: str = "") -> "QuerySet[FilingEvent, Listed]":
        """All of it by what tells it, to be paged and given to ``told``: sorted by a column of ``SORTED_BY``
        as an address names it, what has no state last either way, else the latest first."""
        every = self.moves.order_by().values_list(*COLUMNS)
        found = every.union(self.remarks.order_by().values_list(*COLUMNS), all=True)
        latest_first = (F("at").desc(), F("act_place").asc(), F("key").asc())
        column = SORTED_BY.get(order.removeprefix("-"))
        if column is None:
            return found.order_by(*latest_first)
        key = F(column)
        is_descending = order.startswith("-")
        first = key.desc(nulls_last=True) if is_descending else key.asc(nulls_last=True)
        return found.order_by(first, *latest_first)


def sayings_on(filings: FilingQuerySet | Collection[int], on: dt.date) -> Sayings:
    """What was said on filings by the end of a day; whether it is resolved is told as it stands now (no
    query). Of a few filings give the ids: then nothing that was said on others is gone through."""
    moves = FilingEvent.objects.filter(known(on), came_back(filings), action__in=OF_ACTION)
    made = RemarkStep.objects.filter(known(on), among(filings, "remark__filing__in"), step=Step.MADE)
    # Asked of each remark on a whole filing, whose moves are few, not of each move, whose step nothing finds.
    same = moves.filter(filing=OuterRef("remark__filing"), at=OuterRef("at"), reason=OuterRef("text"))
    is_reason = Q(Exists(same.order_by()), ~Exists(said_at_once_before()), remark__kind="")
    alone = made.exclude(is_reason)
    acts = Case(*(When(action=action, then=Value(PLACES[what])) for action, what in OF_ACTION.items()))
    return Sayings(
        described(moves, "filing", "reason").annotate(
            act=F("action"),
            act_place=acts,
            state_place=Subquery(said_as_remark().annotate(state=STATE).values("state")[:1]),
            key=F("pk"),
        ),
        described(alone, "remark__filing", "text").annotate(
            act=Value(What.REMARK.value, CharField()),
            act_place=Value(PLACES[What.REMARK]),
            state_place=STATE,
            key=F("remark_id"),
        ),
    )


def came_back(filings: FilingQuerySet | Collection[int]) -> Q:
    """What was done to those of the filings that were given back or reopened: of no others."""
    if isinstance(filings, FilingQuerySet):
        return among(filings.filter(returned_at__isnull=False), "filing__in")
    return among(filings, "filing__in") & Q(filing__returned_at__isnull=False)


def among(filings: FilingQuerySet | Collection[int], of: str) -> Q:
    return Q((of, filings.order_by().values("pk") if isinstance(filings, FilingQuerySet) else filings))


def said_as_remark() -> QuerySet[RemarkStep]:
    """The remark on the whole filing as which the reason of a move stands as well, made in the same
    moment."""
    at_once = RemarkStep.objects.filter(remark__filing=OuterRef("filing"), at=OuterRef("at"))
    return at_once.filter(step=Step.MADE, remark__kind="", text=OuterRef("reason")).order_by("pk")


def said_at_once_before() -> QuerySet[RemarkStep]:
    """An earlier remark of just these words in the same moment: of several the first stands for the move."""
    alike = {"remark__filing": OuterRef("remark__filing"), "at": OuterRef("at"), "text": OuterRef("text")}
    return RemarkStep.objects.filter(**alike, step=Step.MADE, remark__kind="", pk__lt=OuterRef("pk"))


def described(said: QuerySet[Any], filing: str, words: str) -> QuerySet[Any]:
    """With whose filing it is about, for which year and period, and its words."""
    year = F(f"{filing}__period__guidance__year")
    with_place: QuerySet[Any] = said.annotate(
        of_organization=F(f"{filing}__organization_id"),
        of_year=year,
        period_place=year * 100 + F(f"{filing}__period__order"),
        words=F(words),
    )
    return with_place


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was said, with everything around it. ``key`` tells it from all others. ``voice`` is the
    organization that remarked; None of a move, which is told with the person alone."""

    key: str
    at: dt.datetime
    what: What
    text: str
    filing: Filing
    by: User
    voice: Organization | None = None
    remark: Remark | None = None


def told(listed: Iterable[Listed]) -> list[Told]:
    """What ``Sayings.listed`` has found or some of it, in its order, with filings, people, and what was said
    on (at most four queries)."""
    keys = [(What(act), key) for *_sorted_by, act, key in listed]
    events = events_of([key for what, key in keys if what is not What.REMARK])
    standing = {event.remark for event in events.values()} - {None}
    remarks = remarks_of({key for what, key in keys if what is What.REMARK} | standing)
    of = {remark.filing_id for remark in remarks.values()} | {event.filing_id for event in events.values()}
    with_period = Filing.objects.select_related("organization", "reports_to", "period__guidance")
    filings = with_period.defer("period__guidance__source_text").in_bulk(of)
    return [
        told_remark(remarks[key], filings)
        if what is What.REMARK
        else told_move(events[key], what, remarks, filings)
        for what, key in keys
    ]


def events_of(keys: Collection[int]) -> dict[int, Any]:
    """Moves by id, each with the id of the ``remark`` as which its reason stands as well (one query)."""
    remark = Subquery(said_as_remark().values("remark_id")[:1])
    return FilingEvent.objects.select_related("by").annotate(remark=remark).in_bulk(keys)


def remarks_of(keys: Collection[int]) -> dict[int, Remark]:
    """Remarks by id, with their talk (two queries)."""
    steps = RemarkStep.objects.select_related("by").order_by("pk")
    remarks = (
        Remark.objects.select_related("organization", "resolved_by")
        .prefetch_related(Prefetch("steps", queryset=steps, to_attr="told_steps"))
        .in_bulk(keys)
    )
    for remark in remarks.values():
        remark.__dict__["talk"] = remark.__dict__["told_steps"]
    return remarks


def told_remark(remark: Remark, filings: Mapping[int, Filing]) -> Told:
    made, voice = remark.talk[0], remark.organization
    filing = filings[remark.filing_id]
    key = f"remark-{remark.pk}"
    return Told(key, made.at, What.REMARK, made.text, filing, made.by, voice, remark)


def told_move(event: Any, what: What, remarks: Mapping[int, Remark], filings: Mapping[int, Filing]) -> Told:
    remark = remarks.get(event.remark)
    voice = remark.organization if remark else None
    filing = filings[event.filing_id]
    return Told(f"event-{event.pk}", event.at, what, event.reason, filing, event.by, voice, remark)
