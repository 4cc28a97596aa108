"""Tables of a Word document as lines that say the same."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from reading.cells import Cell
from reading.document import DocumentError
from reading.owners.tables import duty_lines
from reading.sources.limits import MOST_CELLS


def table_lines(rows: Iterable[list[Cell]]) -> Iterator[str]:
    """The lines of a table: numbered items where it is one of duties, else the lines of its cells."""
    table = list(_limited(rows))
    duties = duty_lines(table)
    if duties is None:
        yield from (line for row in table for cell in row if not cell.continues for line in cell.lines)
    else:
        yield from duties


def _limited(rows: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    count = 0
    for row in rows:
        count += len(row)
        if count > MOST_CELLS:
            raise DocumentError(_("A table of the Word document has more cells than can be read."))
        yield row
