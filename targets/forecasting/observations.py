"""From what organizations reported to the course of a year, as forecasts take it: plain values.

A forecast may stand on a period although a few have not answered yet: in a sum they are taken to have gone
on as the others did, as large beside them as in the periods that they answered for. Where more is missing,
the course ends.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal

from targets.arithmetic.forecast import Kind, Reading
from targets.arithmetic.rollup import OPEN, AnswerStatus, Report, answer_status, roll_up
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule

ENOUGH = Decimal("0.8")
ADDING = frozenset({OverOrganizations.SUM, OverOrganizations.NONE})

type Ends = Mapping[int, Decimal]
type Sizes = Mapping[Hashable, Decimal]


def kind_of(rule: Rule, *, never_falls: bool) -> Kind:
    """How the numbers of a year behave; a rate is a level, whatever its two numbers do."""
    if rule.form is not NumberForm.VALUE:
        return Kind.LEVEL
    if rule.over_periods is OverPeriods.SUM:
        return Kind.SUM
    return Kind.RUNNING if never_falls else Kind.LEVEL


def limits(rule: Rule, *, unit: str) -> tuple[Decimal, Decimal | None]:
    """The least and the greatest number that a figure can come to, None where nothing bounds it.

    What is reported is never negative, so that a growth falls by the whole at most, and everything else not
    below nothing; a part in percent never exceeds its whole.
    """
    if rule.form is NumberForm.GROWTH:
        return -Decimal(rule.scale), None
    is_part = rule.form is NumberForm.RATIO and unit == "%"
    return Decimal(0), Decimal(rule.scale) if is_part else None


def readings_of(
    reports: Iterable[Report], rule: Rule, ends: Ends, *, is_over: bool = False
) -> tuple[Reading, ...]:
    """The figure at the end of each period that enough organizations answered for.

    ``ends`` gives the share of the year that was over by the end of each period, by its place in the year.
    The end of a year that goes on counts only when everybody has answered: until then it is what is to be
    forecast.
    """
    periods: dict[int, list[Report]] = {place: [] for place in sorted(ends)}
    for report in reports:
        if report.period in periods:
            periods[report.period].append(report)
    is_added = (rule.form, rule.over_periods) == (NumberForm.VALUE, OverPeriods.SUM)
    read = sums if is_added and rule.over_organizations in ADDING else levels
    return tuple(
        Reading(ends[place], value)
        for place, value, is_complete in read(periods, rule)
        if is_over or is_complete or ends[place] < 1
    )


type Read = list[tuple[int, Decimal, bool]]


def sums(periods: Mapping[int, Sequence[Report]], _rule: Rule) -> Read:
    """The running total with each period, up to the first that too few answered for."""
    readings: Read = []
    total, sizes = Decimal(0), sizes_of(periods)
    for place, reports in periods.items():
        answers = [report for report in reports if not is_open(report)]
        share = answered(reports, sizes)
        if share < ENOUGH:
            break
        total += said_by(answers) / share
        readings.append((place, total, len(answers) == len(reports)))
    return readings


def sizes_of(periods: Mapping[int, Sequence[Report]]) -> Sizes:
    """The part of the whole that each organization has, over the periods that it answered for."""
    theirs, whole = defaultdict[Hashable, Decimal](Decimal), defaultdict[Hashable, Decimal](Decimal)
    for reports in periods.values():
        answers = [report for report in reports if not is_open(report)]
        together = said_by(answers)
        for report in answers:
            theirs[report.organization] += report.value or Decimal(0)
            whole[report.organization] += together
    return {key: theirs[key] / whole[key] for key in theirs if whole[key]}


def answered(reports: Sequence[Report], sizes: Sizes) -> Decimal:
    """The part of the whole that the answers stand for; organizations of unknown size are as large as the
    others on average. 0 where nobody was asked."""
    if not reports:
        return Decimal(0)
    average = 1 / Decimal(len(reports))
    open_shares = (sizes.get(report.organization, average) for report in reports if is_open(report))
    return 1 - sum(open_shares, Decimal(0))


def said_by(answers: Iterable[Report]) -> Decimal:
    return sum((report.value or Decimal(0) for report in answers), Decimal(0))


def levels(periods: Mapping[int, Sequence[Report]], rule: Rule) -> Read:
    """The figure with each period that enough answered for; the others stand with what they said last."""
    readings: Read = []
    so_far: list[Report] = []
    for place, reports in periods.items():
        so_far += reports
        if rule.over_periods is OverPeriods.LATEST:
            so_far = latest(so_far)
        closed = [report for report in reports if not is_open(report)]
        if not reports or len(closed) < ENOUGH * len(reports):
            continue
        value = roll_up(so_far, [report.organization for report in so_far], rule, period=place).value
        if value is not None:
            readings.append((place, value, len(closed) == len(reports)))
    return readings


def latest(reports: Iterable[Report]) -> list[Report]:
    """The last counted answer of each organization, and all of those that have a successor: until when they
    were asked decides whether they still count."""
    last = {
        report.organization: report
        for report in reports
        if answer_status(report, provisional=False) is AnswerStatus.COUNTED
    }
    merged = [
        report
        for report in reports
        if report.successor is not None and report is not last.get(report.organization)
    ]
    return [*merged, *last.values()]


def is_open(report: Report) -> bool:
    return answer_status(report, provisional=False) in OPEN
