"""A target's page as tables: the same figures, in the same words, for spreadsheets."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.calendar import today
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Row
from targets.figure_numbers import number_of, percent, shown_number, stated
from targets.figures.line_numbers import attested
from targets.figures.queries import TargetFigure
from targets.models import Measurement
from targets.target_page import FigureView, TargetPage
from targets.wording import coverage_in_words, goal_in_words
from texts.punctuation import in_brackets

WIDE = 40


def tables_of(page: TargetPage) -> list[Table]:
    """The sections of the page in order, those that it shows."""
    tables = [facts(page)]
    if page.view is not None:
        tables += [course(page.view), contributors(page.view), filings(page.view)]
    return [*tables, years(page)]


def facts(page: TargetPage) -> Table:
    """The figure, how it is judged, and how it is measured."""
    indicator, target = page.target.indicator, page.target
    rows: list[Row] = [
        (_("Indicator"), indicator.display_name),
        (_("Guidance"), target.guidance.title),
        (_("Goal"), goal_in_words(target)),
        (_("Unit"), indicator.display_unit),
        *(figure_facts(page.view) if page.view else []),
        (_("Rule"), page.rule),
        (_("Responsible"), str(target.responsible)),
        (_("Reported by"), target.get_reported_by_display()),
        (_("Definition"), indicator.display_definition),
        (_("Means of verification"), indicator.display_verification),
        (_("As of"), as_of(page)),
    ]
    return Table(_("Figure"), columns((_("Fact"), 24), (_("Content"), WIDE)), [row for row in rows if row[1]])


def as_of(page: TargetPage) -> dt.date:
    """The day at whose end the figures stood so."""
    return (page.view.shown.as_of if page.view else None) or today()


def figure_facts(view: FigureView) -> Iterator[Row]:
    shown, expectation = view.shown, view.expectation
    yield _("Organization"), shown.organization.full_display_name
    yield _("Period"), str(shown.period or "")
    yield _("Official"), shown_number(shown.figure.value, shown)
    yield _("Provisional"), shown_number(shown.provisional.value, shown)
    if shown.is_compared:
        yield _("Outcome"), shown.outcome_in_words
    yield _("Judgement"), shown.sentence
    yield _("Coverage"), coverage_in_words(shown.figure.coverage)
    yield _("Supplements"), shown.supplements_in_words
    if expectation is not None and expectation.forecast is not None:
        yield _("Expected at year end"), expectation.value_in_words
        yield _("Range that holds four times in five"), expectation.range_in_words
        yield _("Method"), expectation.way_in_words


def course(view: FigureView) -> Table:
    """The figure over the year."""
    head = columns(
        (_("Period"), 22),
        (named(_("Official"), view.shown), 18),
        (named(_("Provisional"), view.shown), 18),
        (_("Coverage"), WIDE),
    )
    rows: list[Row] = [
        (
            str(point.period),
            shown_number(point.official.value, view.shown),
            shown_number(point.provisional.value, view.shown),
            coverage_in_words(point.official.coverage),
        )
        for point in view.points
    ]
    return Table(_("Over the year"), head, rows)


def contributors(view: FigureView) -> Table:
    """Who adds what, the largest first."""
    explanation, indicator = view.explanation, view.shown.target.indicator
    title = _("Your direct subordinates") if explanation.subordinates else _("Who contributes")
    head = columns(
        (_("Organization"), 22), (named(pgettext("number", "Counted"), view.shown), 18), (_("Share (%)"), 12)
    )
    rows: list[Row] = [
        (
            str(row.organization),
            number_of(row.value, indicator),
            None if row.share is None else percent(row.share),
        )
        for row in explanation.rows
    ]
    return Table(title, head, rows)


def filings(view: FigureView) -> Table:
    """The filings behind the page, one by one."""
    head = columns(
        (_("Organization"), 22),
        (_("Period"), 22),
        (named(_("Stated"), view.shown), 18),
        (_("Numerator"), 14),
        (_("Denominator"), 14),
        (_("Nil return"), 12),
        (_("Status"), 12),
        (_("Version"), 10),
        (_("Approved by"), 18),
        (_("Approved"), 18),
        (_("Note to the reviewer"), WIDE),
    )
    return Table(_("Filings"), head, [filing_row(line) for line in view.lines])


def filing_row(line: Measurement) -> Row:
    filing = line.filing
    return (
        str(filing.organization),
        str(filing.period),
        stated(attested(line), line.target.indicator),
        stated(line.numerator, None),
        stated(line.denominator, None),
        line.nil_return,
        filing.get_status_display(),
        filing.version,
        filing.approved_by.name if filing.approved_by else None,
        filing.approved_at,
        line.nil_reason if line.nil_return else line.said_to_reviewer,
    )


def years(page: TargetPage) -> Table:
    """The indicator over the years."""
    unit = page.target.indicator.display_unit
    head = columns(
        (_("Year"), 10),
        (_("Goal"), 24),
        (in_brackets(_("Actual"), unit), 18),
        (_("About the figure"), 24),
        (_("Outcome"), 14),
        (_("Change to the year before"), 24),
    )
    rows: list[Row] = [
        (
            year.year,
            year.goal_in_words,
            number_of(year.actual, year.indicator, apart_from=year.marks),
            year.remark,
            year.shown.outcome_in_words if year.shown and year.is_judged else None,
            year.change_in_words,
        )
        for year in page.years
    ]
    return Table(_("Over the years"), head, rows)


def named(title: str, shown: TargetFigure) -> str:
    """A column's title with the unit of its numbers."""
    return in_brackets(title, shown.target.indicator.display_unit)
