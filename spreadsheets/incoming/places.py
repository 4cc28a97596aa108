"""Cells by their names: "D14" is row 14, column 4."""

import re
from functools import lru_cache

from spreadsheets.incoming.limits import LAST_COLUMN, LAST_ROW
from spreadsheets.incoming.values import Merged

_NAME = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


def place_of(name: str) -> tuple[int, int] | None:
    """The row and column, from 1, of a cell by its name; None where a sheet has no such cell."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    row, column = int(found[2]), column_number(found[1])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


# A sheet names its few columns once in each row.
@lru_cache(256)
def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def merged_of(text: str) -> Merged | None:
    """Merged cells by the names of two corners; None where they are no more than one cell."""
    first, _colon, second = text.partition(":")
    one, other = place_of(first), place_of(second)
    if one is None or other is None or one == other:
        return None
    return Merged(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
