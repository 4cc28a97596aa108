"""The tables of a PDF, page by page, as lines of text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reading.sources.cells import Cell
from reading.sources.pdf_columns import Columns, below_header, below_page_top
from reading.sources.pdf_grids import grids, lays_out, rows_of
from reading.sources.pdf_pages import Line, Page
from reading.sources.tables import row_line
from reading.tables.limits import Count, cell_count


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands of a table on a page: its highest baseline, and its rows."""

    top: float
    rows: list[list[Cell]]


@dataclass(slots=True)
class PageTables:
    """The lines of a page that stand in no table, and the tables by the place of the line that follows."""

    others: list[Line]
    parts: dict[int, list[_Part]] = field(default_factory=dict)

    def rows_before(self, place: int) -> Iterable[str]:
        """The rows of the tables that stand above the line at ``place``."""
        rows = (row for part in self.parts.get(place, []) for row in part.rows)
        return [text for row in rows if (text := row_line(row))]


@dataclass(slots=True)
class Tables:
    """Reads the tables of the pages in turn; one may go on over the end of a page."""

    count: Count = field(default_factory=cell_count)
    open_columns: Columns | None = None

    def of_page(self, page: Page, lines: Sequence[Line]) -> PageTables:
        """The tables of a page with these lines. Raises DocumentError for more cells than can be read."""
        parts: list[_Part] = []
        rest = list(lines)
        for grid in grids(page):
            inside = [line for line in rest if grid.holds(line)]
            rows = rows_of(grid, inside)
            if inside and not lays_out(rows):
                parts.append(_Part(max(line.bottom for line in inside), rows))
                rest = [line for line in rest if not grid.holds(line)]
        rest = self._set_in_columns(rest, parts)
        for part in parts:
            self.count.add(sum(map(len, part.rows)))
        return _placed(rest, parts)

    def _set_in_columns(self, lines: list[Line], parts: list[_Part]) -> list[Line]:
        """The lines without those of tables that have no drawn lines; these are added to ``parts``."""
        goes_on = below_page_top(lines, self.open_columns) if self.open_columns else None
        self.open_columns = None
        while found := goes_on or below_header(lines):
            goes_on = None
            parts.append(_Part(found.top, found.rows))
            lines = [line for line in lines if id(line) not in found.taken]
            self.open_columns = found.columns if not _stands_below(lines, found.foot) else None
        return lines


def _stands_below(lines: Iterable[Line], foot: float) -> bool:
    """Whether more than a page number stands below a table."""
    return any(line.bottom < foot and len(line.text) > 12 for line in lines)


def _placed(lines: list[Line], parts: list[_Part]) -> PageTables:
    tables = PageTables(lines)
    for part in sorted(parts, key=lambda part: -part.top):
        place = next((number for number, line in enumerate(lines) if line.bottom < part.top), len(lines))
        tables.parts.setdefault(place, []).append(part)
    return tables
