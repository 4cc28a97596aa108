"""What became of one block of a report: a heading, a paragraph, a table, a drawing or a picture."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from reports.snapshot.document import Block, Chart, Heading, Paragraph, Picture, Table
from reports.text_comparison.numbers import FoundNumber, NumberChange, found_numbers
from reports.text_comparison.sentences import SentenceChange, is_reworded, sentence_changes
from reports.text_comparison.tables import TableChange, chart_as_table, table_change


class Fate(StrEnum):
    """What became of a block."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class BlockChange:
    """One block of two reports; ``before`` is absent where it was added, ``after`` where it was removed.

    ``sentences`` are those of a changed text, else empty; ``table`` the rows of a table or drawing that is
    not the same. ``figures`` are those that differ; of a block that one report has alone, all of them.
    """

    fate: Fate
    before: Block | None
    after: Block | None
    sentences: tuple[SentenceChange, ...] = ()
    table: TableChange | None = None
    figures: tuple[FoundNumber, ...] = ()
    is_moved: bool = False

    @property
    def block(self) -> Block:
        """The block as it is now, else as it was."""
        block = self.after if self.after is not None else self.before
        assert block is not None  # noqa: S101 (one of both is there)
        return block

    @property
    def numbers(self) -> tuple[NumberChange, ...]:
        """The figures that differ."""
        return tuple(figure.change for figure in self.figures)

    @property
    def is_alone(self) -> bool:
        """Whether one report alone has it."""
        return self.before is None or self.after is None

    @property
    def differs(self) -> bool:
        return self.fate is not Fate.KEPT


def block_change(before: Block | None, after: Block | None, *, is_moved: bool = False) -> BlockChange:
    """What became of a block; both are of one kind where both are there."""
    if before is None or after is None:
        return _alone(before, after)
    unchanged = Fate.MOVED if is_moved else Fate.KEPT
    if before == after:
        return BlockChange(unchanged, before, after, is_moved=is_moved)
    tables = _as_table(before), _as_table(after)
    if tables[0] is not None and tables[1] is not None:
        table = table_change(tables[0], tables[1])
        fate = Fate.CHANGED if table.differs else unchanged
        return BlockChange(fate, before, after, table=table, figures=table.figures, is_moved=is_moved)
    return _text_change(before, after, unchanged, is_moved=is_moved)


def _alone(before: Block | None, after: Block | None) -> BlockChange:
    """A block that one report has alone; the rows of a table are as alone as it is."""
    fate = Fate.ADDED if before is None else Fate.REMOVED
    found = found_numbers(_whole_text(before), _whole_text(after))
    was, now = (None if block is None else _as_table(block) for block in (before, after))
    whole = was or now
    if whole is None:
        return BlockChange(fate, before, after, figures=found)
    empty = msgspec.structs.replace(whole, rows=())
    return BlockChange(fate, before, after, table=table_change(was or empty, now or empty), figures=found)


def _text_change(before: Block, after: Block, unchanged: Fate, *, is_moved: bool) -> BlockChange:
    old, new = text_of(before), text_of(after)
    if not is_reworded(old, new):
        return BlockChange(unchanged, before, after, is_moved=is_moved)
    return BlockChange(
        Fate.CHANGED,
        before,
        after,
        sentences=sentence_changes(old, new),
        figures=found_numbers(old, new),
        is_moved=is_moved,
    )


def _as_table(block: Block) -> Table | None:
    """A drawing says the same as a table of its bars."""
    if isinstance(block, Chart):
        return chart_as_table(block)
    return block if isinstance(block, Table) else None


def text_of(block: Block) -> str:
    """What a block says in running words; of a table and a drawing, its title."""
    match block:
        case Heading() | Picture() | Paragraph():
            return block.text
        case _:
            return block.title


def _whole_text(block: Block | None) -> str:
    """All that a block says, a cell a line, so that no figure runs on into the next."""
    if block is None:
        return ""
    table = _as_table(block)
    if table is None:
        return text_of(block)
    cells = [cell.text for row in table.rows for cell in row]
    return "\n".join((table.title, *cells, *table.notes))
