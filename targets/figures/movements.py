"""How figures stood at an earlier moment, told from what has moved since alone (design R7, R10).

``targets.figures.history`` reads every version that was ever submitted; here only the log since the moment is
known, and of filings that say something else by now what they said then. Both give the same answer.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, cast

from django.db.models import Q
from django.utils.timezone import localdate

from organizations.calendar import day_of
from targets.arithmetic.rollup import Report
from targets.figures.filing_rows import FilingRow
from targets.figures.history import answer_in, measurements_in
from targets.figures.queries import Filed, TargetFigure
from targets.figures.reports import Answer, report
from targets.models import Target
from tasks.filings.moves import MovedFiling
from tasks.models import Filing, FilingSnapshot, ReportingPeriod

INSTANT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Movement:
    """One figure before and after; ``movers`` are the moved filings that can have made the difference."""

    before: TargetFigure
    now: TargetFigure
    movers: tuple[MovedFiling, ...] = ()

    @property
    def difference(self) -> Decimal:
        """How far the figure has moved; what was not there counts as nothing."""
        return (self.now.figure.value or Decimal(0)) - (self.before.figure.value or Decimal(0))

    @property
    def has_moved(self) -> bool:
        return self.now.figure.value != self.before.figure.value

    @property
    def is_judged_otherwise(self) -> bool:
        return self.now.is_compared and self.now.outcome != self.before.outcome


def day_before(moment: dt.datetime) -> dt.date:
    """The day that was going on until a moment: at midnight the one that ended."""
    return day_of(moment - INSTANT)


def figures_before(
    filed: Filed,
    now: Mapping[int, TargetFigure],
    moved: Iterable[MovedFiling],
    moment: dt.datetime,
    *,
    until: ReportingPeriod | None = None,
) -> dict[int, TargetFigure]:
    """The figures ``now`` as they were at a moment, by target id: from what was ``filed`` as of now, and all
    filings that have ``moved`` since (no query where none of them says something else, else one).

    ``until`` is the last period asked for, as it was for those of now.
    """
    day, targets = day_before(moment), [shown.target for shown in now.values()]
    counting = {filing.filing: filing for filing in moved if filing.counts_differently}
    reports = reports_before(filed, targets, counting, day) if counting else filed.reports
    supplements = {
        pk: [each for each in found if each.approved_on <= localdate(moment - INSTANT)]
        for pk, found in filed.supplements.items()
    }
    then = replace(filed, on=day, as_of=day, reports=reports, supplements=supplements)
    return {pk: figure_before(then, shown, filed.reports[pk], until) for pk, shown in now.items()}


def figure_before(
    then: Filed, shown: TargetFigure, reports: Sequence[Report], until: ReportingPeriod | None
) -> TargetFigure:
    """A figure as it was; where it was made of the same ``reports`` it is only judged for its day."""
    target = shown.target
    if until is None or then.reports[target.pk] != reports:
        return then.figure(target, until)
    return shown.judged_on(then.on, then.periods[target.guidance_id])


def reports_before(
    filed: Filed, targets: Sequence[Target], moved: Mapping[int, MovedFiling], day: dt.date
) -> dict[int, list[Report]]:
    """What filings said before some of them ``moved``, by target id (at most one query): of those what they
    said then, of the others what they say now, since what is not handed in counts for nothing anyway."""
    rows = [row for row in filed.rows if row.pk in moved]
    past = Past(day, moved, versions_before(moved.values()))
    return {target.pk: list(past.reports(rows, target, filed.reports[target.pk])) for target in targets}


@dataclass(frozen=True, slots=True)
class Past:
    """How filings stood until a ``day``: those that have ``moved`` since, and, where they say something else
    by now, what they ``said``, by filing id and indicator code."""

    day: dt.date
    moved: Mapping[int, MovedFiling]
    said: Mapping[int, Mapping[str, Any]]

    def reports(self, rows: Sequence[FilingRow], target: Target, now: Sequence[Report]) -> Iterator[Report]:
        """The reports on a target, of which it stands so ``now``; ``rows`` are the filings that moved. Where
        an organization stands in the tree does not change with a filing."""
        places = {(row.organization, row.period): row for row in rows}
        for each in now:
            row = places.pop((cast("int", each.organization), each.period), None)
            then = each if row is None else self.report(row, target, each)
            if then is not None:
                yield then._replace(successor=each.successor, has_left=each.has_left)
        for row in places.values():
            then = self.report(row, target, None)
            if then is not None:
                yield then

    def report(self, row: FilingRow, target: Target, now: Report | None) -> Report | None:
        """What a moved filing said on a target, of which it reports so ``now``."""
        status = self.moved[row.pk].status_before
        return report(row, target, self.answer(row, target, now, status), status, on=self.day)

    def answer(self, row: FilingRow, target: Target, now: Report | None, status: str) -> Answer | None:
        """Of a version that still stands what it says; what was not handed in said nothing yet."""
        if row.pk in self.said:
            line = self.said[row.pk].get(target.indicator.code)
            return None if line is None else answer_in(line)
        return answer_of_report(now) if status in Filing.HANDED_IN else None


def answer_of_report(standing: Report | None) -> Answer | None:
    if standing is None:
        return None
    return Answer(standing.value, standing.numerator, standing.denominator, standing.is_nil)


def versions_before(moved: Iterable[MovedFiling]) -> dict[int, dict[str, dict[str, Any]]]:
    """What filings said that were handed in and say something else by now, by filing id and indicator code
    (one query, none where there are none)."""
    others = Q()
    for filing in moved:
        is_same = filing.status in Filing.HANDED_IN and filing.version == filing.version_before
        if filing.status_before in Filing.HANDED_IN and not is_same:
            others |= Q(filing=filing.filing, version=filing.version_before)
    if not others:
        return {}
    snapshots = FilingSnapshot.objects.filter(others).values_list("filing_id", "content")
    return {filing: measurements_in(content) for filing, content in snapshots}


def movements_of(
    now: Mapping[int, TargetFigure], before: Mapping[int, TargetFigure], moved: Iterable[MovedFiling]
) -> list[Movement]:
    """The figures that differ or are judged otherwise, with who has moved them, in the order of ``now``."""
    counting = [filing for filing in moved if filing.counts_differently]
    compared = (
        Movement(before[pk], shown, movers_of(before[pk], shown, counting))
        for pk, shown in now.items()
        if pk in before
    )
    return [each for each in compared if each.has_moved or each.is_judged_otherwise]


def movers_of(
    before: TargetFigure, now: TargetFigure, moved: Iterable[MovedFiling]
) -> tuple[MovedFiling, ...]:
    """The moved filings of organizations whose part in the figure differs."""
    parts_before, parts = (
        {part.organization: part.value for part in shown.figure.contributors} for shown in (before, now)
    )
    return tuple(
        filing
        for filing in moved
        if parts.get(filing.organization.pk) != parts_before.get(filing.organization.pk)
    )
