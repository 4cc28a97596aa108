"""The lines of a text as tables are looked for in them: as typed, with where they stand."""

from dataclasses import dataclass

from reading.late_pattern import LatePattern
from reading.numerals import compact

_LINE = LatePattern(
    r"([^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]*)(?:\r\n|\u2029\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]|\Z)"
)
_DASH = r"[-—–―－─－~·]"
_PAGE_NUMBER = LatePattern(
    rf"{_DASH}+[0-9]{{1,4}}{_DASH}+|第[0-9]{{1,4}}页(?:共[0-9]{{1,4}}页)?|[0-9]{{1,4}}/[0-9]{{1,4}}"
)
_LONGEST_PAGE_NUMBER = 20


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line: its text as typed without the line end, and its range with it."""

    text: str
    at: int
    ends_at: int

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_page_number(self) -> bool:
        return len(self.text) <= _LONGEST_PAGE_NUMBER and bool(_PAGE_NUMBER.fullmatch(compact(self.text)))


def source_lines(source: str) -> list[SourceLine]:
    """The lines of ``source``, end to end."""
    return [
        SourceLine(found[1], found.start(), found.end()) for found in _LINE.finditer(source) if found.group()
    ]
