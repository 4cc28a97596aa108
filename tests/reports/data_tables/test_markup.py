"""Tables as markup: escaped, sorted by links that keep the rest of the address."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from django.utils.safestring import SafeString

from reports.data_tables.markup import rows_id, table_markup
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import Cell, DataTable, Head, Row
from spreadsheets.values import Number
from tests.reports.markup import Page

HEADS = (Head("name", "Name"), Head("value", "Value", unit="km", is_number=True, descends=True))
ROWS = (
    Row(
        "r-1",
        (Cell("<b>"), Cell(Number(Decimal(5)), "5 of <9>", href="/x?a=1&b=2", note='"so"', is_count=True)),
    ),
    Row("r-2", (Cell("plain"), Cell(None, "none"))),
)
TOTAL = Row("total", (Cell("All"), Cell(Number(Decimal(5)))))


def shown(order: str = "") -> Page:
    table = DataTable("t", "Table", HEADS, ROWS, totals=(TOTAL,)).arranged(order)
    return Page(str(table_markup(table, [("period", "3"), ("sort_t", "name"), ("page", "2")])))


def links(page: Page) -> list[str]:
    return [link.attributes["href"] for link in page.all("a")]


def test_what_is_shown_is_escaped() -> None:
    markup = str(table_markup(DataTable("t", "<T>", HEADS, ROWS), []))
    assert "<b>" not in markup
    assert "&lt;b&gt;" in markup
    assert 'data-note="&quot;so&quot;"' in markup
    assert 'href="/x?a=1&amp;b=2"' in markup
    assert "<T>" not in markup


def test_heads_sort_and_keep_the_rest_of_the_address() -> None:
    assert links(shown())[:2] == ["?period=3&sort_t=name#t", "?period=3&sort_t=-value#t"]


def test_nothing_sorts_where_there_are_no_rows() -> None:
    assert links(Page(str(table_markup(DataTable("t", "Table", HEADS, ()), [])))) == []


def test_a_count_is_marked_as_one_and_a_note_is_reached_by_key() -> None:
    assert [link.classes for link in shown().all("a")][-1] == ["counted"]
    cells = (Cell("said", note="why"), Cell("x", href="/x", note="why"), Cell("plain"), Cell(note="unsaid"))
    heads = tuple(Head(str(place), "Head") for place in range(len(cells)))
    markup = str(table_markup(DataTable("t", "Table", heads, (Row("r", cells),)), []))
    assert markup.count('<span tabindex="0" data-note="why">said</span>') == 1
    assert '<a href="/x" data-note="why">x</a>' in markup
    assert "<td>plain</td><td></td>" in markup.replace(' data-label="Head"', "")


def test_a_second_click_turns_the_order_round() -> None:
    assert links(shown("name"))[0] == "?period=3&sort_t=-name#t"
    assert links(shown("-value"))[1] == "?period=3&sort_t=value#t"


def test_the_order_is_told_to_screen_readers() -> None:
    assert [head.attributes.get("aria-sort") for head in shown("-value").all("th")][:2] == [
        None,
        "descending",
    ]


def test_a_head_that_leads_somewhere_sorts_beside_it() -> None:
    heads = (Head("name", "Name"), Head("value", "Value", href="/about/", descends=True))
    page = Page(str(table_markup(DataTable("t", "Table", heads, ROWS), [("period", "3")])))
    assert links(page)[:3] == ["?period=3&sort_t=name#t", "/about/", "?period=3&sort_t=-value#t"]
    assert page.all("a")[2].text == "Sort by Value"


def test_only_rows_that_become_cards_repeat_the_heads() -> None:
    stacked = DataTable("t", "Table", HEADS, ROWS)
    assert [cell.attributes.get("data-label") for cell in Page(str(table_markup(stacked, []))).all("td")] == [
        "Value",
        "Value",
    ]
    beside = DataTable("t", "Table", HEADS, ROWS, is_stacked=False, css="places")
    page = Page(str(table_markup(beside, [])))
    assert not any("data-label" in cell.attributes for cell in page.all("td"))
    assert page.all("div")[0].classes == ["data-table", "table-scroll", "places"]


def test_a_count_of_rows_leads_to_the_body_of_the_table() -> None:
    table = DataTable("t", "Table", HEADS, ROWS, totals=(TOTAL,))
    assert Page(str(table_markup(table, []))).rows(rows_id(table)) == len(ROWS)


def test_what_a_row_unfolds_stands_below_it_as_wide_as_the_table() -> None:
    rows = (replace(ROWS[0], detail=SafeString("<p>all of it</p>")), ROWS[1])
    page = shown_rows(rows)
    assert [row.classes for row in page.all("tr")[1:]] == [[], ["row--detail"], []]
    (cell,) = [cell for cell in page.all("td") if cell.attributes.get("colspan")]
    assert (cell.attributes["colspan"], cell.text) == (str(len(HEADS)), "all of it")


def test_a_state_is_drawn_once_and_written_in_files() -> None:
    rows = (Row("r-1", (Cell("one"), pill_cell("delayed", "Delayed", order=1, href="/x"))),)
    page = shown_rows(rows)
    (cell,) = page.all("td")
    assert cell.text == "Delayed"
    assert [link.attributes["href"] for link in page.all("a")][-1] == "/x"
    assert rows[0].cells[1].value == "Delayed"


def shown_rows(rows: tuple[Row, ...]) -> Page:
    return Page(str(table_markup(DataTable("t", "Table", HEADS, rows), [])))


def test_text_that_looks_like_a_formula_is_left_as_it_is() -> None:
    page = shown_rows((Row("r", (Cell("=1+1"), Cell(None, "-"))),))
    assert [page.all("th")[-1].text, page.all("td")[-1].text] == ["=1+1", "-"]


def test_a_day_stands_in_one_line_and_a_card_leaves_out_what_tells_nothing() -> None:
    cells = (Cell("a"), Cell(dt.date(2021, 12, 15)), Cell(None, "—"), Cell(None, "Nil return"), Cell(0))
    heads = tuple(Head(f"h{place}", "Head") for place in range(len(cells)))
    markup = table_markup(DataTable("t", "Table", heads, (Row("a", cells),)), [])
    assert '<td class="nowrap" data-label="Head">2021-12-15</td>' in markup
    assert '<td class="cell--nothing" data-label="Head">—</td>' in markup
    assert markup.count("cell--nothing") == 1
