"""No sheet is ever shrunk below eight points: what is too wide is spread over several pages."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reports.workbook.continuation import MOST_LINES
from reports.workbook.paper import (
    FONT_SIZE,
    LEAST_SIZE,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    PAPER_HEIGHT,
    layout_of,
    points_of,
    room,
    row_height,
)

# A row of a workbook cannot be higher.
HIGHEST_ROW = 409
WIDTHS = st.lists(st.floats(5, 90), min_size=3, max_size=40)


def test_a_narrow_sheet_is_one_page_at_full_size() -> None:
    layout = layout_of([20, 40, 10], 1)
    assert (layout.scale, layout.pages) == (100, 1)


def test_a_wider_one_is_made_smaller_before_it_is_spread() -> None:
    layout = layout_of([30, 40, 50], 1)
    assert 80 <= layout.scale < 100
    assert layout.pages == 1


@given(WIDTHS, st.integers(1, 2))
def test_type_is_never_smaller_than_can_be_read(widths: list[float], repeated: int) -> None:
    layout = layout_of(widths, repeated)
    assert FONT_SIZE * layout.scale / 100 >= LEAST_SIZE


@given(WIDTHS, st.integers(1, 2))
def test_columns_of_a_page_and_those_that_name_the_row_fit_its_width(
    widths: list[float], repeated: int
) -> None:
    layout = layout_of(widths, repeated)
    named = sum(points_of(width) for width in widths[:repeated])
    for start, end in pairwise((repeated, *layout.breaks, len(widths))):
        own = [points_of(width) for width in widths[start:end]]
        assert named + sum(own) <= room(layout.scale) or len(own) == 1


def test_the_longest_row_fits_the_page_and_the_program() -> None:
    height = row_height(MOST_LINES)
    printed = (PAPER_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM) / 25.4 * 72
    assert height <= HIGHEST_ROW
    assert height + row_height(4) <= printed
