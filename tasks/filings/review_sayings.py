"""What reviewers said about filings over the years: returns and reopenings with their reasons, and remarks.

All of it is about versions that were handed in: what a draft says stands in none of it (design R22).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Prefetch
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


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing that was said, of which texts are told later. ``event`` or ``remark`` is its id; both where
    the reason of a return stands as a remark as well, so that it has a state. ``is_open`` tells that nobody
    has resolved the remark."""

    at: dt.datetime
    what: What
    filing: int
    organization: int
    year: int
    text: str
    event: int | None = None
    remark: int | None = None
    is_open: bool = False

    def fits(self, *, text: str = "", what: What | None = None, organization: int | None = None) -> bool:
        """Whether it is among those that are looked for."""
        return (
            text.casefold() in self.text.casefold()
            and what in {None, self.what}
            and organization in {None, self.organization}
        )


def sayings_on(filings: FilingQuerySet, on: dt.date) -> list[Saying]:
    """What was said on filings by the end of a day, the latest first (two queries)."""
    pks = filings.order_by().values("pk")
    of_filing = ("filing_id", "filing__organization_id", "filing__period__guidance__year")
    moves = FilingEvent.objects.filter(known(on), filing__in=pks, action__in=OF_ACTION).order_by()
    talk = RemarkStep.objects.filter(known(on), remark__filing__in=pks, step=Step.MADE).order_by()
    made: dict[tuple[dt.datetime, int], list[Saying]] = defaultdict(list)
    for at, remark, resolved_at, filing, organization, year, text in talk.values_list(
        "at", "remark_id", "remark__resolved_at", *(f"remark__{name}" for name in of_filing), "text"
    ):
        said = Saying(at, What.REMARK, filing, organization, year, text, remark=remark)
        made[at, filing].append(replace(said, is_open=resolved_at is None))
    found = []
    for pk, at, action, filing, organization, year, reason in moves.values_list(
        "pk", "at", "action", *of_filing, "reason"
    ):
        said = Saying(at, OF_ACTION[Action(action)], filing, organization, year, reason, pk)
        twin = twin_of(made[at, filing], reason)
        if twin is not None:
            made[at, filing].remove(twin)
            said = replace(said, remark=twin.remark, is_open=twin.is_open)
        found.append(said)
    every = [*found, *(said for several in made.values() for said in several)]
    return sorted(every, key=lambda saying: saying.at, reverse=True)


def twin_of(made: Iterable[Saying], reason: str) -> Saying | None:
    """The remark as which the reason of a return stands as well, made in the same moment."""
    return next((one for one in made if one.text.strip() == reason.strip()), None)


@dataclass(frozen=True, slots=True)
class Told:
    """A saying with everything around it. ``voice`` is the organization that remarked; None of a move, which
    is told with the person alone."""

    saying: Saying
    filing: Filing
    by: User
    voice: Organization | None = None
    remark: Remark | None = None


def told(sayings: Sequence[Saying]) -> list[Told]:
    """The sayings, in their order, with filings, people, and what was said on (at most four queries)."""
    with_period = Filing.objects.select_related("organization", "reports_to", "period__guidance")
    filings = with_period.defer("period__guidance__source_text").in_bulk({one.filing for one in sayings})
    events = FilingEvent.objects.select_related("by").in_bulk({one.event for one in sayings} - {None})
    steps = RemarkStep.objects.select_related("by").order_by("pk")
    remarks = (
        Remark.objects.select_related("organization", "resolved_by")
        .prefetch_related(Prefetch("steps", queryset=steps, to_attr="told_steps"))
        .in_bulk({one.remark for one in sayings} - {None})
    )
    found = []
    for one in sayings:
        remark = remarks.get(one.remark or 0)
        if remark is not None:
            remark.__dict__["talk"] = remark.__dict__["told_steps"]
        by = events[one.event].by if one.event else remark.made_by if remark else None
        if by is not None:
            voice = remark.organization if remark else None
            found.append(Told(one, filings[one.filing], by, voice, remark))
    return found
