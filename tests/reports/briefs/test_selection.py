"""What a brief has room for: tables before drawings, and what is left out is counted."""

from dataclasses import replace

import pytest

from reports.briefs.selection import FEW_ROWS, MOST_POINTS, granted, selection_of, trimmed
from reports.dashboards.shown_page import NamedChart, Point, PointList, ShownPage
from reports.data_tables.values import Cell
from targets.charts.svg import chart, element
from tests.reports.dashboards.specimen import places_table, specimen_page

SQUARE = chart(
    element("rect", x=0, y=0, width=9, height=9), title="x", description="x", width=600, height=600
)


def page_with(rows: int, *, charts: int = 1) -> ShownPage:
    drawn = tuple(NamedChart(f"c{place}", "图", SQUARE) for place in range(charts))
    return replace(specimen_page(rows=rows), charts=drawn)


def test_drawings_are_shown_where_tables_leave_room_for_them() -> None:
    shown = selection_of(page_with(10, charts=6))
    assert (len(shown.charts), shown.charts_left) == (4, 2)
    assert shown.tables[0].rest == 0


def test_a_table_that_fits_without_drawings_is_not_cut_for_them() -> None:
    shown = selection_of(page_with(78))
    assert shown.tables[0].rest == 0
    assert (len(shown.charts), shown.charts_left) == (0, 1)


def test_a_table_that_is_cut_anyway_leaves_no_room_for_high_drawings() -> None:
    shown = selection_of(page_with(400))
    assert (shown.tables[0].rest > 0, shown.charts_left) == (True, 1)
    assert len(selection_of(specimen_page(rows=400)).charts) == 1


def test_points_beyond_the_first_are_counted() -> None:
    points = PointList("p", "要点", tuple(Point(str(place)) for place in range(MOST_POINTS + 2)))
    shown = selection_of(replace(specimen_page(), lists=(points,)))
    assert len(shown.lists[0].points) == MOST_POINTS
    assert shown.points_left == (2,)


@pytest.mark.parametrize(
    ("needs", "room", "grants"),
    [
        ([10, 20], 100, [10, 20]),
        ([10, 90, 90], 100, [10, 45, 45]),
        ([90, 10], 40, [30, 10]),
        ([], 40, []),
    ],
)
def test_room_is_dealt_out_evenly_and_nobody_gets_more_than_they_need(
    needs: list[float], room: float, grants: list[float]
) -> None:
    assert granted(needs, room) == grants


def test_texts_of_long_tables_are_cut_sooner() -> None:
    def longest(rows: int) -> int:
        table = places_table(rows)
        cells = (Cell("字" * 200), *table.rows[0].cells[1:])
        return len(
            trimmed(replace(table, rows=(replace(table.rows[0], cells=cells),) * rows)).rows[0].cells[0].words
        )

    assert longest(FEW_ROWS) > longest(FEW_ROWS + 1) > 20
