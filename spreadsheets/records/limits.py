"""How much a workbook of records may hold: it has a row for each place of the tree."""

from collections.abc import Callable

from spreadsheets.incoming.limits import Allowance

# 44,069 organizations of thirteen columns, with as much again to spare.
MOST_CELLS, MOST_TAGS, MOST_CHARACTERS = 1_200_000, 8_000_000, 30_000_000


def record_allowance(told: Callable[[int], None] | None = None) -> Allowance:
    """What a workbook of records may take; ``told`` is called at each row with how many were begun."""
    return Allowance(tags=MOST_TAGS, cells=MOST_CELLS, characters=MOST_CHARACTERS, told=told)
