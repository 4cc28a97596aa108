"""What filings say on targets, and what they still owe: as the arithmetic takes it, and as people read it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from django.db.models import Q, QuerySet, prefetch_related_objects

from organizations.many_ids import IsOneOf, joined
from organizations.models import Organization, User
from organizations.prepared_queries import PreparedQuery
from targets.arithmetic.rollup import Report
from targets.figures.filing_rows import (
    FilingRow,
    Values,
    rows_by_superior,
    rows_of,
    rows_of_loaded,
)
from targets.models import Measurement, Target
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet


class Answer(NamedTuple):
    """The numbers of one line, and whether it is a nil return."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_nil: bool = False


NUMBERS = ("value", "numerator", "denominator", "nil_return")
NO_ANSWER = Answer()


# --- The one builder --------------------------------------------------------------------------------
def report(
    row: FilingRow, target: Target, answer: Answer | None, status: str, *, on: dt.date | None = None
) -> Report | None:
    """What a filing says on ``target`` while it stands at ``status``; ``on`` is an earlier day.

    Every report on an organization is made here. None where the filing says nothing on it: it belongs to
    another guidance, its organization was gone before it handed it in, or there is neither an answer nor one
    that is owed.
    """
    _pk, organization, _is_local, guidance, period, is_supplement, _status, is_there, successor, has_left = (
        row
    )
    if guidance != target.guidance_id or not (is_there or is_heard(row, status)):
        return None
    if answer is None:
        if not owed(row, target, on=on):
            return None
        answer = NO_ANSWER
    return Report(organization, period, status, *answer, is_supplement, successor, has_left)


def is_heard(row: FilingRow, status: str) -> bool:
    """Whether a filing takes part: its organization is there, or has handed it in before it left."""
    return row.is_there or row.is_supplement or status in Filing.HANDED_IN


def owed(row: FilingRow, target: Target, *, on: dt.date | None = None) -> bool:
    """Whether the plan asks the filing for a line on ``target``, saved or not, or asked for it on an earlier
    day. What a supplement asks for is beyond the plan: nobody waits for it."""
    withdrawn_on = target.withdrawn_on
    return (
        (withdrawn_on is None or (on is not None and on < withdrawn_on))
        and row.is_there
        and not row.is_supplement
        and target.guidance_id == row.guidance
        and target.asks(row.organization, is_local=row.is_local)
    )


def owes(filing: Filing, target: Target, *, on: dt.date | None = None) -> bool:
    """``owed`` of a filing with its organization and period."""
    (row,) = rows_of_loaded([filing])
    return owed(row, target, on=on)


# --- Reports as they are read -----------------------------------------------------------------------
def filings_behind(organization: Organization) -> FilingQuerySet:
    """The filings that make an organization's figures: its own, or those filed to the office."""
    return filings_of(organization.pk if organization.is_local else None)


def filings_of(local: int | None) -> FilingQuerySet:
    """The filings of a local organization, by its id; without one those filed to the office."""
    if local is not None:
        return Filing.objects.filter(organization=local)
    return Filing.objects.filter(reports_to__kind=Organization.Kind.OFFICE)


def reports_on(
    targets: Iterable[Target], filings: FilingQuerySet, *, beneath: Organization | None = None
) -> dict[int, list[Report]]:
    """What ``filings`` say, and what they still owe, by target id (two queries); ``beneath`` is the superior
    whose subordinates are asked for."""
    return rows_and_reports(targets, filings, beneath=beneath)[1]


def rows_and_reports(
    targets: Iterable[Target], filings: FilingQuerySet, *, beneath: Organization | None = None
) -> tuple[list[FilingRow], dict[int, list[Report]]]:
    """Those of ``filings`` on the guidances of ``targets``, and what they say as in ``reports_on`` (two
    queries)."""
    by_id = {target.pk: target for target in targets}
    asked = filings.filter(period__guidance__in={target.guidance_id for target in by_id.values()})
    rows = rows_of(asked, beneath=beneath)
    return rows, reports_in_rows(by_id, rows, answers_in_rows(rows, by_id.values()))


def reports_of_few(targets: Iterable[Target], filings: FilingQuerySet) -> dict[int, list[Report]]:
    """``reports_on`` a few filings of many organizations: those of one year beneath one superior (two
    queries)."""
    by_id = {target.pk: target for target in targets}
    rows = rows_of(filings.filter(period__guidance__in={target.guidance_id for target in by_id.values()}))
    return reports_in_rows(by_id, rows, answers_in_rows(rows, by_id.values()))


def reports_by_superior(
    target: Target, filings: FilingQuerySet, periods: Mapping[int, ReportingPeriod]
) -> dict[tuple[int, int], list[Report]]:
    """What ``filings`` of some ``periods``, by id, say on one target, and what they still owe, by whom they
    report to and the period's place in the year (three queries, one where there are none).

    These are all organizations beneath many superiors: who they are, and what they say, is looked up by their
    ids.
    """
    by_superior = rows_by_superior(filings, periods)
    by_id = {target.pk: target}
    said = answers_in_rows(chain.from_iterable(by_superior.values()), [target])
    return {key: reports_in_rows(by_id, rows, said)[target.pk] for key, rows in by_superior.items()}


def reports_in_rows(
    by_id: Mapping[int, Target], rows: Iterable[FilingRow], said: Mapping[int, Mapping[int, Answer]]
) -> dict[int, list[Report]]:
    """What is ``said`` by target and filing, with what filings still owe, by target id."""
    by_guidance: dict[int, list[FilingRow]] = defaultdict(list)
    for row in rows:
        by_guidance[row.guidance].append(row)
    silent: dict[Asked, dict[int, Report | None]] = defaultdict(dict)
    return {
        pk: [
            built
            for row in concerned(target, by_guidance[target.guidance_id], said[pk])
            if (built := report_in_row(row, target, said[pk], silent[asked_of(target)])) is not None
        ]
        for pk, target in by_id.items()
    }


def report_in_row(
    row: FilingRow, target: Target, said: Mapping[int, Answer], silent: dict[int, Report | None]
) -> Report | None:
    """What a filing says on ``target``; ``silent`` are those without an answer, by filing, of all targets
    that are asked for alike: most filings of a plan say nothing on most targets yet."""
    answer = said.get(row.pk)
    if answer is not None:
        return report(row, target, answer, row.status)
    if row.pk not in silent:
        silent[row.pk] = report(row, target, None, row.status)
    return silent[row.pk]


# Whatever of a target decides who is asked for it, and so what a filing without an answer owes.
type Asked = tuple[int, dt.date | None, str, int | None]


def asked_of(target: Target) -> Asked:
    return target.guidance_id, target.withdrawn_on, target.reported_by, target.responsible_id


def concerned(target: Target, rows: Iterable[FilingRow], said: Mapping[int, Answer]) -> Iterable[FilingRow]:
    """The filings that say something on a target, or can owe it: most are never asked for what one department
    reports."""
    if target.reported_by == Target.ReportedBy.LOCAL_BUREAUS:
        return [row for row in rows if row.is_local or row.pk in said]
    responsible = target.responsible_id
    return [row for row in rows if row.organization == responsible or row.pk in said]


def answers_in(filings: FilingQuerySet, targets: Iterable[int]) -> dict[int, dict[int, Answer]]:
    """The answer of every saved line, by target and filing id (one query)."""
    asked = tuple(targets)
    lines = Measurement.objects.filter(filing__in=filings.values("pk"), target__in=asked)
    return answers_by_target(numbers_of(lines), asked)


def answers_in_rows(rows: Iterable[FilingRow], targets: Iterable[Target]) -> dict[int, dict[int, Answer]]:
    """``answers_in`` filings at hand (one query, none without any). So asked, the database looks each of them
    up; where it has to find the filings first it may rather go through the lines of all years on a target."""
    filings, asked = joined(row.pk for row in rows), tuple(target.pk for target in targets)
    lines = lines_of_filings.rows(filings=filings, targets=asked) if filings and asked else ()
    return answers_by_target(lines, asked)


@PreparedQuery
def lines_of_filings(filings: str, targets: tuple[int, ...]) -> QuerySet[Measurement, Values]:
    return numbers_of(Measurement.objects.filter(IsOneOf("filing_id", filings), target__in=targets))


def numbers_of(lines: QuerySet[Measurement]) -> QuerySet[Measurement, Values]:
    return lines.order_by().values_list("target_id", "filing_id", *NUMBERS)


def answers_by_target(lines: Iterable[Values], targets: Iterable[int]) -> dict[int, dict[int, Answer]]:
    answers: dict[int, dict[int, Answer]] = {target: {} for target in targets}
    for target, filing, *numbers in lines:
        answers[target][filing] = Answer._make(numbers)
    return answers


# --- Lines as people read them ----------------------------------------------------------------------
def lines_of_figure(
    target: Target,
    organization: Organization,
    user: User,
    *,
    on: dt.date | None = None,
    known: Iterable[ReportingPeriod] = (),
) -> list[Measurement]:
    """The lines behind a figure with filing, approver and period, by organization and period (design R10).

    Those that a filing still owes, or owed on an earlier day, are among them, unsaved. Only what ``user`` may
    see. One query beside those of ``filings_of_figure``.
    """
    filings = filings_of_figure(target, organization, user, known=known)
    return lines_on(target, filings, told_to=user, on=on)


def filings_of_figure(
    target: Target,
    organization: Organization,
    user: User,
    *,
    until: ReportingPeriod | None = None,
    known: Iterable[ReportingPeriod] = (),
) -> list[Filing]:
    """The filings behind a figure that ``user`` may see, by organization and period; of a local organization
    its own and its direct subordinates'. With ``until`` those of that period, of those before it, and
    supplements to it.

    ``target`` comes with its guidance. Four queries, one more where organizations were merged, one less where
    all periods are ``known``: what filings share is read once.
    """
    filings = filings_behind(organization)
    if organization.is_local:
        filings = Filing.objects.filter(Q(organization=organization) | Q(reports_to=organization))
    if target.responsible_id not in user.scope.departments:
        filings = filings.visible_to(user)
    asked = Q() if until is None else asked_with(until)
    in_order = filings.filter(asked, period__guidance=target.guidance_id).order_by(
        "organization__path", "period__order"
    )
    return with_names(in_order, target, known)


def with_names(filings: FilingQuerySet, target: Target, known: Iterable[ReportingPeriod]) -> list[Filing]:
    """Filings on the guidance of ``target`` with organization, successor, period and approver."""
    found, periods = list(filings), {period.pk: period for period in known}
    organizations = Organization.objects.in_bulk({filing.organization_id for filing in found})
    for filing in found:
        filing.organization = organizations[filing.organization_id]
        if filing.period_id in periods:
            filing.period = periods[filing.period_id]
    prefetch_related_objects([*organizations.values()], "successor")
    prefetch_related_objects(found, "period", "approved_by")
    for filing in found:
        filing.period.guidance = target.guidance
    return found


def asked_with(until: ReportingPeriod) -> Q:
    """Restrict to filings that a figure with a period is about: those up to it, and to the year end those
    that supplement it."""
    is_supplement = Q(period__kind=ReportingPeriod.Kind.SUPPLEMENT)
    earlier = Q(period__order__lte=until.order) & ~is_supplement
    return earlier | is_supplement if until.is_year_end else earlier


def lines_on(
    target: Target, filings: Iterable[Filing], *, told_to: User | None = None, on: dt.date | None = None
) -> list[Measurement]:
    """A line on ``target`` of each filing that has or owes one, unsaved where nobody has saved it, in the
    order of ``filings``, which come with organization and period (one query). What ``told_to`` may not read
    of them is as if it were not there."""
    return lines_on_each([target], filings, told_to=told_to, on=on)[target.pk]


def lines_on_each(
    targets: Sequence[Target],
    filings: Iterable[Filing],
    *,
    told_to: User | None = None,
    on: dt.date | None = None,
) -> dict[int, list[Measurement]]:
    """``lines_on`` several targets, by target id (one query)."""
    found = list(filings)
    told = [filing.pk for filing in found if told_to is None or filing.is_told_to(told_to)]
    # By their keys: as a subquery, the lines of all years on a target may be looked through for them.
    saved = Measurement.objects.filter(IsOneOf("filing_id", told), target__in=targets).order_by()
    said = {(line.target_id, line.filing_id): line for line in saved}
    lines: dict[int, list[Measurement]] = {target.pk: [] for target in targets}
    of_plan: dict[int, list[Target]] = defaultdict(list)
    for target in targets:
        of_plan[target.guidance_id].append(target)
    for filing, row in zip(found, rows_of_loaded(found), strict=True):
        for target in of_plan[row.guidance]:
            line = said.get((target.pk, filing.pk))
            if line is None and owed(row, target, on=on):
                line = Measurement()
            if line is not None:
                line.filing, line.target = filing, target
                lines[target.pk].append(line)
    return lines


def reports_of_lines(
    lines: Sequence[Measurement], *, beneath: Organization | None = None, on: dt.date | None = None
) -> dict[int, Report]:
    """What lines on one target say, by filing id, as ``reports_on`` has it of the same filings (no query)."""
    rows = rows_of_loaded([line.filing for line in lines], beneath=beneath)
    return {
        row.pk: built
        for row, line in zip(rows, lines, strict=True)
        if (built := report(row, line.target, answer_of(line), row.status, on=on)) is not None
    }


def answer_of(line: Measurement) -> Answer | None:
    """What a line says; None of one that nobody has written."""
    if not line.pk and not line.is_answered:
        return None
    return Answer(line.value, line.numerator, line.denominator, line.nil_return)
