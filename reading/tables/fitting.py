"""Rows with more or fewer cells than the table has columns."""

from collections.abc import Sequence
from dataclasses import replace

from reading.tables.cells import Cell, Row, Table
from reading.tables.contents import holds
from reading.tables.headers import Column, Header


def fitted(table: Table, header: Header) -> Table:
    """``table`` with its rows that do not fit marked as such. A Word document knows its columns itself."""
    if table.is_of_word:
        return table
    rows = (
        *table.rows[: header.end],
        *(_fitted(row, header.columns) for row in table.rows[header.end :]),
    )
    return replace(table, rows=rows)


def _fitted(row: Row, columns: Sequence[Column]) -> Row:
    """A row as it is, if it has as many cells as there are columns, or leaves out the last ones. Else it is
    in doubt; one that leaves out the first ones, as below a merged cell, is moved to where its words fit."""
    count = len(row.cells)
    if count == 1 or (count >= len(columns) and not any(cell.lines for cell in row.cells[len(columns) :])):
        return row
    if count > len(columns):
        return replace(row, is_unfit=True)
    if _fits(row.cells, columns):
        return row
    missing = len(columns) - count
    moved = tuple(replace(cell, column=cell.column + missing) for cell in row.cells)
    if not _fits(moved, columns):
        return replace(row, is_unfit=True)
    empty = tuple(Cell(column, ()) for column in range(missing))
    return replace(row, cells=(*empty, *moved), is_unfit=True)


def _fits(cells: Sequence[Cell], columns: Sequence[Column]) -> bool:
    return all(holds(columns[cell.column], cell.text) for cell in cells if cell.lines)
