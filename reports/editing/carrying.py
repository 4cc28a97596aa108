"""What was edited in one composed version carried over into the next one, wherever that says the same."""

from dataclasses import replace

from reports.editing.parts import Part, Text, as_composed, originals


def carried_over(edited: Text, composed: Text) -> Text:
    """``composed``, a text that was just begun, with what was done to ``edited``.

    A part that is composed the same again keeps its words, its place and whether it stands; what is composed
    otherwise by now stands as it is composed, to be edited anew. What an editor wrote stays.
    """
    matches = matched(edited, composed)
    numbers = numbers_in_next(edited, composed)
    order: list[Part] = []
    for part in edited:
        if part.number in matches:
            order.append(taken(edited, part, matches))
        elif part.compiled is None:
            joined_into = matches.get(part.joined_into or 0)
            order.append(replace(part, number=numbers[part.number], joined_into=joined_into))
    return with_new(order, composed, set(matches.values()))


def numbers_in_next(edited: Text, composed: Text) -> dict[int, int]:
    """The number in the next text of each part that is carried over: composed the same, or written."""
    first = max((part.number for part in composed), default=0) + 1
    written = [part.number for part in edited if part.compiled is None]
    return matched(edited, composed) | {number: first + place for place, number in enumerate(written)}


def matched(edited: Text, composed: Text) -> dict[int, int]:
    """The number that each part composed the same has in the other text."""
    waiting = list(composed)
    found: dict[int, int] = {}
    for part in sorted(edited, key=lambda each: each.number):
        same = next((each for each in waiting if each.compiled == part.compiled), None)
        if part.compiled is not None and same is not None:
            found[part.number] = same.number
            waiting.remove(same)
    return found


def taken(edited: Text, part: Part, matches: dict[int, int]) -> Part:
    """One part under its number in the other text; as composed where some of what it took in is composed
    otherwise by now, or where it was taken in by what is gone."""
    is_whole = all(each.number in matches for each in originals(edited, part.number))
    target = matches.get(part.joined_into or 0)
    is_free = part.joined_into is None or target is not None
    number = matches[part.number]
    if is_whole and is_free:
        return replace(part, number=number, joined_into=target)
    return replace(as_composed(part), number=number, is_left_out=part.is_left_out)


def with_new(order: list[Part], composed: Text, known: set[int]) -> Text:
    """The carried parts with those composed otherwise, each behind the part that it follows as composed."""
    for place, part in enumerate(composed):
        if part.number in known:
            continue
        before = composed[place - 1].number if place else None
        at = next((at for at, each in enumerate(order, 1) if each.number == before), 0)
        order.insert(at, part)
    return tuple(order)
