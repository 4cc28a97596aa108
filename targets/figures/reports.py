"""What filings say on targets, and what they still owe: as the arithmetic takes it, and as people read it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet

from organizations.models import Organization, User
from targets.arithmetic.rollup import Report
from targets.figures.filing_rows import COLUMNS, PERIOD, FilingRow, Values, rows_in, rows_of, rows_of_loaded
from targets.models import Measurement, Target
from tasks.models import Filing
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
    if row.guidance != target.guidance_id or not is_heard(row, status):
        return None
    if answer is None and not owed(row, target, on=on):
        return None
    return Report(
        *(row.organization, row.period, status, *(answer or NO_ANSWER)),
        *(row.is_supplement, row.successor, row.has_left),
    )


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
    if organization.is_local:
        return Filing.objects.filter(organization=organization)
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
    said, rows = answers_in(asked, by_id), rows_of(asked, beneath=beneath)
    return rows, reports_in_rows(by_id, rows, said)


def reports_beneath(filing: Filing, targets: Iterable[Target]) -> dict[int, list[Report]]:
    """``reports_on`` the direct subordinates' filings for the same period (one query)."""
    by_id = {target.pk: target for target in targets}
    own = FilteredRelation("measurements", condition=Q(measurements__target__in=list(by_id)))
    filings = Filing.objects.filter(reports_to=filing.organization_id, period=filing.period_id)
    numbers = [f"own__{name}" for name in NUMBERS]
    values = list(filings.annotate(own=own).order_by("pk").values_list(*COLUMNS, "own__target_id", *numbers))
    said: dict[int, dict[int, Answer]] = {pk: {} for pk in by_id}
    for each in values:
        target, *answer = each[len(COLUMNS) :]
        if target is not None:
            said[target][each[0]] = Answer(*answer)
    rows = {row.pk: row for row in rows_in([each[: len(COLUMNS)] for each in values])}
    return reports_in_rows(by_id, rows.values(), said)


def reports_by_superior(target: Target, filings: FilingQuerySet) -> dict[tuple[int, int], list[Report]]:
    """``reports_beneath`` of many: what ``filings`` say on one target, and what they still owe, by whom they
    report to and the period's place in the year (two queries)."""
    said = answers_in(filings, [target.pk])
    values: dict[tuple[int, int], list[Values]] = defaultdict(list)
    for superior, *each in filings.order_by("pk").values_list("reports_to_id", *COLUMNS):
        values[superior, each[PERIOD]].append(tuple(each))
    return {
        key: reports_in_rows({target.pk: target}, rows_in(found), said)[target.pk]
        for key, found in values.items()
    }


def reports_in_rows(
    by_id: Mapping[int, Target], rows: Iterable[FilingRow], said: Mapping[int, Mapping[int, Answer]]
) -> dict[int, list[Report]]:
    """What is ``said`` by target and filing, with what filings still owe, by target id."""
    by_guidance: dict[int, list[FilingRow]] = defaultdict(list)
    for row in rows:
        by_guidance[row.guidance].append(row)
    return {
        pk: [
            built
            for row in concerned(target, by_guidance[target.guidance_id], said[pk])
            if (built := report(row, target, said[pk].get(row.pk), row.status)) is not None
        ]
        for pk, target in by_id.items()
    }


def concerned(target: Target, rows: Iterable[FilingRow], said: Mapping[int, Answer]) -> Iterable[FilingRow]:
    """The filings that say something on a target, or can owe it: most are never asked for what one department
    reports."""
    if target.reported_by == Target.ReportedBy.LOCAL_BUREAUS:
        return [row for row in rows if row.is_local or row.pk in said]
    responsible = target.responsible_id
    return [row for row in rows if row.organization == responsible or row.pk in said]


def answers_in(filings: FilingQuerySet, targets: Iterable[int]) -> dict[int, dict[int, Answer]]:
    """The answer of every saved line, by target and filing id (one query)."""
    answers: dict[int, dict[int, Answer]] = {target: {} for target in targets}
    lines = Measurement.objects.filter(filing__in=filings.values("pk"), target__in=list(answers)).order_by()
    for each in lines.values_list("target_id", "filing_id", *NUMBERS):
        answers[each[0]][each[1]] = Answer._make(each[2:])
    return answers


# --- Lines as people read them ----------------------------------------------------------------------
def lines_of_figure(
    target: Target, organization: Organization, user: User, *, on: dt.date | None = None
) -> list[Measurement]:
    """The lines behind a figure with filing, approver and period, by organization and period (design R10).

    Those that a filing still owes, or owed on an earlier day, are among them, unsaved. For a local
    organization its own and its direct subordinates' lines. Only what ``user`` may see. Two queries.
    """
    filings = filings_behind(organization)
    if organization.is_local:
        filings = Filing.objects.filter(Q(organization=organization) | Q(reports_to=organization))
    if target.responsible_id not in user.scope.departments:
        filings = filings.visible_to(user)
    readable = filings.filter(period__guidance=target.guidance_id).select_related(
        "organization__successor", "period__guidance", "approved_by"
    )
    return lines_on(
        target,
        readable.defer("period__guidance__source_text").order_by("organization__path", "period__order"),
        Measurement.objects.visible_to(user),
        on=on,
    )


def lines_on(
    target: Target,
    filings: FilingQuerySet,
    measurements: QuerySet[Measurement] | None = None,
    *,
    on: dt.date | None = None,
) -> list[Measurement]:
    """A line on ``target`` of each filing that has or owes one, unsaved where nobody has saved it, in the
    order of ``filings``, which come with organization and period. Two queries."""
    return lines_on_each([target], filings, measurements, on=on)[target.pk]


def lines_on_each(
    targets: Sequence[Target],
    filings: FilingQuerySet,
    measurements: QuerySet[Measurement] | None = None,
    *,
    on: dt.date | None = None,
) -> dict[int, list[Measurement]]:
    """``lines_on`` several targets, by target id (two queries)."""
    saved = Measurement.objects.all() if measurements is None else measurements
    of_them = saved.filter(target__in=targets, filing__in=filings.values("pk"))
    said = {(line.target_id, line.filing_id): line for line in of_them}
    lines: dict[int, list[Measurement]] = {target.pk: [] for target in targets}
    for filing in filings:
        for target in targets:
            if (target.pk, filing.pk) in said or owes(filing, target, on=on):
                line = said.get((target.pk, filing.pk)) or Measurement()
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
