"""What one move changed in a text, kept so that it can be told, and undone."""

from collections.abc import Iterable
from dataclasses import replace

import msgspec
from django.utils.translation import gettext as _

from reports.editing.moves import MoveRefused
from reports.editing.parts import Part, Text, part_of


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can change of one part."""

    words: str
    is_left_out: bool = False
    joined_into: int | None = None


class PartChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part as it was, None where it was not there yet, and as it is since."""

    number: int
    before: State | None
    after: State


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parts that changed, in the order of the text, and the order of all where that changed or grew."""

    parts: tuple[PartChange, ...] = ()
    order_before: tuple[int, ...] = ()
    order_after: tuple[int, ...] = ()


def state_of(part: Part) -> State:
    return State(part.words, part.is_left_out, part.joined_into)


def change_between(before: Text, after: Text) -> Change:
    """What differs between two states of one text; parts are never taken out of it."""
    known = {part.number: part for part in before}
    parts = tuple(
        PartChange(part.number, None if was is None else state_of(was), state_of(part))
        for part in after
        if (was := known.get(part.number)) != part
    )
    orders = order_of(before), order_of(after)
    return Change(parts, *orders) if orders[0] != orders[1] else Change(parts)


def order_of(text: Iterable[Part]) -> tuple[int, ...]:
    return tuple(part.number for part in text)


def undone(text: Text, change: Change) -> Text:
    """The text without a change. Raises ``MoveRefused`` where something that it touched has changed since.

    A part that came with it is left out: nothing is ever taken out of a text.
    """
    for each in change.parts:
        if state_of(part_of(text, each.number)) != each.after:
            raise MoveRefused(_("What was changed then has changed again since, so it cannot be undone."))
        text = tuple(back(part, each.before) if part.number == each.number else part for part in text)
    return reordered(text, change)


def back(part: Part, state: State | None) -> Part:
    if state is None:
        return replace(part, is_left_out=True)
    return replace(part, words=state.words, is_left_out=state.is_left_out, joined_into=state.joined_into)


def reordered(text: Text, change: Change) -> Text:
    """The text in the order before a change; one that only grew keeps its own."""
    if not change.order_after or set(change.order_before) != set(change.order_after):
        return text
    if order_of(text) != change.order_after:
        raise MoveRefused(_("The order has changed again since, so that this move cannot be undone."))
    return tuple(part_of(text, number) for number in change.order_before)


def earlier(text: Text, changes: Iterable[Change]) -> Text:
    """The text as it was before ``changes``, which come the latest first; what came with one is not in it."""
    for change in changes:
        before = {each.number: each.before for each in change.parts}
        text = tuple(
            back(part, before.get(part.number, state_of(part)))
            for part in text
            if before.get(part.number, part) is not None
        )
        if change.order_before:
            text = tuple(part_of(text, number) for number in change.order_before)
    return text
