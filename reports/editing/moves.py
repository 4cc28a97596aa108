"""What an editor does with the parts of a report: each move answers the text after it, or refuses.

Nothing compiled is ever lost: a part stands, is left out, or is joined into one that it can be taken out of.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from organizations.errors import ActionRefused
from reports.editing.parts import Part, Text, part_of, standing
from texts.sentences import run_on


class MoveRefused(ActionRefused):
    """The text has no such part, or the part cannot be moved so. Its words are for people."""


def reworded(text: Text, number: int, words: str) -> Text:
    """The text with other words in one part; empty ones would leave it out, which is a move of its own."""
    part = asked(text, number)
    if part.is_drawn or part.is_main_heading:
        raise MoveRefused(_("Tables, drawings and the five parts' headings cannot be worded otherwise."))
    if not words.strip():
        raise MoveRefused(_("A part without words cannot stand. Leave it out instead."))
    return changed(text, replace(part, words=words))


def left_out(text: Text, number: int) -> Text:
    """The text without one part, and without what was joined into it."""
    part = asked(text, number)
    if part.is_main_heading:
        raise MoveRefused(_("The five parts of a report stay, each under its heading."))
    return changed(text, replace(part, is_left_out=True))


def put_back(text: Text, number: int) -> Text:
    """The text with a part that was left out, at the place where it stood."""
    return changed(text, replace(asked(text, number), is_left_out=False))


def joined(text: Text, number: int) -> Text:
    """The text with one paragraph run on behind the paragraph before it."""
    part, shown = asked(text, number), standing(text)
    place = shown.index(part) if part in shown else 0
    before = shown[place - 1] if place else None
    if before is None or not (part.is_paragraph and before.is_paragraph):
        raise MoveRefused(_("Only a paragraph directly below another can be joined to it."))
    whole = replace(before, words=run_on([before.words, part.words]))
    return changed(changed(text, whole), replace(part, joined_into=before.number))


def separated(text: Text, number: int) -> Text:
    """The text with a paragraph on its own again that was joined to another, whose words it leaves."""
    part = asked(text, number)
    if part.joined_into is None:
        raise MoveRefused(_("This paragraph is not joined to another."))
    whole = part_of(text, part.joined_into)
    before, found, behind = whole.words.rpartition(part.words)
    rest = run_on([piece for piece in (before.strip(), behind.strip()) if piece])
    if not found or not rest:
        raise MoveRefused(_("Its words were changed since it was joined, so it cannot be taken out again."))
    return changed(changed(text, replace(whole, words=rest)), replace(part, joined_into=None))


def moved(text: Text, number: int, *, down: bool) -> Text:
    """The text with one part a place further up or down among those that stand. A heading takes along what
    stands under it, past a neighbour of its level; nothing leaves its main part."""
    part = asked(text, number)
    if not part.stands or part.is_main_heading:
        raise MoveRefused(_("Only what stands in the text can be moved, and within its part alone."))
    if part.level is not None:
        return moved_with_its_section(text, part, down=down)
    shown = standing(text)
    place = shown.index(part) + (1 if down else -1)
    if not 0 <= place < len(shown) or shown[place].is_main_heading:
        raise MoveRefused(at_the_end(down=down))
    rest = tuple(each for each in text if each != part)
    at = rest.index(shown[place]) + (1 if down else 0)
    return (*rest[:at], part, *rest[at:])


def moved_with_its_section(text: Text, heading: Part, *, down: bool) -> Text:
    """The text with a heading and all that stands under it before or behind the section next to it."""
    first, last = section_at(text, heading)
    if down:
        if last == len(text) or text[last].level != heading.level:
            raise MoveRefused(at_the_end(down=True))
        return moved_with_its_section(text, text[last], down=False)
    before = [each for each in text[:first] if each.stands and is_border(each, heading)]
    if not before or before[-1].level != heading.level:
        raise MoveRefused(at_the_end(down=False))
    start = text.index(before[-1])
    return (*text[:start], *text[first:last], *text[start:first], *text[last:])


def section_at(text: Text, heading: Part) -> tuple[int, int]:
    """Where a heading stands, and where what stands under it ends."""
    first = text.index(heading)
    for place in range(first + 1, len(text)):
        if text[place].stands and is_border(text[place], heading):
            return first, place
    return first, len(text)


def is_border(part: Part, heading: Part) -> bool:
    """Whether a part is a heading that ends what stands under another."""
    return part.level is not None and heading.level is not None and part.level <= heading.level


def at_the_end(*, down: bool) -> str:
    return _("It stands last in its part already.") if down else _("It stands first in its part already.")


def written(text: Text, words: str, *, after: int) -> Text:
    """The text with a paragraph of an editor's own behind the part of a number, 0 for the very beginning."""
    if not words.strip():
        raise MoveRefused(_("Write what the paragraph is to say."))
    new = Part(max((part.number for part in text), default=0) + 1, None, words)
    if not after:
        return (new, *text)
    place = text.index(asked(text, after)) + 1
    return (*text[:place], new, *text[place:])


def asked(text: Text, number: int) -> Part:
    """The part of a number. Raises ``MoveRefused`` where there is none."""
    try:
        return part_of(text, number)
    except KeyError:
        raise MoveRefused(_("The text has no such part.")) from None


def changed(text: Text, part: Part) -> Text:
    """The text with another part of the same number."""
    return tuple(part if each.number == part.number else each for each in text)
