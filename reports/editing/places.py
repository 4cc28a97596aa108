"""On which page each part of a text begins, found by its first words in what the pages say."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from reports.editing.parts import Part, Text, standing
from reports.snapshot.document import Chart, Picture, Table

# So many signs tell where a part begins: fewer than a line has, so that none is broken by the end of a page.
ENOUGH = 16


def begun_on(text: Text, pages: Sequence[str]) -> dict[int, int]:
    """The page, counted from 1, on which each part that stands begins, by its number.

    Parts are looked for one behind the other, so that the same words twice are two places; one that is not
    found begins where the one before it does.
    """
    said = [bare(page) for page in pages]
    starts = [0, *accumulate(map(len, said))][:-1]
    whole, at, rest = "".join(said), 0, 0
    found: dict[int, int] = {}
    for part in standing(text):
        words = bare(beginning(part))
        place = whole.find(words[:ENOUGH], rest) if words else -1
        if place >= 0:
            # A sign or two of a part may be set otherwise than it is written.
            at, rest = place, place + max(len(words) - ENOUGH, min(len(words), ENOUGH))
        found[part.number] = bisect_right(starts, at)
    return found


def beginning(part: Part) -> str:
    """What a part begins with on paper; of a table, chart or picture its title."""
    match part.compiled:
        case Table(title=title) | Chart(title=title):
            return title
        case Picture():
            return ""
        case _:
            return part.words


def bare(words: str) -> str:
    """Words without blanks, which the page sets as it needs them."""
    return "".join(words.split())
