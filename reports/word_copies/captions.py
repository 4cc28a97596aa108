"""Tables and drawings that lost their bookmarks, and the captions around them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reports.word_copies.groups import Group
from reports.word_copies.sent import PartKind, Sent, SentPart


def cores(sent: Sent, groups: Sequence[Group]) -> dict[int, int]:
    """The drawn part of each table or drawing that is as it left, by the place of its group; of several that
    look the same, in their order, those that no bookmark names first."""
    named = {number for group in groups for number in group.numbers}
    drawn = [part for part in sent.parts.values() if part.kind is PartKind.DRAWN and part.lines]
    waiting: dict[str, list[int]] = defaultdict(list)
    for part in sorted(drawn, key=lambda part: part.number in named):
        waiting[part.lines[part.core]].append(part.number)
    found: dict[int, int] = {}
    for place, group in enumerate(groups):
        alike = waiting.get("".join(group.blocks[0].lines[-1:]))
        if not group.numbers and alike:
            found[place] = alike.pop(0)
    return found


def with_captions(sent: Sent, groups: Sequence[Group], found: Mapping[int, int]) -> dict[int, int]:
    """The places of drawn parts with those of the captions directly before and behind them."""
    whole = dict(found)
    for place, group in enumerate(groups):
        part = sent.parts.get(group.numbers[0] if group.numbers else found.get(place, 0))
        if part is not None and part.kind is PartKind.DRAWN and is_core(group, part):
            for at in captions(groups, part, place):
                whole.setdefault(at, part.number)
    return whole


def is_core(group: Group, part: SentPart) -> bool:
    """Whether a group has the table or drawing itself, and not a caption alone."""
    is_drawn = any(block.is_table or block.drawings for block in group.blocks)
    return is_drawn or part.lines[part.core] in lines_in(group)


def captions(groups: Sequence[Group], part: SentPart, place: int) -> list[int]:
    """The places of the captions around a table or drawing, as far as they are as they left."""
    has, found = lines_in(groups[place]), []
    for step, lines in ((-1, part.lines[: part.core][::-1]), (1, part.lines[part.core + 1 :])):
        at = place + step
        for line in lines:
            if line in has:
                continue
            if not is_caption(groups, at, line):
                break
            found.append(at)
            at += step
    return found


def is_caption(groups: Sequence[Group], place: int, line: str) -> bool:
    """Whether a paragraph without a bookmark says just this at a place."""
    return 0 <= place < len(groups) and not groups[place].numbers and groups[place].blocks[0].lines == (line,)


def lines_in(group: Group) -> set[str]:
    return {line for block in group.blocks for line in block.lines}
