"""Tables in the order that an address asks for."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from reports.data_tables.values import Cell, DataTable, Head, Row
from spreadsheets.values import Number

HEADS = (
    Head("name", "Name"),
    Head("value", "Value", is_number=True, descends=True),
    Head("fixed", "Fixed", is_sortable=False),
)


def row(name: str, value: object, parent: str = "") -> Row:
    return Row(name, (Cell(name), Cell(value), Cell("x")), parent=parent)  # type: ignore[arg-type]


def table(*rows: Row) -> DataTable:
    return DataTable("t", "Table", HEADS, rows)


def names(shown: DataTable) -> list[str]:
    return [row.key for row in shown.rows]


def number(value: str) -> Number:
    return Number(Decimal(value), 1)


def test_rows_are_sorted_by_the_number_and_not_by_its_words() -> None:
    shown = table(row("a", number("9.5")), row("b", number("10")), row("c", 2))
    assert names(shown.arranged("value")) == ["c", "a", "b"]
    assert names(shown.arranged("-value")) == ["b", "a", "c"]


@pytest.mark.parametrize("order", ["value", "-value"])
def test_what_is_empty_comes_last_either_way(order: str) -> None:
    shown = table(row("a", None), row("b", number("1")), row("c", ""))
    assert names(shown.arranged(order)) == ["b", "a", "c"]


@pytest.mark.parametrize("order", ["value", "-value"])
def test_equals_stay_in_their_order(order: str) -> None:
    shown = table(row("a", 1), row("b", number("1.0")), row("c", 1))
    assert names(shown.arranged(order)) == ["a", "b", "c"]


def test_rows_beneath_others_stay_there() -> None:
    shown = table(row("a", 1), row("a1", 5, "a"), row("a2", 3, "a"), row("b", 2), row("b1", 9, "b"))
    assert names(shown.arranged("-value")) == ["b", "b1", "a", "a1", "a2"]
    assert names(shown.arranged("value")) == ["a", "a2", "a1", "b", "b1"]


@pytest.mark.parametrize("order", ["", "-", "nothing", "-fixed", "fixed", "--value"])
def test_an_order_that_there_is_not_changes_nothing(order: str) -> None:
    shown = table(row("b", 2), row("a", 1))
    assert shown.arranged(order) is shown


def test_a_value_given_for_sorting_stands_for_the_shown_one() -> None:
    first = Row("a", (Cell("a"), Cell(words="third", order=3), Cell("x")))
    second = Row("b", (Cell("b"), Cell(dt.date(2021, 1, 1), order=1), Cell("x")))
    third = Row("c", (Cell("c"), Cell(1, order=4), Cell("x")))
    assert names(table(third, first, second).arranged("value")) == ["b", "a", "c"]


def test_words_are_sorted_whatever_their_letter_case_and_after_numbers_and_days() -> None:
    shown = table(row("w", "a"), row("v", "B"), row("d", dt.date(2021, 1, 1)), row("n", 9))
    assert names(shown.arranged("value")) == ["n", "d", "w", "v"]


def test_columns_that_may_be_empty_are_left_out_where_no_row_fills_them() -> None:
    empty, dash = table(row("a", None), row("b", "")), Row("c", (Cell("c"), Cell(None, "—"), Cell("x")))
    shown = replace(empty, totals=(dash,)).without_empty("value", "fixed")
    assert [head.key for head in shown.heads] == ["name", "fixed"]
    assert [[cell.value for cell in row.cells] for row in (*shown.rows, *shown.totals)] == [
        ["a", "x"],
        ["b", "x"],
        ["c", "x"],
    ]


def test_a_column_that_one_row_or_a_total_fills_stays() -> None:
    filled = table(row("a", None), row("b", 0))
    assert filled.without_empty("value") == filled
    total = replace(table(row("a", None)), totals=(row("t", number("1")),))
    assert total.without_empty("value") == total


def test_a_table_with_more_columns_than_a_page_holds_is_wide() -> None:
    assert not table(row("a", 1)).is_wide
    many = tuple(Head(f"h{place}", "Head", href="/there/" if place else "") for place in range(9))
    assert replace(table(), heads=many).is_wide
