"""How much of a composed text was edited, and the body of two versions told apart (design R15)."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reports.editing.parts import Text, standing
from reports.snapshot.document import Block, Heading, Paragraph, ReportDocument
from reports.snapshot.head import Difference, Editing, StandsBy
from reports.snapshot.year import Name

BEGINNING = Name("开头", "Beginning")


def tally(text: Text, *, base: int, version: int, confirmed: Sequence[StandsBy]) -> Editing:
    """What was done to a text, counted by parts."""
    stands = standing(text)
    return Editing(
        base=base,
        version=version,
        reworded=sum(part.is_reworded and not part.is_inserted for part in stands),
        written=sum(part.compiled is None for part in stands),
        left_out=sum(part.is_left_out and not part.is_editors for part in text),
        joined=sum(part.joined_into is not None for part in text),
        inserted=len({part.origin for part in text if part.is_inserted and not part.is_left_out}),
        confirmed=tuple(confirmed),
    )


def body_differences(before: ReportDocument, after: ReportDocument) -> tuple[Difference, ...]:
    """The paragraphs and headings of one body that read otherwise in another, each with the heading that it
    stands under; absent is empty."""
    old, new = said(before.body), said(after.body)
    before_words, after_words = ([words for _under, words in side] for side in (old, new))
    matcher = SequenceMatcher(None, before_words, after_words, autojunk=False)
    return tuple(
        difference
        for op, a, b, c, d in matcher.get_opcodes()
        if op != "equal"
        for difference in paired(old[a:b], new[c:d])
    )


def paired(old: Sequence[tuple[Name, str]], new: Sequence[tuple[Name, str]]) -> Iterator[Difference]:
    """What stood in a place, one by one beside what stands there now."""
    for place in range(max(len(old), len(new))):
        gone, come = (side[place] if place < len(side) else None for side in (old, new))
        label = (come or gone or (BEGINNING, ""))[0]
        yield Difference(label, gone[1] if gone else "", come[1] if come else "")


def said(body: Sequence[Block]) -> list[tuple[Name, str]]:
    """Every heading and paragraph by the heading that it stands under; a heading without its number, which
    changes with those before it."""
    under, found = BEGINNING, []
    for block in body:
        if isinstance(block, Heading):
            under = Name(block.text, block.text)
            found.append((under, block.text))
        elif isinstance(block, Paragraph):
            found.append((under, block.text))
    return found
