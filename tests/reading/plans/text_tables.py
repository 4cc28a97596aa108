"""How a plain text prints a table."""

import random
from collections.abc import Sequence

from tests.reading.plans.answers import Grid
from tests.reading.typesetting import width


def printed_table(grid: Grid, style: str, rng: random.Random) -> list[str]:
    """The table in lines of plain text; merged cells are empty but for their first."""
    rows = [["" if cell in ("<", "^") else cell for cell in row] for row in grid.rows]
    if style == "tab":
        return ["\t".join(row).rstrip() for row in rows]
    if style == "piped":
        mark = rng.choice(("|", "｜", "│"))
        lines = [f"{mark} " + f" {mark} ".join(row) + f" {mark}" for row in rows]
        rule = mark + mark.join("---" for _ in rows[0]) + mark
        return [lines[0], rule, *lines[1:]] if mark == "|" else lines
    if style == "cells":
        return [cell for row in rows for cell in row if cell]
    return _spaced(rows, rng)


def _spaced(rows: Sequence[Sequence[str]], rng: random.Random) -> list[str]:
    """Columns set apart by blanks: all begin at the same place, or only two blanks stand between."""
    if rng.random() < 0.4:
        return [rng.choice(("  ", "   ", "　　")).join(row).rstrip() for row in rows]
    widths = [max(sum(map(width, row[place])) for row in rows) + 3 for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        padded = [cell + " " * (room - sum(map(width, cell))) for cell, room in zip(row, widths, strict=True)]
        lines.append("".join(padded).rstrip())
    return lines
