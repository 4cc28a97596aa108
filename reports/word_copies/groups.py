"""The paragraphs of a body put together by the bookmarks that reach over them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.word_copies.blocks import CopyBlock
from reports.word_copies.sent import PartKind, Sent


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that follow one another and are one part, or several run on; without ``numbers`` one block that
    no bookmark names."""

    numbers: tuple[int, ...]
    blocks: tuple[CopyBlock, ...]

    @property
    def text(self) -> str:
        return "\n".join(filter(None, (block.text for block in self.blocks)))


def grouped(sent: Sent, body: Sequence[CopyBlock]) -> list[Group]:
    """The groups of a body in order; every block is in one of them."""
    groups: list[Group] = []
    done: set[int] = set()
    for block in (piece for each in body for piece in divided(sent, each)):
        last = groups[-1] if groups else Group((), ())
        claims = tuple(each for each in block.claims if each not in done or each in last.numbers)
        if set(claims) & set(last.numbers) and may_go_on(sent, last):
            numbers = tuple(dict.fromkeys((*last.numbers, *claims)))
            groups[-1] = Group(numbers, (*last.blocks, block))
        else:
            claims = tuple(each for each in claims if each not in done)
            groups.append(Group(claims, (block,)))
        done.update(claims)
    return groups


def may_go_on(sent: Sent, group: Group) -> bool:
    """Whether a part can be of several paragraphs; a heading is one."""
    return sent.kind(group.numbers[0]) in {PartKind.WORDED, PartKind.DRAWN}


def divided(sent: Sent, block: CopyBlock) -> Iterator[CopyBlock]:
    """A block with claims of one kind alone: a heading that a paragraph was run on to is a block of its own
    again, where its words still begin the block."""
    known = tuple(each for each in block.claims if each in sent.parts)
    drawn = tuple(each for each in known if sent.kind(each) is PartKind.DRAWN)
    worded = tuple(each for each in known if sent.kind(each) is PartKind.WORDED)
    headings = tuple(each for each in known if each not in drawn and each not in worded)
    if drawn and (block.is_table or block.drawings or not (worded or headings)):
        yield replace(block, claims=drawn[:1])
        return
    for number in headings if worded or len(headings) > 1 else ():
        said = sent.parts[number].prefix + sent.parts[number].words
        if block.text.startswith(said):
            yield CopyBlock(said, (number,), level=block.level)
            block = replace(block, text=block.text.removeprefix(said).strip())
            headings = tuple(each for each in headings if each != number)
    claims = worded or headings[:1]
    if block.lines or block.boxes or block.footnotes or block.comments:
        yield replace(block, claims=claims)
