"""How single reports become one figure (design R7–R9, R13): plain arithmetic over plain values.

Two rules, one over organizations and one over periods. Official figures count approved filings only, a
provisional one the submitted ones too. What nobody reported is missing, never zero; a nil return is an
answer that contributes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule
from targets.arithmetic.sums import COMBINE, quotient, total

# More digits than any sum of stored numbers needs, so that no order of adding rounds.
PRECISION = 60
UNCOUNTED = frozenset({"draft", "returned", None})
NOTHING: Mapping[Hashable, "Contribution"] = {}


class Report(NamedTuple):
    """What one organization's filing of one period says on one target.

    ``period`` is its place in the year; ``status`` is the filing's, None where there is no filing.
    ``is_supplement`` marks what came in after the year end: it counts, but nobody waits for it (design R6).
    ``successor`` is the organization that this one was merged into or moved beneath; ``has_left`` marks one
    that stands beneath another superior by now than the one whose subordinates are asked for.
    """

    organization: Hashable
    period: int
    status: str | None
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_nil: bool = False
    is_supplement: bool = False
    successor: Hashable | None = None
    has_left: bool = False

    @property
    def has_number(self) -> bool:
        return self.value is not None or (self.numerator is not None and bool(self.denominator))


class AnswerStatus(StrEnum):
    """What an organization's answer is to a figure: it counts, counts as nil, waits for approval, or is
    missing (never begun, in draft, returned). ``NOT_ASKED`` is one that has left, moved away or not joined
    yet: nobody waits for it."""

    COUNTED = "counted"
    NIL = "nil"
    PENDING = "pending"
    MISSING = "missing"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Coverage:
    """On how many organizations a figure stands (design R9).

    ``expected`` = ``counted`` + ``pending`` + ``missing``; ``nil`` of the ``counted`` are nil returns.
    """

    expected: int = 0
    counted: int = 0
    nil: int = 0
    pending: int = 0
    missing: int = 0

    @classmethod
    def of(cls, statuses: Iterable[AnswerStatus]) -> "Coverage":
        number = Counter(statuses)
        counted, nil = number[AnswerStatus.COUNTED], number[AnswerStatus.NIL]
        pending, missing = number[AnswerStatus.PENDING], number[AnswerStatus.MISSING]
        return cls(counted + nil + pending + missing, counted + nil, nil, pending, missing)

    @property
    def is_complete(self) -> bool:
        return self.counted == self.expected


class Contribution(NamedTuple):
    """What one organization adds to a figure, in the indicator's unit; no value where nothing counts.

    ``status`` is that of the period asked for, ``status_to_date`` the best of the year so far.
    ``last_period`` is the last one whose number counts.
    """

    organization: Hashable
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: AnswerStatus
    status_to_date: AnswerStatus
    last_period: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A combined value in the indicator's unit with what it stands on.

    ``coverage`` asks who answered for the last period asked for, ``coverage_to_date`` who answered for any
    period up to it. ``gaps`` counts earlier answers that do not count yet, so that a sum is not complete.
    """

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    coverage: Coverage
    coverage_to_date: Coverage
    gaps: int
    contributors: tuple[Contribution, ...]
    is_provisional: bool = False


def roll_up(
    reports: Iterable[Report],
    organizations: Iterable[Hashable],
    rule: Rule,
    *,
    provisional: bool = False,
    period: int | None = None,
) -> Figure:
    """Combine ``reports`` of the ``organizations`` that are expected to report (design R7–R9).

    ``period`` is the last period asked for; later reports are left out, but for supplements: those that
    are given count, and coverage and gaps stay those of the plan's periods. Without it, it is the last one
    that anybody has a report for. Reports of other organizations do not count. Raises ``ValueError`` where a
    rule that combines nothing (``NONE``) meets several organizations.
    """
    asked, given = asked_of(reports, organizations, rule, period)
    return asked.figure(heard_by_organization(given, provisional=provisional), provisional=provisional)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose reports are combined by which rule, until the period ``last``; ``gone`` are those whose numbers
    may stand elsewhere by now."""

    expected: Sequence[Hashable]
    gone: frozenset[Hashable]
    rule: Rule
    last: int

    def figure(
        self, heard: "HeardBy", known: "Mapping[Hashable, Contribution]" = NOTHING, *, provisional: bool
    ) -> Figure:
        """What comes of ``heard``; ``known`` are contributions that were made of the same before."""
        elsewhere = {key for key in self.gone if is_superseded(key, heard, self.rule, self.last)}
        with localcontext() as context:
            context.prec = PRECISION
            contributors = tuple(
                [
                    known.get(key)
                    or contribution(
                        key, heard.get(key, ()), self.rule, last=self.last, counts=key not in elsewhere
                    )
                    for key in self.expected
                ]
            )
            value, numerator, denominator = combined(contributors, self.rule)
        return Figure(
            value=value,
            numerator=numerator,
            denominator=denominator,
            coverage=Coverage.of([part.status for part in contributors]),
            coverage_to_date=Coverage.of([part.status_to_date for part in contributors]),
            gaps=sum([gaps_of(heard.get(key, ()), self.last) for key in self.expected]),
            contributors=contributors,
            is_provisional=provisional,
        )


def asked_of(
    reports: Iterable[Report], organizations: Iterable[Hashable], rule: Rule, period: int | None
) -> tuple[Asked, list[Report]]:
    """Who is asked until a period, and those of ``reports`` that count then."""
    expected = list(dict.fromkeys(organizations))
    if rule.over_organizations is OverOrganizations.NONE and len(expected) > 1:
        raise ValueError("Only the responsible organization reports on it; there is nothing to combine.")
    given = [
        report for report in reports if period is None or report.period <= period or report.is_supplement
    ]
    gone = {report.organization for report in given if report.has_left or report.successor is not None}
    return Asked(expected, frozenset(gone), rule, last_period(given) if period is None else period), given


def heard_by_organization(reports: Iterable[Report], *, provisional: bool) -> "HeardBy":
    """The reports of each organization in the order of the periods, with how their answers count."""
    heard: defaultdict[Hashable, list[Heard]] = defaultdict(list)
    for report in sorted(reports, key=BY_PERIOD):
        heard[report.organization].append((report, answer_status(report, provisional=provisional)))
    return heard


def with_submitted(heard: "Sequence[Heard]") -> list["Heard"]:
    """What was heard, with what waits for approval as if it were approved."""
    return [
        (report, answer_status(report, provisional=True) if status is AnswerStatus.PENDING else status)
        for report, status in heard
    ]


def last_period(reports: Iterable[Report]) -> int:
    """The last of the plan's periods that anybody has a report for, 0 without one."""
    return max((report.period for report in reports if not report.is_supplement), default=0)


def both_ways(
    reports: Sequence[Report], organizations: Iterable[Hashable], rule: Rule, *, period: int | None
) -> tuple[Figure, Figure]:
    """The official figure and the provisional one, which is the same where nothing waits for approval."""
    asked, given = asked_of(reports, organizations, rule, period)
    heard = heard_by_organization(given, provisional=False)
    official = asked.figure(heard, provisional=False)
    waiting = {report.organization for report in given if report.status == "submitted"}
    if not waiting:
        return official, replace(official, is_provisional=True)
    theirs = {key: with_submitted(heard[key]) for key in waiting}
    # Whoever waits for nothing adds the same, unless it depends on what a successor says.
    parts = () if asked.gone else official.contributors
    known = {part.organization: part for part in parts if part.organization not in waiting}
    return official, asked.figure({**heard, **theirs}, known, provisional=True)


COUNTED = AnswerStatus.COUNTED
OPEN = (AnswerStatus.PENDING, AnswerStatus.MISSING)
BEST_FIRST = (AnswerStatus.COUNTED, AnswerStatus.NIL, AnswerStatus.PENDING, AnswerStatus.MISSING)


def answer_status(report: Report, *, provisional: bool) -> AnswerStatus:
    """How the answer of one report counts; an approved filing without an answer on the target is missing."""
    status, is_nil = report.status, report.is_nil
    if status in UNCOUNTED or (report.value is None and not is_nil and not report.has_number):
        return AnswerStatus.MISSING
    if status == "submitted" and not provisional:
        return AnswerStatus.PENDING
    return AnswerStatus.NIL if is_nil else COUNTED


BY_PERIOD = attrgetter("period")
type Heard = tuple[Report, AnswerStatus]
type HeardBy = Mapping[Hashable, Sequence[Heard]]


def is_superseded(
    organization: Hashable, heard: Mapping[Hashable, Sequence[Heard]], rule: Rule, last: int
) -> bool:
    """Whether an organization's level stands elsewhere by period ``last``: in that of a successor, who has
    stated one for a period for which it was itself no longer asked, or beneath another superior, to whom it
    has reported since. Increments stay: nobody states them a second time."""
    if rule.over_periods is not OverPeriods.LATEST:
        return False
    asked_until, passed, key = 0, {organization}, organization
    while True:
        asked_until = max(asked_until, last_asked(heard.get(key, ())))
        if has_left(heard.get(key, ())) and asked_until < last:
            return True
        successor = successor_of(heard.get(key, ()))
        if successor is None or successor in passed:
            return False
        theirs = heard.get(successor, ())
        if any(report.period > asked_until and status is AnswerStatus.COUNTED for report, status in theirs):
            return True
        passed.add(successor)
        key = successor


def gaps_of(heard: Sequence[Heard], last: int) -> int:
    """How many answers of earlier periods do not count yet."""
    return len([None for report, status in heard if status in OPEN and report.period < last])


def has_left(heard: Sequence[Heard]) -> bool:
    """Whether the organization reports to somebody else by now."""
    return any(report.has_left for report, _status in heard)


def successor_of(heard: Sequence[Heard]) -> Hashable | None:
    return next((report.successor for report, _status in heard if report.successor is not None), None)


def last_asked(heard: Sequence[Heard]) -> int:
    """The last of the plan's periods for which an organization was asked."""
    return last_period(report for report, _status in heard)


def contribution(
    organization: Hashable, heard: Sequence[Heard], rule: Rule, *, last: int, counts: bool = True
) -> Contribution:
    """What one organization adds: the sum of its increments, or its latest stated level.

    A nil return leaves the level that was stated before as it is: nothing new was to be reported. Without
    ``counts`` its numbers stand in a successor's.
    """
    counted = [report for report, status in heard if status is COUNTED] if counts else []
    if rule.over_periods is OverPeriods.LATEST:
        counted = counted[-1:]
    last_counted = counted[-1].period if counted else None
    numbers = over_periods(counted, rule)
    return Contribution(organization, *numbers, status_in(heard, last), best_of(heard), last_counted)


def best_of(heard: Sequence[Heard]) -> AnswerStatus:
    """The best answer of the year so far."""
    statuses = [status for _report, status in heard]
    for status in BEST_FIRST:
        if status in statuses:
            return status
    return AnswerStatus.MISSING


def status_in(heard: Sequence[Heard], period: int) -> AnswerStatus:
    """The answer for one period: of somebody heard for others alone, that nobody asks for it."""
    for report, status in heard:
        if report.period == period:
            return status
    return AnswerStatus.NOT_ASKED if heard else AnswerStatus.MISSING


Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]


def over_periods(counted: Sequence[Report], rule: Rule) -> Numbers:
    """Value, numerator and denominator of one organization over the reports that count."""
    if not counted:
        return None, None, None
    if rule.form is NumberForm.VALUE:
        return total([report.value for report in counted]), None, None
    numerator = total([report.numerator for report in counted])
    denominator = total([report.denominator for report in counted])
    return quotient(numerator, denominator, rule), numerator, denominator


def combined(contributors: Sequence[Contribution], rule: Rule) -> Numbers:
    """Value, numerator and denominator over organizations; all None where nothing counts."""
    counted = [part for part in contributors if part.value is not None]
    if not counted:
        return None, None, None
    if rule.form is not NumberForm.VALUE:
        numerator = total(part.numerator for part in counted)
        denominator = total(part.denominator for part in counted)
        return quotient(numerator, denominator, rule), numerator, denominator
    values = [part.value for part in counted if part.value is not None]
    return COMBINE[rule.over_organizations](values), None, None
