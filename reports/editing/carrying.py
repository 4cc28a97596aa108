"""What was edited in one composed version carried over into the next one, wherever that says the same."""

from collections.abc import Mapping
from dataclasses import replace

from reports.editing.parts import Part, Text, absorbed, as_composed


def carried_over(edited: Text, composed: Text) -> Text:
    """``composed``, a text that was just begun, with what was done to ``edited``.

    A part that is composed the same again keeps its words, its place and whether it stands; what is composed
    otherwise by now stands as it is composed, to be edited anew. What an editor wrote or inserted stays.
    """
    matches = matched(edited, composed)
    numbers = numbers_in_next(edited, composed)
    order = [taken(edited, part, numbers) for part in edited if part.number in numbers]
    return with_new(order, composed, set(matches.values()))


def numbers_in_next(edited: Text, composed: Text) -> dict[int, int]:
    """The number in the next text of each part that is carried over: composed the same, or an editor's."""
    first = max((part.number for part in composed), default=0) + 1
    added = [part.number for part in edited if part.is_editors]
    return matched(edited, composed) | {number: first + place for place, number in enumerate(added)}


def matched(edited: Text, composed: Text) -> dict[int, int]:
    """The number that each part composed the same has in the other text."""
    waiting = list(composed)
    found: dict[int, int] = {}
    for part in sorted(edited, key=lambda each: each.number):
        same = next((each for each in waiting if each.compiled == part.compiled), None)
        if not part.is_editors and same is not None:
            found[part.number] = same.number
            waiting.remove(same)
    return found


def taken(edited: Text, part: Part, numbers: Mapping[int, int]) -> Part:
    """One part under its number in the other text. As composed, if it was, where some of what it took in is
    composed otherwise by now; on its own where that which took it in does not hold its words any more."""
    is_kept = part.compiled is None or is_whole(edited, part.number, numbers)
    target = part.joined_into
    return replace(
        part if is_kept else as_composed(part),
        number=numbers[part.number],
        is_left_out=part.is_left_out,
        joined_into=numbers[target] if target is not None and is_whole(edited, target, numbers) else None,
    )


def is_whole(edited: Text, number: int, numbers: Mapping[int, int]) -> bool:
    """Whether a part and all that it has taken in are in the other text too."""
    return number in numbers and all(each.number in numbers for each in absorbed(edited, number))


def with_new(order: list[Part], composed: Text, known: set[int]) -> Text:
    """The carried parts with those composed otherwise, each behind the part that it follows as composed."""
    for place, part in enumerate(composed):
        if part.number in known:
            continue
        before = composed[place - 1].number if place else None
        at = next((at for at, each in enumerate(order, 1) if each.number == before), 0)
        order.insert(at, part)
    return tuple(order)
