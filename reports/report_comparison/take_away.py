"""The figures of a comparison as a workbook: each with where it stands, both reports side by side."""

import datetime as dt
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.models import User
from reports.dashboards.shown_page import Headline, ShownPage
from reports.data_tables.values import Cell, DataTable, Head, Row
from reports.report_comparison.page import ShownFigure
from reports.report_comparison.sides import Side, Sides
from texts.punctuation import listed


def handout(
    sides: Sides, sentence: str, figures: Sequence[ShownFigure], user: User, at: dt.datetime
) -> ShownPage:
    """What the workbook of a comparison holds, taken by ``user`` at ``at``."""
    after = sides.after
    before, now = sides.names
    return ShownPage(
        name=f"comparison-{after.guidance.year}-{after.organization.code}",
        title=_("Figures that differ"),
        subject=sides.subject(),
        headline=Headline(sentence),
        facts=(
            (before, report_in_words(sides.before)),
            (now, report_in_words(after)),
            (_("Taken by"), user.name),
            (_("Taken at"), date_format(localtime(at), "DATETIME_FORMAT")),
        ),
        tables=(figures_table(sides, figures),),
    )


def report_in_words(side: Side) -> str:
    """Whose report of which year, and in which version."""
    return listed((side.organization.full_display_name, side.guidance.year, side.state))


def figures_table(sides: Sides, figures: Sequence[ShownFigure]) -> DataTable:
    before, after = sides.names
    return DataTable(
        key="figures",
        title=_("Figures that differ"),
        heads=(
            Head("words", _("Figure"), width=40),
            Head("heading", _("Under the heading"), width=30),
            Head("before", before, width=18),
            Head("after", after, width=18),
        ),
        rows=tuple(
            Row(
                f"figure-{number}",
                (Cell(each.words), Cell(each.heading), Cell(each.before), Cell(each.after)),
            )
            for number, each in enumerate(figures, start=1)
        ),
    )
