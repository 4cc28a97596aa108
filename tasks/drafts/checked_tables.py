"""A table of a document as the page shows it: its rows beside the tasks that were read from them, its cells
with the doubts that stand on them. Plain values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tasks.drafts.spots import Spot, pressing
from tasks.models import GuidanceTable, Task

# Fewer characters, such as a number, are in many tasks and tell nothing.
TELLING = 4
ENDINGS = "。；;.，,"


@dataclass(slots=True)
class CheckedCell:
    """A cell with what points to it."""

    text: str
    spots: list[Spot] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(self.text.split())

    @property
    def pointer(self) -> Spot | None:
        """The most pressing of what points to it and is pointed to."""
        return pressing(self.spots)


@dataclass(slots=True)
class CheckedRow:
    """A row with the tasks that were read from it."""

    cells: list[CheckedCell]
    tasks: list[Task] = field(default_factory=list)


@dataclass(slots=True)
class CheckedTable:
    """A table with its rows of heading and the others; offsets are into the source."""

    pk: int
    order: int
    is_read: bool
    starts_at: int
    ends_at: int
    heading: list[CheckedRow]
    rows: list[CheckedRow]

    @classmethod
    def of(cls, table: GuidanceTable) -> "CheckedTable":
        """A table as kept, with rows of equal length."""
        width = max(map(len, table.rows), default=0)
        rows = [CheckedRow([CheckedCell(text) for text in evened(row, width)]) for row in table.rows]
        head = min(table.header_rows, len(rows))
        places = (table.starts_at, table.ends_at)
        return cls(table.pk, table.order, table.is_read, *places, rows[:head], rows[head:])

    @property
    def anchor(self) -> str:
        return f"table-{self.pk}"

    def cells(self) -> Iterator[CheckedCell]:
        for row in (*self.heading, *self.rows):
            yield from row.cells

    def lay(self, source: str, spot: Spot) -> str:
        """Let a spot, whose offsets are into ``source``, stand on the cell that has its words; returns the
        anchor where one comes to it, which is the table's where no cell has them."""
        words = "".join(source[spot.starts_at : spot.ends_at].split())
        before = "".join(source[self.starts_at : spot.starts_at].split()).count(words) if words else 0
        having = [cell for cell in self.cells() if words and words in cell.words]
        for cell in having:
            before -= cell.words.count(words)
            if before < 0:
                cell.spots.append(spot)
                return spot.anchor
        return self.anchor

    def take(self, tasks: Iterable[Task]) -> None:
        """Put each task to the row that says most of it."""
        for task in tasks:
            said = said_of(task)
            best = max(self.rows, key=lambda row: common(row, said), default=None)
            if best is not None and common(best, said):
                best.tasks.append(task)

    def tasks_on(self, key: str) -> list[Task]:
        """The tasks of the rows on which something stands, by its key."""
        return [
            task
            for row in self.rows
            if any(spot.key == key for cell in row.cells for spot in cell.spots)
            for task in row.tasks
        ]


def evened(row: Sequence[str], width: int) -> list[str]:
    """The cells of a row, empty ones behind where others have more."""
    return [*row, *[""] * (width - len(row))]


def said_of(task: Task) -> str:
    return "".join(task.text.split()).strip(ENDINGS)


def common(row: CheckedRow, said: str) -> int:
    """How many characters of a task stand in a row: of the cells that it has, or that have all of it."""
    found = 0
    for cell in row.cells:
        words = cell.words.strip(ENDINGS)
        if len(words) >= TELLING and words in said:
            found += len(words)
        elif said and said in words:
            found += len(said)
    return found
