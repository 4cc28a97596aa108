"""The one move by which what came back from Word becomes the text, as far as it was chosen."""

from collections.abc import Collection
from dataclasses import replace

from reports.editing.moves import changed
from reports.editing.parts import Part, Text, part_of
from reports.word_copies.content import Returned
from reports.word_copies.units import Unit, moved_places, units


def taken_over(now: Text, *, left: Text, returned: Returned, chosen: Collection[str]) -> Text:
    """The text ``now`` with the chosen units; ``left`` is the text as the copy left. Taken over as a whole,
    it says what the file says, in its order."""
    picked = [unit for unit in units(left, now, returned) if unit.key in chosen]
    text = now
    for unit in picked:
        text = with_words(text, unit)
    return in_file_order(text, left, returned, picked)


def with_words(text: Text, unit: Unit) -> Text:
    """The text with what one unit says of a part that there is; whatever it says stands."""
    if unit.number is None:
        return text
    part = part_of(text, unit.number)
    if unit.is_gone:
        return changed(text, replace(part, is_left_out=True))
    words = part.words if unit.words is None else unit.words
    text = changed(text, replace(part, words=words, is_left_out=False, joined_into=None))
    for number in unit.joined:
        joined = replace(part_of(text, number), is_left_out=False, joined_into=unit.number)
        text = changed(text, joined)
    return text


def in_file_order(text: Text, left: Text, returned: Returned, picked: Collection[Unit]) -> Text:
    """The text with what is new and what was moved, each directly behind what it follows in the file."""
    placed = {
        unit.at: unit for unit in picked if unit.at is not None and (unit.is_moved or unit.number is None)
    }
    moved = moved_places(left, returned.items)
    next_number = max((part.number for part in text), default=0) + 1
    away = {unit.number for unit in placed.values()}
    order = [part for part in text if part.number not in away]
    at = 0
    for place, item in enumerate(returned.items):
        if unit := placed.get(place):
            if unit.number is None:
                order.insert(at, Part(next_number, None, unit.words or ""))
                next_number += 1
            else:
                order.insert(at, part_of(text, unit.number))
            at += 1
        elif item.number is not None and place not in moved:
            at = next(index for index, part in enumerate(order, 1) if part.number == item.number)
    return tuple(order)
