"""What came back against the text as it stands by now: part by part what would change, and what collides."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.editing.changes import order_of, state_of
from reports.editing.parts import MAIN_LEVEL, Part, Text, part_of
from reports.word_copies.content import Item, Returned

NEW = "new-"


@dataclass(frozen=True, slots=True)
class Unit:
    """What would be taken over, or left, as one. ``words`` is None where they are as they left; ``at`` is the
    place of a new paragraph or of a part among the items, None of what is gone. ``is_conflict``: the portal's
    text changed there meanwhile, in another way."""

    key: str
    number: int | None
    words: str | None = None
    joined: tuple[int, ...] = ()
    is_gone: bool = False
    is_moved: bool = False
    is_conflict: bool = False
    at: int | None = None


def key_of(item: Item, place: int) -> str:
    return f"{NEW}{place}" if item.number is None else str(item.number)


def units(left: Text, now: Text, returned: Returned) -> list[Unit]:
    """Every change that came back and does not stand already, in the order of the file; what is gone where it
    stood. ``left`` is the text as it left."""
    moved = moved_places(left, returned.items)
    is_reordered = order_of(common(left, now)) != order_of(left)
    found: list[Unit] = []
    for place, item in enumerate(returned.items):
        unit = unit_of(left, now, item, place, is_moved=place in moved)
        if unit is not None:
            is_conflict = unit.is_conflict or (unit.is_moved and is_reordered)
            found.append(replace(unit, is_conflict=is_conflict))
    return with_gone(left, now, returned, found)


def common(left: Text, now: Text) -> list[Part]:
    """The parts that were there when the copy left, as they are ordered by now."""
    known = {part.number for part in left}
    return [part for part in now if part.number in known]


def unit_of(left: Text, now: Text, item: Item, place: int, *, is_moved: bool) -> Unit | None:
    """The change of one item; None where it changes nothing."""
    if item.number is None:
        is_there = stands_since(left, now, item)
        return None if is_there else Unit(key_of(item, place), None, item.words, at=place)
    numbers = (item.number, *item.joined)
    is_said = item.words is not None or bool(item.joined)
    is_open = is_said and not stands_already(now, item)
    if not is_open and not (is_moved and part_of(now, item.number).stands):
        return None
    return Unit(
        key_of(item, place),
        item.number,
        item.words,
        item.joined,
        is_moved=is_moved,
        is_conflict=is_open and is_changed(left, now, numbers),
        at=place,
    )


def stands_since(left: Text, now: Text, item: Item) -> bool:
    """Whether the same new paragraph was written in the portal since the copy left, or came back before."""
    known = {part.number for part in left}
    return any(part.words == item.words and part.stands for part in now if part.number not in known)


def stands_already(now: Text, item: Item) -> bool:
    """Whether the portal's text says the same by now."""
    part = part_of(now, item.number or 0)
    is_same = item.words is None or part.words == item.words
    return (
        part.stands and is_same and all(part_of(now, each).joined_into == part.number for each in item.joined)
    )


def is_changed(left: Text, now: Text, numbers: Collection[int]) -> bool:
    """Whether any of the parts is otherwise than when the copy left."""
    return any(state_of(part_of(left, number)) != state_of(part_of(now, number)) for number in numbers)


def with_gone(left: Text, now: Text, returned: Returned, found: list[Unit]) -> list[Unit]:
    """The units with those of what is gone, each behind the last unit of what stood before it."""
    place = {part.number: place for place, part in enumerate(left)}
    for number in returned.gone:
        if not part_of(now, number).stands:
            continue
        unit = Unit(str(number), number, is_gone=True, is_conflict=is_changed(left, now, [number]))
        before = [
            at for at, each in enumerate(found, 1) if each.number and place[each.number] < place[number]
        ]
        found.insert(max(before, default=0), unit)
    return found


def moved_places(left: Text, items: Sequence[Item]) -> set[int]:
    """The places of the items that stand otherwise ordered than they left: as few as can be, and never the
    heading of a main part."""
    was = {part.number: place for place, part in enumerate(left)}
    known = [(place, was[item.number]) for place, item in enumerate(items) if item.number is not None]
    mains = {was[part.number] for part in left if part.level == MAIN_LEVEL}
    staying = {known[at][0] for at in rise_through([stood for _place, stood in known], mains)}
    return {place for place, _stood in known} - staying


def rise_through(places: Sequence[int], fixed: Collection[int]) -> Iterator[int]:
    """The most of the places that rise, by where they are in the sequence, with all ``fixed`` ones, which
    rise among themselves."""
    edges = [-1, *(at for at, place in enumerate(places) if place in fixed), len(places)]
    for first, last in pairwise(edges):
        low = places[first] if first >= 0 else -1
        high = places[last] if last < len(places) else max(places, default=0) + 1
        between = [at for at in range(first + 1, last) if low < places[at] < high]
        yield from (between[at] for at in longest_rise([places[at] for at in between]))
        if last < len(places):
            yield last


def longest_rise(places: Sequence[int]) -> list[int]:
    """The most of the places that rise, by where they are in the sequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for at, place in enumerate(places):
        length = bisect_left(tails, place)
        before[at] = ends[length - 1] if length else None
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [at]
    found: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]
