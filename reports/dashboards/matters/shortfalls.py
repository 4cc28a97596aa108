"""Which targets are off their path or at risk, by how much and since when, and on whom figures still wait."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from organizations.page_addresses import page_address
from reports.dashboards.matters.matter import Matter
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Point
from targets.arithmetic.outcome import Outcome
from targets.figures.rows import FigureRow
from tasks.models import ReportingPeriod
from texts.punctuation import first_of, labelled, sentences

URGENCIES = {Outcome.OFF_TRACK: "error", Outcome.AT_RISK: "warning"}
NAMED = 3


def shortfalls(question: Question, rows: Sequence[FigureRow]) -> Iterator[Matter]:
    """The targets that fall short, and those on which not everybody has answered although it was due (no
    query)."""
    for row in rows:
        if row.shown.is_compared and row.shown.outcome in URGENCIES:
            yield shortfall(question, row)
    yield from incomplete(question, rows)


def shortfall(question: Question, row: FigureRow) -> Matter:
    """One target that falls short."""
    shown, since = row.shown, fallen_since(question, row)
    told = _("Since %(period)s.") % {"period": since} if since is not None else ""
    return Matter(
        Point(
            text=labelled(shown.target.indicator.display_name, shown.outcome_in_words),
            urgency=URGENCIES[shown.outcome],
            note=sentences([shown.sentence, told]),
            href=page_address("targets:target-detail", shown.target.pk),
        ),
        since=since.ends_on if since is not None else None,
    )


def fallen_since(question: Question, row: FigureRow) -> ReportingPeriod | None:
    """The first of the periods without a break for which the figure has fallen short; None where it was not
    judged for any."""
    if row.filed is None:
        return None
    until = row.shown.period.order if row.shown.period else 0
    periods = [period for period in question.periods if period.order <= until]
    found = None
    for period in reversed(periods):
        if row.filed.figure(row.shown.target, period).outcome not in URGENCIES:
            break
        found = period
    return found


def incomplete(question: Question, rows: Iterable[FigureRow]) -> Iterator[Matter]:
    """The figures without everybody who was to answer for the period, once its window has closed."""
    if question.period.due_on >= question.today:
        return
    lacking = [row.shown for row in rows if row.shown.figure.coverage.missing]
    if not lacking:
        return
    names = first_of([shown.target.indicator.display_name for shown in lacking], NAMED)
    text = labelled(_("Figures without everybody's answer"), names)
    note = _("The window for %(period)s has closed.") % {"period": question.period}
    yield Matter(Point(text, "info", note, href="#targets"), since=question.period.due_on)
