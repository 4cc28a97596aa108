"""What filings said when they were submitted, and since when that stands: the log and the snapshots.

Nothing of ``targets.arithmetic.rollup`` or of the reports of ``targets.figures`` is used, so that an error
there shows as a difference.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils.timezone import get_default_timezone, localdate

from organizations.many_ids import IsOneOf
from organizations.models import Organization
from targets.models import Target
from tasks.models import Filing, FilingEvent, FilingSnapshot, ReportingPeriod
from tasks.models.filing import FilingQuerySet

type Numbers = tuple[Fraction | None, Fraction | None, Fraction | None]


@dataclass(frozen=True, slots=True)
class Statement:
    """What the approved version of one filing says on one target; a nil return has no number."""

    organization: int
    period: int
    is_supplement: bool
    numbers: Numbers

    @property
    def value(self) -> Fraction | None:
        return self.numbers[0]

    @property
    def pair(self) -> tuple[Fraction, Fraction] | None:
        _value, numerator, denominator = self.numbers
        return (numerator, denominator) if numerator is not None and denominator else None

    @property
    def has_number(self) -> bool:
        return self.value is not None or self.pair is not None


@dataclass(frozen=True, slots=True)
class Move:
    """One entry of a filing's log: when, and how the filing stood from then on."""

    at: dt.datetime
    status: str
    version: int


@dataclass(frozen=True)
class Record:
    """Filings with their log and their snapshots, read once and asked for any moment since.

    ``moves`` are in order, by filing id; ``answers`` are what a version of a filing says, by the indicator's
    code.
    """

    filings: tuple[Filing, ...]
    moves: Mapping[int, Sequence[Move]]
    answers: Mapping[tuple[int, int], Mapping[str, Numbers]]

    def statements(
        self,
        target: Target,
        *,
        before: dt.datetime | None = None,
        statuses: Collection[str] = (Filing.Status.APPROVED,),
    ) -> list[Statement]:
        """What the versions that stand approved, or as ``statuses`` say, tell of a target of their own
        guidance; with ``before``, those that stood so at that moment. The target comes with its indicator."""
        statements = []
        for filing in self.by_guidance.get(target.guidance_id, ()):
            numbers = self.answers_in(filing, before, statuses).get(target.indicator.code)
            if numbers is not None:
                period = filing.period
                statements.append(
                    Statement(filing.organization_id, period.order, period.is_supplement, numbers)
                )
        return statements

    @cached_property
    def by_guidance(self) -> Mapping[int, Sequence[Filing]]:
        """The filings by the id of their guidance."""
        found: dict[int, list[Filing]] = defaultdict(list)
        for filing in self.filings:
            found[filing.period.guidance_id].append(filing)
        return found

    def answers_in(
        self, filing: Filing, before: dt.datetime | None, statuses: Collection[str]
    ) -> Mapping[str, Numbers]:
        last = self.last_move(filing, before)
        if last is None or last.status not in statuses:
            return {}
        return self.answers.get((filing.pk, last.version), {})

    def was_handed_in(self, filing: Filing, before: dt.datetime | None) -> bool:
        """Whether a filing stood submitted or approved."""
        last = self.last_move(filing, before)
        return last is not None and last.status in Filing.HANDED_IN

    def last_move(self, filing: Filing, before: dt.datetime | None) -> Move | None:
        moves = self.moves.get(filing.pk, ())
        return next((move for move in reversed(moves) if before is None or move.at < before), None)

    @property
    def days(self) -> list[dt.date]:
        """The days on which something was approved or reopened, in order: after each of them other figures
        stand."""
        return sorted(
            {
                localdate(move.at)
                for moves in self.moves.values()
                for earlier, move in zip([None, *moves], moves, strict=False)
                if Filing.Status.APPROVED in {move.status, earlier.status if earlier else None}
            }
        )


def record_of(filings: FilingQuerySet) -> Record:
    """The record of filings (three queries)."""
    moves, answers = logged(of_all(filings))
    return Record(tuple(with_period(filings)), moves, answers)


def record_of_few(filings: Sequence[Filing], *, indicator: str) -> Record:
    """The record of filings at hand, which come with organization and period, and of what they say on one
    indicator, by its code (two queries)."""
    in_order = sorted(filings, key=attrgetter("pk"))
    moves, answers = logged(Q(IsOneOf("filing_id", [filing.pk for filing in in_order])), indicator)
    return Record(tuple(in_order), moves, answers)


def records_of_each(filings: FilingQuerySet) -> dict[int, Record]:
    """The record of the filings of each of several organizations, by its id (three queries)."""
    moves, answers = logged(of_all(filings))
    theirs: dict[int, list[Filing]] = defaultdict(list)
    for filing in with_period(filings):
        theirs[filing.organization_id].append(filing)
    return {
        organization: Record(
            tuple(own), {filing.pk: moves[filing.pk] for filing in own if filing.pk in moves}, answers
        )
        for organization, own in theirs.items()
    }


NO_RECORD = Record((), {}, {})


def with_period(filings: FilingQuerySet) -> FilingQuerySet:
    return filings.select_related("organization__successor", "period").order_by("pk")


def of_all(filings: FilingQuerySet) -> Q:
    """Restrict to what belongs to filings."""
    return Q(filing__in=filings.values("pk"))


def logged(
    of_them: Q, indicator: str | None = None
) -> tuple[dict[int, list[Move]], dict[tuple[int, int], Mapping[str, Numbers]]]:
    """The moves of filings, by filing id, and what each version says on all indicators, or on the one with
    that code (two queries); ``of_them`` restricts to what belongs to them."""
    moves: dict[int, list[Move]] = defaultdict(list)
    events = FilingEvent.objects.filter(of_them).order_by("pk")
    for filing, at, status, version in events.values_list("filing_id", "at", "to_status", "version"):
        moves[filing].append(Move(at, status, version))
    snapshots = FilingSnapshot.objects.filter(of_them).order_by()
    contents = snapshots.values_list("filing_id", "version", "content").iterator(chunk_size=500)
    return moves, {(pk, version): dict(answers_in(content, indicator)) for pk, version, content in contents}


def answers_in(content: Mapping[str, Any], indicator: str | None = None) -> Iterator[tuple[str, Numbers]]:
    """The answers on targets of one snapshot, or on one indicator by its code: the code with value, numerator
    and denominator."""
    for line in content["lines"]:
        if line["kind"] == "measurement" and indicator in {None, line["indicator"]}:
            numbers = fraction(line["value"]), fraction(line["numerator"]), fraction(line["denominator"])
            if line["nil_return"] or any(number is not None for number in numbers):
                yield line["indicator"], numbers


def fraction(number: str | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def official_filings(organization: Organization) -> FilingQuerySet:
    """The filings behind an organization's own figures: what a local one attests, or for the office and its
    departments what is filed to the office."""
    if organization.is_local:
        return Filing.objects.filter(organization=organization)
    return Filing.objects.filter(reports_to__kind=Organization.Kind.OFFICE)


def day_after(day: dt.date) -> dt.datetime:
    """The first moment after a day, Asia/Shanghai: what stood at the day's end was before it."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=get_default_timezone())


@dataclass(frozen=True, slots=True)
class Heir:
    """Who speaks for an organization that was merged into another or moved beneath it: the other one's id;
    None where it is beneath another superior. ``asked`` are the places in the year of the periods for which
    the organization was still asked itself."""

    organization: int | None
    asked: tuple[int, ...]


def heirs_in(
    record: Record,
    guidance: int,
    *,
    beneath: Organization | None = None,
    before: dt.datetime | None = None,
) -> dict[int, Heir]:
    """The heirs among those who filed for a guidance, by the organization that is gone (no query);
    ``beneath`` is their superior where its subordinates are asked for."""
    organizations: dict[int, Organization] = {}
    asked: dict[int, list[int]] = defaultdict(list)
    for filing in record.by_guidance.get(guidance, ()):
        if filing.period.kind != ReportingPeriod.Kind.SUPPLEMENT:
            organization = filing.organization
            organizations[organization.pk] = organization
            if organization.is_there_on(filing.period.ends_on) or record.was_handed_in(filing, before):
                asked[organization.pk].append(filing.period.order)
    heirs = {}
    for pk, organization in organizations.items():
        if beneath is not None and not (organization.successor or organization).is_within(beneath):
            heirs[pk] = Heir(None, tuple(asked[pk]))
        elif (heir := organization.successor_id or nearest_above(organization, organizations)) is not None:
            heirs[pk] = Heir(heir, tuple(asked[pk]))
    return heirs


def nearest_above(organization: Organization, organizations: Mapping[int, Organization]) -> int | None:
    """The lowest of ``organizations`` under which another one of them stands."""
    path = str(organization.path)
    others = (other for other in organizations.values() if len(str(other.path)) < len(path))
    superiors = (other for other in others if organization.is_within(other))
    nearest = max(superiors, key=lambda superior: len(str(superior.path)), default=None)
    return nearest.pk if nearest else None
