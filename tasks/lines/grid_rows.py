"""The tables of a filing to fill in: which there are, and their rows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tasks.lines.checked_lines import CheckedLine
from tasks.lines.doubts import Problem
from tasks.lines.form import LineForm
from tasks.lines.grid import Cell, GridColumn, GridLine, cells_of
from tasks.lines.kinds import LINE_KINDS, LineKind
from tasks.models import Filing, FilingLine, Remark

# By the line's kind and subject.
type Remarks = Mapping[tuple[str, int | None], Sequence[Remark]]


def grid_kinds() -> list[LineKind[Any]]:
    """The kinds of line that are filled in as a table as well."""
    return [kind for kind in LINE_KINDS.values() if kind.grid]


@dataclass
class GridRow:
    """One line of a table: its form, its checks, and what stands beside. ``words`` say what became of a save
    that this page answers."""

    checked: CheckedLine
    form: LineForm
    columns: Sequence[tuple[int, GridColumn]]
    beside: Sequence[str] = ()
    words: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.form.auto_id = f"{self.key}-%s"

    def show(self, form: LineForm, words: dict[str, Any]) -> None:
        """Show what was sent, and what became of it, in place of what is saved."""
        self.form, self.words = form, words
        self.form.auto_id = f"{self.key}-%s"

    @property
    def key(self) -> str:
        """Names the row within its page."""
        return f"{self.checked.kind.key}-{self.checked.line.subject_id}"

    @property
    def version(self) -> Any:
        """The version that it is based on: what was typed keeps the one it began from until it is saved."""
        is_typed = self.form.is_bound and not self.words.get("saved")
        return self.form.data.get("version", 0) if is_typed else self.checked.line.version

    @cached_property
    def cells(self) -> list[Cell | None]:
        return list(cells_of(self.form, self.columns, self.key, self.checked.subject))

    @property
    def said(self) -> str:
        """What the fields hold, by name, as JSON for the page's script."""
        return json.dumps({cell.name: cell.value for cell in self.cells if cell}, ensure_ascii=False)

    @property
    def errors(self) -> list[Cell]:
        """The cells that cannot be saved as they are."""
        return [cell for cell in self.cells if cell and cell.error]


@dataclass
class GridTable:
    """The lines of one kind in a filing as a table. Columns that no row has anything in are left out."""

    kind: LineKind[Any]
    rows: list[GridRow]
    columns: list[tuple[int, GridColumn]]
    beside: list[str]

    @property
    def title(self) -> str:
        return str(self.kind.grid.title)


def grid_tables(filing: Filing) -> list[GridTable]:
    """The tables of a filing that have rows. A constant number of queries."""
    found = [(kind, kind.grid_lines(filing)) for kind in grid_kinds()]
    return [grid_table(kind, lines, filing) for kind, lines in found if lines]


def grid_table(kind: LineKind[Any], lines: Sequence[GridLine[Any]], filing: Filing) -> GridTable:
    """One table of a filing. Reads the remarks of a returned one."""
    forms = [kind.form(each.line) for each in lines]
    columns = [
        (number, column)
        for number, column in enumerate(kind.grid.columns)
        if any(column.field_in(form) for form in forms)
    ]
    told = [place for place in range(len(kind.grid.beside)) if any(each.beside[place] for each in lines)]
    remarks = remarks_to_settle(filing)
    rows = [
        GridRow(
            checked_line(kind, each.line, each.problems, remarks),
            form,
            columns,
            [each.beside[place] for place in told],
        )
        for each, form in zip(lines, forms, strict=True)
    ]
    return GridTable(kind, rows, columns, [str(kind.grid.beside[place]) for place in told])


def grid_row(filing: Filing, line: FilingLine, kind: LineKind[Any], form: LineForm) -> GridRow:
    """One row alone, with every column of its kind's table (the queries of ``problems``)."""
    problems = kind.problems(filing, [line]).get(line.subject_id, ())
    checked = checked_line(kind, line, problems, remarks_to_settle(filing))
    return GridRow(checked, form, list(enumerate(kind.grid.columns)))


def checked_line(
    kind: LineKind[Any], line: FilingLine, problems: Sequence[Problem], remarks: Remarks
) -> CheckedLine:
    at_line = tuple(remarks.get((kind.key, line.subject_id), ()))
    return CheckedLine(kind, line, kind.subject(line), tuple(problems), remarks=at_line)


def remarks_to_settle(filing: Filing) -> Remarks:
    """The remarks on the lines of a returned filing (one query, none for others)."""
    return filing.remarks_by_line if filing.status == Filing.Status.RETURNED else {}
