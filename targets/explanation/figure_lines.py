"""A figure with the lines that explain it, which are read once for both."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from organizations.calendar import today
from organizations.models import Organization, User
from targets.arithmetic.rollup import Report
from targets.explanation.contributions import lines_in
from targets.figures.filing_rows import rows_of_loaded
from targets.figures.history import earlier_day
from targets.figures.periods import period_asked
from targets.figures.queries import Filed, TargetFigure, filed_on
from targets.figures.reports import answer_of, filings_of_figure, lines_on, owes, reports_in_rows
from targets.models import Measurement, Target
from tasks.models import Filing, ReportingPeriod


@dataclass(frozen=True, slots=True)
class FigureLines:
    """``filings`` are those behind a figure that a person may see, ``lines`` what they say on its target as
    far as the person may read it."""

    filings: Sequence[Filing]
    lines: Sequence[Measurement]


def figure_lines(shown: TargetFigure, user: User, *, known: Iterable[ReportingPeriod] = ()) -> FigureLines:
    """The lines of a figure at hand (six queries at most; some more for an earlier day)."""
    filings = filings_of_figure(shown.target, shown.organization, user, until=shown.period, known=known)
    return FigureLines(filings, lines_in(shown, user, filings))


def figure_with_lines(
    goals: Sequence[Target],
    organization: Organization,
    user: User,
    *,
    periods: Mapping[int, Sequence[ReportingPeriod]],
    until: ReportingPeriod | None = None,
    on: dt.date | None = None,
    **counting: Any,
) -> tuple[Filed, TargetFigure, FigureLines]:
    """The figure of the first of ``goals`` with the period ``until``, as ``filed_on`` has it, among what was
    read of all of them, and its lines (six queries at most, two more for further goals, one more for shares;
    some more for an earlier day). ``periods`` are those of the plans.

    Whoever sees the organization sees all filings that make its figure.
    """
    target, known = goals[0], [period for several in periods.values() for period in several]
    of_target = periods[target.guidance_id]
    if earlier_day(on) is not None:
        filed = filed_on(organization, goals, on=on, known=known, **counting)
        shown = filed.figure(target, until)
        return filed, shown, figure_lines(shown, user, known=of_target)
    asked = until or period_asked(of_target, on or today())
    filings = filings_of_figure(target, organization, user, until=asked, known=of_target)
    lines = lines_on(target, filings)
    at_hand = {target.pk: reports_at_hand(target, official(filings, organization), lines)}
    filed = filed_on(organization, goals, on=on, known=known, at_hand=at_hand, **counting)
    return filed, filed.figure(target, until), FigureLines(filings, told_to(user, lines))


def official(filings: Iterable[Filing], organization: Organization) -> list[Filing]:
    """Those of the filings that an organization's figure is made of: of a local one its own."""
    is_all = not organization.is_local
    return [filing for filing in filings if is_all or filing.organization_id == organization.pk]


def reports_at_hand(target: Target, filings: Iterable[Filing], lines: Iterable[Measurement]) -> list[Report]:
    """What filings say in their ``lines`` on a target, and what they still owe, in the order of the periods.
    No query."""
    rows = rows_of_loaded(sorted(filings, key=lambda filing: (filing.period.order, filing.pk)))
    said = {line.filing_id: answer for line in lines if (answer := answer_of(line)) is not None}
    return reports_in_rows({target.pk: target}, rows, {target.pk: said})[target.pk]


def told_to(user: User, lines: Iterable[Measurement]) -> list[Measurement]:
    """The lines as a person may read them (design R22): what is still in draft elsewhere is as if nobody had
    written it. No query."""
    return [told for line in lines if (told := told_line(user, line)) is not None]


def told_line(user: User, line: Measurement) -> Measurement | None:
    """One line as a person may read it; None where there is none then, and none is owed."""
    if line.pk is None or line.filing.is_told_to(user):
        return line
    if not owes(line.filing, line.target):
        return None
    blank = Measurement()
    blank.filing, blank.target = line.filing, line.target
    return blank
