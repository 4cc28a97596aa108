"""Which lines of a laid-out text are those of a table."""

from dataclasses import replace

from reading.structure.lines import Line
from reading.tables.laid_out import LaidOut


def marked(lines: list[Line], laid: LaidOut) -> list[Line]:
    """``lines`` of the laid-out text, those of tables with the number of the table, from 1."""
    if not laid.tables:
        return lines
    marked_lines = []
    tables = iter(enumerate(laid.tables, 1))
    number, table = next(tables)
    rows = frozenset(at for each in laid.tables for at in each.rows)
    for line in lines:
        while table and line.starts_at >= table.ends_at:
            number, table = next(tables, (0, None))  # type: ignore[assignment]
        if table and line.starts_at >= table.starts_at:
            is_row = line.starts_at in rows
            marked_lines.append(replace(line, table=number, is_row=is_row, is_furniture=False))
        else:
            marked_lines.append(line)
    return marked_lines
