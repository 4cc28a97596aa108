"""A target's page as its files take it: its drawings and tables, with whose they are and who took them."""

import datetime as dt
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.form_answers import as_of_in_words
from organizations.models import User
from reports.dashboards.shown_page import Headline, NamedChart, ShownPage
from reports.data_tables.values import Cell, DataTable, Head, Row
from spreadsheets.outgoing.files import Table
from spreadsheets.values import Number
from targets.target_export import tables_of
from targets.target_page import FigureView, TargetPage
from targets.views.drawing import course_drawing, years_drawing
from targets.wording import coverage_in_words, goal_in_words


def files_page(page: TargetPage, user: User, at: dt.datetime) -> ShownPage:
    """What the page shows of the target to ``user``, taken at ``at``."""
    target = page.target
    shown = page.view.shown if page.view else None
    sentence = shown.sentence if shown and shown.is_compared else goal_in_words(target)
    return ShownPage(
        name=f"{target.indicator.code}-{target.guidance.year}",
        title=_("Target"),
        subject=target.indicator.display_name,
        headline=Headline(sentence),
        facts=tuple(facts(page, user, at)),
        # The first says what the page says in words.
        tables=tuple(data_table(f"table-{place}", table) for place, table in enumerate(tables_of(page)[1:])),
        charts=tuple(charts(page)),
    )


def facts(page: TargetPage, user: User, at: dt.datetime) -> Iterator[tuple[str, str]]:
    view = page.view
    if view is not None:
        yield _("Organization"), view.shown.organization.full_display_name
    yield _("Guidance"), page.target.guidance.title
    yield _("Goal"), goal_in_words(page.target)
    if view is not None:
        yield _("Period"), str(view.shown.period or "—")
    yield _("As of"), as_of_in_words(view.shown.as_of if view else None, at)
    yield _("Coverage"), coverage_in_words(view.shown.figure.coverage) if view else "—"
    yield _("Taken by"), user.name
    yield _("Taken at"), date_format(localtime(at), "DATETIME_FORMAT")


def charts(page: TargetPage) -> Iterator[NamedChart]:
    """Those of the page, each with what its strokes stand for."""
    if page.view is not None:
        drawing = course_drawing(page.view.shown, page.view.points, page.view.expectation)
        yield NamedChart("course", _("Over the year"), drawing, note=course_note(page.view))
    note = _(
        "Bars: the figure at the year's end; pale: not final, or stated by the next guidance."
        " Red strokes: the goals."
    )
    yield NamedChart("years", _("Over the years"), years_drawing(page.years), note=note)


def course_note(view: FigureView) -> str:
    if view.expectation is not None and view.expectation.forecast is not None:
        return _(
            "Solid: official. Dashed: provisional, with submitted filings."
            " Dotted: expected path to the goal. Violet with a band: forecast, an estimate."
        )
    return _(
        "Solid: official. Dashed: provisional, with submitted filings. Dotted: expected path to the goal."
    )


def data_table(key: str, table: Table) -> DataTable:
    """A section of the page; numbers with their decimals, as the page rounds them."""
    numeric = [
        any(isinstance(row[place], Number) for row in table.rows) for place in range(len(table.columns))
    ]
    heads = [
        Head(column.key, str(column.title), is_number=is_number, width=column.width)
        for column, is_number in zip(table.columns, numeric, strict=True)
    ]
    rows = [Row(str(place), tuple(map(Cell, row))) for place, row in enumerate(table.rows)]
    return DataTable(key, str(table.title), tuple(heads), tuple(rows))
