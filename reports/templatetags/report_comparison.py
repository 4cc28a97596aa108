"""Two annual reports side by side on a page: what became of each passage, and its words on either side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template

from reports.report_comparison.sides import Sides
from reports.report_comparison.wording import fate_in_words
from reports.text_comparison.blocks import BlockChange, Fate, text_of
from reports.text_comparison.sentences import SentenceChange, SentenceKind, after_side, before_side
from reports.text_comparison.tables import RowChange, RowFate, TableChange
from tasks.comparison.marks import Mark, Op

register = template.Library()
# Longer tables unfold.
MOST_ROWS = 20
PILLS = {"kept": "kept", "changed": "reworded", "added": "new", "removed": "dropped", "moved": "moved"}
ICONS = {
    "kept": "approved",
    "changed": "draft",
    "added": "plus",
    "removed": "close",
    "moved": "arrow_right",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one side's text: its runs, and whether the other side has it in another place."""

    runs: tuple[Mark, ...]
    is_moved: bool = False


@register.simple_tag
def fate_label(fate: Fate | RowFate, sides: Sides) -> str:
    return fate_in_words(fate, sides)


@register.filter
def pill_of(fate: Fate | RowFate) -> str:
    """The colour of what became of a passage."""
    return PILLS[fate.value]


@register.filter
def icon_of(fate: Fate | RowFate) -> str:
    """The sign of what became of a passage."""
    return ICONS[fate.value]


@register.filter
def words_of(change: BlockChange) -> str:
    """What a passage says that is the same on both sides; of a table its title."""
    return text_of(change.block)


@register.filter
def side_before(change: BlockChange) -> list[Piece]:
    """The text as the earlier side has it, with what the other has not marked."""
    return _side(change, before_side(change.sentences), Op.INSERTED, is_before=True)


@register.filter
def side_after(change: BlockChange) -> list[Piece]:
    """The text as the later side has it, with what the other has not marked."""
    return _side(change, after_side(change.sentences), Op.DELETED, is_before=False)


def _side(
    change: BlockChange, told: Iterable[SentenceChange], left_out: Op, *, is_before: bool
) -> list[Piece]:
    block = change.before if is_before else change.after
    if block is None:
        return []
    if not change.sentences:
        alone = Op.DELETED if is_before else Op.INSERTED
        return [Piece((Mark(alone if change.is_alone else Op.EQUAL, text_of(block)),))]
    return spaced([_piece(sentence, left_out, is_before=is_before) for sentence in told])


def _piece(sentence: SentenceChange, left_out: Op, *, is_before: bool) -> Piece:
    text = sentence.before if is_before else sentence.after
    match sentence.kind:
        case SentenceKind.REWORDED:
            runs = tuple(mark for mark in sentence.marks if mark.op is not left_out)
        case SentenceKind.ADDED | SentenceKind.REMOVED:
            runs = (Mark(Op.DELETED if is_before else Op.INSERTED, text),)
        case _:
            runs = (Mark(Op.EQUAL, text),)
    return Piece(runs, sentence.is_moved)


def spaced(pieces: list[Piece]) -> list[Piece]:
    """A blank stands between sentences of Latin script, as in the report."""
    found = pieces[:1]
    for piece in pieces[1:]:
        is_latin = found[-1].runs[-1].text[-1].isascii() and piece.runs[0].text[0].isascii()
        runs = (Mark(Op.EQUAL, " "), *piece.runs) if is_latin else piece.runs
        found.append(Piece(runs, piece.is_moved))
    return found


@register.filter
def rows_shown(table: TableChange, shows_all: bool) -> list[RowChange]:  # noqa: FBT001 (a template's filter)
    """The rows that differ, or all."""
    return [row for row in table.rows if shows_all or row.differs]


@register.filter
def is_long(rows: list[RowChange]) -> bool:
    """Whether a table is folded."""
    return len(rows) > MOST_ROWS
