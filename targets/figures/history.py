"""What filings said at the end of an earlier day, from their log and their snapshots (design R7, R10).

Nothing that happened later shines through: neither approvals, returns and reopenings, nor corrections. Goals
are those in force now; earlier ones stand in the amendments of the guidance.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from organizations.calendar import end_of, today
from organizations.models import Organization, User
from targets.arithmetic.rollup import Report
from targets.figures.filing_rows import FilingRow, rows_of
from targets.figures.reports import Answer, answers_in, report, reports_on
from targets.figures.supplements import Supplement, supplements_in
from targets.models import Measurement, Target
from tasks.models import Filing, FilingEvent, FilingSnapshot
from tasks.models.filing import FilingQuerySet
from texts.numbers import plain_number

NUMBERS = ("value", "numerator", "denominator")
TEXTS = ("nil_reason", "note")


@dataclass(frozen=True, slots=True)
class PastFiling:
    """One filing at the end of a day. ``said`` are the lines of the version that was handed in, by the
    indicator's code, which names a target within the filing's own guidance alone, or of one that says the
    same today its ``answers`` by the target's id; ``approved_at`` and ``approved_by`` (an id) are set where
    it stood approved."""

    status: str = Filing.Status.DRAFT
    version: int = 0
    approved_at: dt.datetime | None = None
    approved_by: int | None = None
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: Mapping[int, Answer] = field(default_factory=dict)

    def line_on(self, target: Target) -> dict[str, Any] | None:
        """What it said on a target of its own guidance; needs the indicator."""
        return self.said.get(target.indicator.code)

    def answer_on(self, target: Target) -> Answer | None:
        """The numbers of ``line_on``."""
        content = self.line_on(target)
        return self.answers.get(target.pk) if content is None else answer_in(content)


NOT_BEGUN = PastFiling()


def earlier_day(on: dt.date | None) -> dt.date | None:
    """The day that is asked for, or None where that is now: today, or a day to come."""
    return on if on is not None and on < today() else None


def filings_then(filings: FilingQuerySet, day: dt.date) -> dict[int, PastFiling]:
    """How each filing stood at the end of a day, by id; those that nobody had submitted by then are left out
    (two queries)."""
    before = {"filing__in": filings.values("pk"), "at__lt": end_of(day)}
    events = FilingEvent.objects.filter(**before).order_by("pk")
    snapshots = FilingSnapshot.objects.filter(**before).order_by()
    contents = snapshots.values_list("filing_id", "version", "content")
    said = {
        (filing, version): measurements_in(content)
        for filing, version, content in contents.iterator(chunk_size=500)
    }
    then = {}
    for filing, action, status, version, at, by in events.values_list(
        "filing_id", "action", "to_status", "version", "at", "by_id"
    ):
        stood = PastFiling(status, version)
        if status in Filing.HANDED_IN:
            stood = replace(stood, said=said.get((filing, version), {}))
        if action == FilingEvent.Action.APPROVE:
            stood = replace(stood, approved_at=at, approved_by=by)
        then[filing] = stood
    return then


def measurements_in(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {line["indicator"]: line for line in content["lines"] if line["kind"] == "measurement"}


def reports_then(
    targets: Iterable[Target],
    filings: FilingQuerySet,
    day: dt.date,
    *,
    beneath: Organization | None = None,
) -> dict[int, list[Report]]:
    """``targets.figures.reports.reports_on`` at the end of a day (five queries). ``targets`` come with their
    indicator."""
    targets = list(targets)
    asked = filings.filter(period__guidance__in={target.guidance_id for target in targets})
    rows, moved = rows_of(asked, beneath=beneath), moved_since(asked, day)
    then = filings_then(Filing.objects.filter(pk__in=moved), day)
    then |= unmoved(
        [row for row in rows if row.pk not in moved], answers_in(asked, [one.pk for one in targets])
    )
    return reports_in_rows_then(targets, rows, then, day)


def moved_since(filings: FilingQuerySet, day: dt.date) -> set[int]:
    """Those of which anything was noted after a day, by id (one query). The others stand as they did, so that
    what they were worth needs no snapshot: of years that are over, hardly any has moved."""
    later = FilingEvent.objects.filter(filing__in=filings.values("pk"), at__gte=end_of(day)).order_by()
    return set(later.values_list("filing_id", flat=True))


def unmoved(rows: Iterable[FilingRow], answers: Mapping[int, Mapping[int, Answer]]) -> dict[int, PastFiling]:
    """Filings that stand as they did, by id; ``answers`` are by target and filing. A draft says nothing."""
    said: dict[int, dict[int, Answer]] = defaultdict(dict)
    for target, by_filing in answers.items():
        for filing, answer in by_filing.items():
            said[filing][target] = as_snapshots_write(answer)
    return {
        row.pk: PastFiling(row.status, answers=said[row.pk] if row.status in Filing.HANDED_IN else {})
        for row in rows
    }


def as_snapshots_write(answer: Answer) -> Answer:
    """An answer without the zeros that end decimals in the database."""
    value, numerator, denominator = map(without_zeros, answer[:3])
    return Answer(value, numerator, denominator, answer.is_nil)


def without_zeros(number: Decimal | None) -> Decimal | None:
    return None if number is None else Decimal(plain_number(number))


def reports_in_rows_then(
    targets: Iterable[Target], rows: Iterable[FilingRow], then: Mapping[int, PastFiling], day: dt.date
) -> dict[int, list[Report]]:
    """What filings said at the end of a day, with what they owed, by target id; ``then`` is how each stood
    (no query)."""
    reports: dict[int, list[Report]] = {}
    by_guidance: dict[int, list[Target]] = defaultdict(list)
    for target in targets:
        reports[target.pk] = []
        by_guidance[target.guidance_id].append(target)
    for row in rows:
        stood = then.get(row.pk, NOT_BEGUN)
        for target in by_guidance.get(row.guidance, ()):
            answer = stood.answer_on(target)
            if (built := report(row, target, answer, stood.status, on=day)) is not None:
                reports[target.pk].append(built)
    return reports


def reports_at(
    targets: Iterable[Target],
    filings: FilingQuerySet,
    as_of: dt.date | None,
    *,
    beneath: Organization | None = None,
) -> dict[int, list[Report]]:
    """What filings say now, or said at the end of an earlier day, by target id."""
    if as_of is None:
        return reports_on(targets, filings, beneath=beneath)
    return reports_then(targets, filings, as_of, beneath=beneath)


def supplements_at(
    targets: Iterable[Target], filings: FilingQuerySet, as_of: dt.date | None
) -> dict[int, list[Supplement]]:
    return supplements_in(targets, filings) if as_of is None else supplements_then(targets, filings, as_of)


def answer_in(content: dict[str, Any]) -> Answer:
    """The answer that a line of a snapshot gives."""
    value, numerator, denominator = (decimal(content[name]) for name in NUMBERS)
    return Answer(value, numerator, denominator, bool(content["nil_return"]))


def decimal(number: str | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def supplements_then(
    targets: Iterable[Target], filings: FilingQuerySet, day: dt.date
) -> dict[int, list[Supplement]]:
    """``targets.figures.supplements.supplements_in`` at the end of a day (four queries)."""
    by_guidance: dict[int, list[Target]] = defaultdict(list)
    for target in targets:
        by_guidance[target.guidance_id].append(target)
    late = filings.filter(period__kind="supplement", period__guidance__in=by_guidance)
    then = filings_then(late, day)
    with_period = late.select_related("organization", "period__guidance")
    approved = sorted(
        (stood.approved_at, filing.pk, filing)
        for filing in with_period.defer("period__guidance__source_text")
        if (stood := then.get(filing.pk, NOT_BEGUN)).approved_at is not None
    )
    supplements: dict[int, list[Supplement]] = defaultdict(list)
    for approved_at, pk, filing in approved:
        for target in by_guidance[filing.period.guidance_id]:
            answer = then[pk].answer_on(target)
            if answer is not None and not answer.is_nil:
                supplement = Supplement(filing.organization, filing.period, localdate(approved_at))
                supplements[target.pk].append(supplement)
    return supplements


def lines_then(lines: Sequence[Measurement], day: dt.date) -> list[Measurement]:
    """The lines with what they and their filings said at the end of a day (three queries). Theirs are copies,
    not to be saved; of what had not been handed in they are empty, and no line in the database."""
    then = filings_then(Filing.objects.filter(pk__in={line.filing_id for line in lines}), day)
    people = User.objects.in_bulk({stood.approved_by for stood in then.values()} - {None})
    filings = {
        line.filing_id: filing_then(line.filing, then.get(line.filing_id, NOT_BEGUN), people)
        for line in lines
    }
    return [line_then(line, filings[line.filing_id], then.get(line.filing_id, NOT_BEGUN)) for line in lines]


def filing_then(filing: Filing, stood: PastFiling, people: dict[int, User]) -> Filing:
    past = copy(filing)
    past.status, past.version = Filing.Status(stood.status), stood.version
    past.approved_at = stood.approved_at
    past.approved_by = None if stood.approved_by is None else people[stood.approved_by]
    return past


def line_then(line: Measurement, filing: Filing, stood: PastFiling) -> Measurement:
    content, answer = stood.line_on(line.target), stood.answer_on(line.target)
    past = Measurement(filing=filing, target=line.target)
    if content is not None and answer is not None:
        past.pk = line.pk
        past.value, past.numerator, past.denominator, past.nil_return = answer
        past.nil_reason, past.note = (content[name] for name in TEXTS)
        past.explanations = content.get("explanations", {})
    return past
