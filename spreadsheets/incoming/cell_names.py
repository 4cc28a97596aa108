"""Cells by the names that people know them by."""


def column_letters(number: int) -> str:
    """The letters of a column, from 1: "A", "AB"."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a cell by its row and column, from 1: "D14"."""
    return f"{column_letters(column)}{row}"
