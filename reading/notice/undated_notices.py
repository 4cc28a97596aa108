"""Where a notice ends whose signature has no date, or that has none: at the title of what it issues."""

from dataclasses import replace
from itertools import pairwise

from reading.markers import read_marker
from reading.notice.content import Content
from reading.notice.parts import Part
from reading.notice.signature import is_signed
from reading.notice.title_lines import ends_title, title_end

_LONGEST_LEAD = 40


def part_undated(content: Content, parts: list[Part]) -> list[Part]:
    """``parts`` with the first one parted where its numbers begin again below a signature or a title."""
    first = parts[0]
    starts = content.starts_between(first.begins, first.ends)
    for before, start in pairwise(starts):
        if not _begins_again(content, starts[0], start):
            continue
        cut = _cut(content, before, start)
        if cut is not None:
            notice = Part(first.head, first.begins, cut, cut)
            return [notice, replace(first, head=None, begins=cut), *parts[1:]]
    return parts


def _begins_again(content: Content, first: int, start: int) -> bool:
    """Whether the number at ``start`` is the first of a style that may stand above the notice's points."""
    marker, top = content.markers[start], content.markers[first]
    return marker is not None and top is not None and marker.value == 1 and marker.rank <= top.rank


def _cut(content: Content, before: int, start: int) -> int | None:
    """Where the plan begins between the last point of the notice and ``start``: below the signature, or at a
    title."""
    texts = content.texts
    for number in range(max(before + 1, start - _LONGEST_LEAD), start):
        if texts[number - 1][-1] not in "。；）)":
            continue
        end = number
        while end < start and is_signed(texts, end):
            end += 1
        if end > number and (end == start or title_end(texts, end) > end):
            return end
        title_to = title_end(texts, number, start)
        if (
            title_to > number
            and ends_title("".join(texts[number:title_to]))
            and not read_marker(texts[number])
        ):
            return number
    return None
