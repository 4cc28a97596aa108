"""The content lines of a text, as the frame looks at them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reading.markers import BULLET_RANK, Marker
from reading.notice.attachments import Attachments, find_attachments
from reading.numerals import compact
from reading.structure.lines import Line

_LONGEST_COMPACT = 200


@dataclass(frozen=True, slots=True)
class Content:
    """``raw`` are the lines as printed and ``texts`` without blanks; ``markers`` their numbers, ``starts``
    the places of those that open a section and are no entry of a list of attachments."""

    raw: list[str]
    texts: list[str]
    markers: Sequence[Marker | None]
    starts: list[int]
    attachments: Attachments

    def starts_between(self, begins: int, ends: int) -> list[int]:
        return self.starts[bisect_left(self.starts, begins) : bisect_left(self.starts, ends)]


def read_content(lines: list[Line], markers: Sequence[Marker | None]) -> Content:
    raw = [line.text for line in lines]
    texts = [compact(text) if len(text) < _LONGEST_COMPACT else text for text in raw]
    attachments = find_attachments(texts)
    listed = attachments.listed
    starts = [
        number
        for number, marker in enumerate(markers)
        if marker and marker.rank != BULLET_RANK and number not in listed
    ]
    return Content(raw, texts, markers, starts, attachments)
