"""Tables as markup: escaped, sorted by links that keep the rest of the address."""

from decimal import Decimal

from reports.data_tables.markup import table_markup
from reports.data_tables.values import Cell, DataTable, Head, Row
from targets.tables.values import Number
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


def test_a_second_click_turns_the_order_round() -> None:
    assert links(shown("name"))[0] == "?period=3&sort_t=-name#t"
    assert links(shown("-value"))[1] == "?period=3&sort_t=value#t"


def test_the_order_is_told_to_screen_readers() -> None:
    assert [head.attributes.get("aria-sort") for head in shown("-value").all("th")][:2] == [
        None,
        "descending",
    ]
