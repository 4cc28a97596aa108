"""The table of contents: a list of headings that come again below, with or without their pages."""

from collections.abc import Sequence

from reading.late_pattern import LatePattern
from reading.markers import is_section_start
from reading.numerals import compact

LONGEST_CONTENTS = 300
_LONGEST_ENTRY = 100
_LEADER = LatePattern(r"(?:[\s.．·•…—_-]+|[.．·•…]+)?[（(]?\d{1,3}[）)]?$|[\s.．·•…]{3,}$")
_PAGED = LatePattern(r"(?:[\s.．·•…—_-]{2,}|[\t…])[（(]?(\d{1,3})[）)]?$")
_FEWEST = 3
_SHORTEST_KEY = 3


def is_contents_head(text: str) -> bool:
    """Whether the line is 目录."""
    return len(text) < 10 and compact(text) in {"目录", "目次"}


def find_contents(texts: Sequence[str]) -> range:
    """The lines of a table of contents among the first lines of a text, empty without one.

    It begins at 目录 and ends before its first heading comes again, or where its page numbers end. Without
    目录 it is one where all its headings come again below in the same order.
    """
    texts = texts[:LONGEST_CONTENTS]
    head = next((place for place, text in enumerate(texts) if is_contents_head(text)), None)
    if head is not None:
        return range(head, _end_below_head(texts, head + 1))
    first = next((place for place, text in enumerate(texts) if is_section_start(text)), None)
    if first is None or "。" in texts[first]:
        return range(0)
    end = _end_by_repetition(texts, first)
    is_list = end - first >= _FEWEST and all(_comes_again(texts, first, end))
    return range(first, end) if is_list else range(0)


def _end_below_head(texts: Sequence[str], first: int) -> int:
    """The end of a table that begins below 目录; where it cannot be told, not even 目录 is in it."""
    end = _end_by_repetition(texts, first)
    if end > first:
        again = list(_comes_again(texts, first, end))
        while end > first + 1 and not again[end - first - 1] and not _PAGED.search(texts[end - 1]):
            end -= 1
        return end
    while end < len(texts) and _is_entry(texts[end]) and any(map(_PAGED.search, texts[end : end + 2])):
        end += 1
    return end if end - first > 1 else first - 1


def _end_by_repetition(texts: Sequence[str], first: int) -> int:
    """The place where the heading at ``first`` comes again, or prose begins before that; ``first`` where it
    does not come again."""
    key = _key(texts[first]) if first < len(texts) else ""
    if len(key) < _SHORTEST_KEY and not is_section_start(key):
        return first
    again = next((at for at in range(first + 1, len(texts)) if compact(texts[at]).startswith(key)), first)
    return next((at for at in range(first, again) if not _is_entry(texts[at])), again)


def _comes_again(texts: Sequence[str], first: int, end: int) -> list[bool]:
    """Whether each line from ``first`` to ``end`` opens a line below, in the same order."""
    below = [compact(text) for text in texts[end:]]
    found, at = [], 0
    for text in texts[first:end]:
        key = _key(text)
        place = next(
            (number for number in range(at, len(below)) if key and below[number].startswith(key)), None
        )
        found.append(place is not None)
        at = at if place is None else place + 1
    return found


def _is_entry(text: str) -> bool:
    return len(text) <= _LONGEST_ENTRY and "。" not in text


def _key(text: str) -> str:
    """An entry without its leader and page."""
    return compact(_LEADER.sub("", text))
