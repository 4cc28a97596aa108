"""Native charts of a workbook: they refer to cells, so that they follow what is corrected there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from reports.composition.office.states import counts_by_state
from reports.snapshot.snapshot import Snapshot
from reports.workbook.plan import SheetColumn, SheetPlan
from reports.workbook.survey import Survey
from reports.workbook.value_sheet import Values, value_sheet

# Both stand on one page, beside the columns that the second is drawn of; in pixels.
WIDTH, HEIGHT, GAP = 520, 280, 16
COLUMN = 2
BLUE = "#12355F"
# Where the sheet of targets has what is drawn.
INDICATOR, ATTAINMENT = 0, 7


def chart_sheet(snapshot: Snapshot, survey: Survey) -> SheetPlan:
    """The sheet of the charts, with how the organizations stand."""

    def values() -> Iterator[Values]:
        yield from counts_by_state(snapshot.year.standings).items()

    columns = (
        SheetColumn(_("Filing of the year end"), width=20),
        SheetColumn(_("Organizations"), "integer", 12),
    )
    return value_sheet("charts", _("Charts"), columns, values, survey, is_filtered=False)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a chart is drawn of: the columns of a sheet that hold the names and the values."""

    title: str
    plan: SheetPlan
    names: int
    values: int

    def cells(self, column: int) -> list[str | int]:
        """The cells of a column, as charts refer to them."""
        return [self.plan.title, 1, column, self.plan.count, column]


def add_charts(book: Workbook, page: Any, plans: Sequence[SheetPlan], font: str) -> None:
    """Draw what the sheets of targets and charts hold."""
    by_key = {plan.key: plan for plan in plans}
    drawings = (
        Drawing(_("Attainment of the targets in percent"), by_key["targets"], INDICATOR, ATTAINMENT),
        Drawing(_("Filings of the year end by status"), by_key["charts"], 0, 1),
    )
    for place, drawing in enumerate(drawing for drawing in drawings if drawing.plan.count):
        placed = {"y_offset": place * (HEIGHT + GAP), "description": drawing.title}
        page.insert_chart(0, COLUMN, bar_chart(book, drawing, font), placed)


def bar_chart(book: Workbook, drawing: Drawing, font: str) -> Any:
    """Horizontal bars in the order of the rows."""
    chart = book.add_chart({"type": "bar"})
    small = {"name": font, "size": 9}
    chart.add_series(
        {
            "name": drawing.title,
            "categories": drawing.cells(drawing.names),
            "values": drawing.cells(drawing.values),
            "fill": {"color": BLUE},
            "gap": 60,
            "data_labels": {"value": True, "font": small},
        }
    )
    chart.set_title({"name": drawing.title, "name_font": {"name": font, "size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": small})
    chart.set_x_axis({"min": 0, "num_font": small})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    return chart
