"""Which lines of a laid-out text are those of a table."""

from reading.structure.lines import Line
from reading.tables.laid_out import LaidOut


def marked(lines: list[Line], laid: LaidOut) -> list[Line]:
    """``lines`` of the laid-out text, on which those of tables are marked with its number, from 1."""
    if not laid.tables:
        return lines
    tables = iter(enumerate(laid.tables, 1))
    number, table = next(tables)
    rows = frozenset(at for each in laid.tables for at in each.rows)
    for line in lines:
        while table and line.starts_at >= table.ends_at:
            number, table = next(tables, (0, None))  # type: ignore[assignment]
        if table and line.starts_at >= table.starts_at:
            line.table, line.is_row, line.is_furniture = number, line.starts_at in rows, False
    return lines
