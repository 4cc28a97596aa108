"""How much a workbook of records may hold: it has a row for each place of the tree."""

from spreadsheets.incoming.limits import Allowance

# 44,069 organizations of thirteen columns, with as much again to spare.
MOST_CELLS, MOST_TAGS, MOST_CHARACTERS = 1_200_000, 8_000_000, 30_000_000


def record_allowance() -> Allowance:
    """What a workbook of records may take."""
    return Allowance(tags=MOST_TAGS, cells=MOST_CELLS, characters=MOST_CHARACTERS)
