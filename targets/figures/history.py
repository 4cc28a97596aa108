"""What filings said at the end of an earlier day, from their log and their snapshots (design R7, R10).

Nothing that happened later shines through: neither approvals, returns and reopenings, nor corrections. Goals
are those in force now; earlier ones stand in the amendments of the guidance.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.timezone import get_default_timezone, localdate

from organizations.calendar import today
from organizations.models import User
from targets.arithmetic.rollup import Report
from targets.figures.reports import NO_NUMBERS, is_heard, owed, places_of, reports_on
from targets.figures.supplements import Supplement, supplements_in
from targets.models import Measurement, Target
from tasks.models import Filing, FilingEvent, FilingSnapshot
from tasks.models.filing import FilingQuerySet

NUMBERS = ("value", "numerator", "denominator")
TEXTS = ("nil_reason", "note")


@dataclass(frozen=True, slots=True)
class Then:
    """One filing at the end of a day. ``said`` are the lines of the version that was handed in, by the
    indicator's code; ``approved_at`` and ``approved_by`` (an id) are set where it stood approved."""

    status: str = Filing.Status.DRAFT
    version: int = 0
    approved_at: dt.datetime | None = None
    approved_by: int | None = None
    said: dict[str, dict[str, Any]] = field(default_factory=dict)


def earlier_day(on: dt.date | None) -> dt.date | None:
    """The day that is asked for, or None where that is now: today, or a day to come."""
    return on if on is not None and on < today() else None


def end_of(day: dt.date) -> dt.datetime:
    """The first moment after a day, Asia/Shanghai."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=get_default_timezone())


def filings_then(filings: FilingQuerySet, day: dt.date) -> dict[int, Then]:
    """How each filing stood at the end of a day, by id; those that nobody had submitted by then are left out
    (two queries)."""
    before = {"filing__in": filings.values("pk"), "at__lt": end_of(day)}
    events = FilingEvent.objects.filter(**before).order_by("pk")
    snapshots = FilingSnapshot.objects.filter(**before).values_list("filing_id", "version", "content")
    said = {
        (filing, version): measurements_in(content)
        for filing, version, content in snapshots.iterator(chunk_size=500)
    }
    then = {}
    for filing, action, status, version, at, by in events.values_list(
        "filing_id", "action", "to_status", "version", "at", "by_id"
    ):
        found = Then(status, version)
        if status in Filing.HANDED_IN:
            found = replace(found, said=said.get((filing, version), {}))
        if action == FilingEvent.Action.APPROVE:
            found = replace(found, approved_at=at, approved_by=by)
        then[filing] = found
    return then


def measurements_in(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {line["indicator"]: line for line in content["lines"] if line["kind"] == "measurement"}


def reports_then(targets: Iterable[Target], filings: FilingQuerySet, day: dt.date) -> dict[int, list[Report]]:
    """``targets.figures.reports.reports_on`` at the end of a day (four queries). ``targets`` come with their
    indicator."""
    targets = list(targets)
    asked = filings.filter(period__guidance__in={target.guidance_id for target in targets})
    then = filings_then(asked, day)
    found: dict[int, list[Report]] = defaultdict(list)
    for place in places_of(asked):
        stood = then.get(place.pk, Then())
        for target in targets if is_heard(place, stood.status) else ():
            line = stood.said.get(target.indicator.code)
            if line is not None or owed(place, target, on=day):
                numbers = NO_NUMBERS if line is None else numbers_in(line)
                found[target.pk].append(
                    Report(
                        *(place.organization, place.period, stood.status, *numbers),
                        *(place.is_supplement, place.successor),
                    )
                )
    return found


def reports_at(
    targets: Iterable[Target], filings: FilingQuerySet, as_of: dt.date | None
) -> dict[int, list[Report]]:
    """What filings say now, or said at the end of an earlier day, by target id."""
    return reports_on(targets, filings) if as_of is None else reports_then(targets, filings, as_of)


def supplements_at(
    targets: Iterable[Target], filings: FilingQuerySet, as_of: dt.date | None
) -> dict[int, list[Supplement]]:
    return supplements_in(targets, filings) if as_of is None else supplements_then(targets, filings, as_of)


def numbers_in(line: dict[str, Any]) -> tuple[Decimal | None, Decimal | None, Decimal | None, bool]:
    value, numerator, denominator = (decimal(line[name]) for name in NUMBERS)
    return value, numerator, denominator, bool(line["nil_return"])


def decimal(number: str | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def supplements_then(
    targets: Iterable[Target], filings: FilingQuerySet, day: dt.date
) -> dict[int, list[Supplement]]:
    """``targets.figures.supplements.supplements_in`` at the end of a day (four queries)."""
    by_code = {target.indicator.code: target.pk for target in targets}
    late = filings.filter(period__kind="supplement").select_related("organization", "period__guidance")
    then = filings_then(late, day)
    approved = sorted(
        (stood.approved_at, filing.pk, filing)
        for filing in late.defer("period__guidance__source_text")
        if (stood := then.get(filing.pk, Then())).approved_at is not None
    )
    found: dict[int, list[Supplement]] = defaultdict(list)
    for approved_at, pk, filing in approved:
        for code, line in then[pk].said.items():
            if code in by_code and not line["nil_return"]:
                one = Supplement(filing.organization, filing.period, localdate(approved_at))
                found[by_code[code]].append(one)
    return found


def lines_then(lines: Sequence[Measurement], day: dt.date) -> list[Measurement]:
    """The lines with what they and their filings said at the end of a day (three queries). Theirs are copies,
    not to be saved."""
    then = filings_then(Filing.objects.filter(pk__in={line.filing_id for line in lines}), day)
    people = User.objects.in_bulk({stood.approved_by for stood in then.values()} - {None})
    filings = {
        line.filing_id: filing_then(line.filing, then.get(line.filing_id, Then()), people) for line in lines
    }
    return [line_then(line, filings[line.filing_id], then.get(line.filing_id, Then())) for line in lines]


def filing_then(filing: Filing, stood: Then, people: dict[int, User]) -> Filing:
    found = copy(filing)
    found.status, found.version, found.approved_at = (
        Filing.Status(stood.status),
        stood.version,
        stood.approved_at,
    )
    found.approved_by = None if stood.approved_by is None else people[stood.approved_by]
    return found


def line_then(line: Measurement, filing: Filing, stood: Then) -> Measurement:
    said = stood.said.get(line.target.indicator.code)
    found = Measurement(pk=line.pk, filing=filing, target=line.target)
    if said is not None:
        found.value, found.numerator, found.denominator, found.nil_return = numbers_in(said)
        found.nil_reason, found.note = (said[name] for name in TEXTS)
        found.explanations = said.get("explanations", {})
    return found
