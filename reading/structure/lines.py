"""The source as lines, and which of them only the printed page needed."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from statistics import median_high

from reading.late_pattern import LatePattern
from reading.markers import is_section_start
from reading.numerals import compact
from reading.structure.contents import LONGEST_CONTENTS, find_contents

PARAGRAPH_END = "\u2029\n"
"""What ends a paragraph in sources that know their paragraphs (Word); elsewhere line ends are guessed at."""

_LINE = LatePattern(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]|\Z)")
_BLANK = " \t\u00a0\u3000\ufeff\u200b\u2002\u2003\u2009\x1a\x1f\0"
_LINE_ENDS = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_DASH = r"[-—–―－─~～·•_]"
_PAGE_NUMBER = LatePattern(
    rf"{_DASH}+(?:第)?[0-9]{{1,4}}(?:页)?{_DASH}+"
    r"|第[0-9一二三四五六七八九十百]{1,5}页(?:[，,/]?共[0-9一二三四五六七八九十百]{1,5}页)?"
    r"|[0-9]{1,4}/[0-9]{1,4}|[Pp]age[0-9]{1,4}(?:of[0-9]{1,4})?"
)
_BARE_NUMBER = LatePattern(r"[0-9]{1,3}")
_UNIT_START = LatePattern(r"[年月日号时点个项件家户人名种类条款章节级次倍元亿万千百%‰％、.．)）\]】，。；]")
_LONG_HEAD = 8
_OPENING_LINES = 80
_NARROWEST, _WIDEST = 36, 120
_RAGGED = 5
_INDENT = 4
_PUNCTUATED = LatePattern(r"[。；：！？（）()【】，、:;]")


@dataclass(slots=True, eq=False)
class Line:
    """One line of the source: its range with the line end, and its text without surrounding blanks. Its
    ``number`` counts from 1. It is marked while the lines are split, and not changed afterwards.

    ``table`` is the number of the table of duties that it was laid out from, 0 for others; ``is_row`` tells
    that a row of it, or a heading between its rows, begins here.
    """

    starts_at: int
    ends_at: int
    text: str
    text_at: int
    is_indented: bool
    number: int = 0
    is_furniture: bool = False
    follows_break: bool = False
    follows_paragraph: bool = False
    table: int = 0
    is_row: bool = False
    _width: int | None = None

    @property
    def is_content(self) -> bool:
        return bool(self.text) and not self.is_furniture

    @property
    def text_range(self) -> tuple[int, int]:
        """Where its text stands in the source."""
        return self.text_at, self.text_at + len(self.text)

    @property
    def width(self) -> int:
        """Its width in half-width cells, as a typesetter counts, with an indent of two characters."""
        if self._width is None:
            indent = min(_INDENT, 2 * (self.text_at - self.starts_at)) if self.is_indented else 0
            self._width = len(self.text.encode("gb18030", errors="replace")) + indent
        return self._width


def split_lines(source: str) -> list[Line]:
    """Every line of ``source``, end to end, with page numbers and running heads marked as furniture."""
    lines = [
        _line(found, number) for number, found in enumerate(_LINE.finditer(source), start=1) if found.group()
    ]
    _mark_page_numbers(source, lines)
    _mark_contents(lines)
    _mark_breaks(source, lines)
    _mark_running_heads(lines)
    return lines


def _line(found: re.Match[str], number: int) -> Line:
    raw = found.group()
    text = raw.rstrip(_LINE_ENDS).strip(_BLANK)
    lead = raw.index(text) if text else 0
    starts_at, ends_at = found.span()
    return Line(starts_at, ends_at, text, starts_at + lead, lead > 0, number)


def _mark_page_numbers(source: str, lines: list[Line]) -> None:
    content = [number for number, line in enumerate(lines) if line.text]
    bare: list[tuple[int, int, bool]] = []
    for place, number in enumerate(content):
        if len(lines[number].text) > 20:
            continue
        text = compact(lines[number].text)
        if _PAGE_NUMBER.fullmatch(text):
            lines[number].is_furniture = True
        elif _BARE_NUMBER.fullmatch(text):
            around = content[max(0, place - 1) : place + 2]
            bare.append((number, int(text), _stands_alone(source, lines, number, around)))
    for number in _page_numbers(bare):
        lines[number].is_furniture = True


def _mark_contents(lines: list[Line]) -> None:
    """Mark the table of contents."""
    content = list(islice((line for line in lines if line.is_content), LONGEST_CONTENTS))
    for place in find_contents([line.text for line in content]):
        content[place].is_furniture = True


def _stands_alone(source: str, lines: list[Line], number: int, around: list[int]) -> bool:
    """A bare number is a page number unless the text after it wants a number and no page breaks beside it."""
    following = lines[around[-1]]
    if around[-1] == number or not _UNIT_START.match(following.text):
        return True
    return "\f" in source[lines[around[0]].ends_at - 1 : following.starts_at]


def _page_numbers(bare: list[tuple[int, int, bool]]) -> list[int]:
    """The lines among the bare numbers that are page numbers: those that stand alone, and those in doubt that
    count on from a neighbour."""
    chosen = []
    for place, (line, value, stands_alone) in enumerate(bare):
        before = bare[place - 1][1] if place else None
        after = bare[place + 1][1] if place + 1 < len(bare) else None
        if stands_alone or before == value - 1 or after == value + 1:
            chosen.append(line)
    return chosen


def _mark_breaks(source: str, lines: list[Line]) -> None:
    """Note on each content line whether a page break (form feed, page number) stands before it, and whether
    the source says that a paragraph ends there."""
    broken = ended = False
    for line in lines:
        if line.text and not line.is_furniture:
            line.follows_break, line.follows_paragraph = broken, ended
            broken = ended = False
        last = source[line.ends_at - 1]
        broken = broken or line.is_furniture or last in "\f\v"
        ended = ended or last == "\u2029"


def _mark_running_heads(lines: list[Line]) -> None:
    """The same short line after several page breaks is the head of the page, and so is the title of the
    document after any."""
    seen = Counter(line.text for line in lines if line.follows_break)
    titles = _lines_before_sections(lines) if seen else set()
    heads = {
        text
        for text, count in seen.items()
        if 4 <= len(text) <= 40
        and not _PUNCTUATED.search(text)
        and (count >= 3 or (len(text) >= _LONG_HEAD and (count == 2 or compact(text) in titles)))
        and (count >= 3 or not is_section_start(text))
    }
    for line in lines if heads else ():
        if line.follows_break and line.text in heads:
            line.is_furniture = True


def _lines_before_sections(lines: list[Line]) -> set[str]:
    """The lines above the first numbered one, alone and each with the one after it."""
    content = (line for line in lines[:_OPENING_LINES] if line.is_content)
    texts = [
        compact(line.text)
        for line in takewhile(lambda line: not is_section_start(line.text), content)
        if not line.follows_break
    ]
    return {*texts, *(before + after for before, after in pairwise(texts))}


@dataclass(frozen=True, slots=True)
class Measure:
    """How a text was set: ``full_from`` is the width from which a line counts as full, in half-width cells;
    ``None`` where every paragraph is one line. ``indents`` tells whether paragraphs start indented."""

    full_from: int | None
    indents: bool

    def is_full(self, line: Line) -> bool:
        return self.full_from is not None and line.width >= self.full_from


def measure(lines: list[Line], is_heading: list[bool]) -> Measure:
    """How the body was set: hard-wrapped when many lines of one width break off without punctuation."""
    broken = [
        line.width
        for line, heading in zip(lines, is_heading, strict=True)
        if not heading and line.width >= 20 and line.text[-1] not in "。；：！？:;）)"
    ]
    indented = sum(1 for line in lines if line.is_indented)
    indents = 3 <= indented <= len(lines) * 0.9
    knows = _knows_paragraphs(lines)
    if len(broken) < 3 or len(broken) < len(lines) * 0.25:
        return Measure(None if knows else _margin(lines), indents)
    usual = median_high(broken)
    if knows and max(line.width for line in lines) > usual + 8:
        return Measure(None, indents)
    alike = sum(1 for width in broken if abs(width - usual) <= 8)
    wider = sum(1 for line in lines if line.width > usual + 8)
    is_margin = alike >= len(broken) * 0.6 and wider <= len(lines) * 0.1
    return Measure(usual - _RAGGED if is_margin else _margin(lines), indents)


def _knows_paragraphs(lines: list[Line]) -> bool:
    """Whether the source says where paragraphs end; some have each line of a page as one."""
    return sum(1 for line in lines if line.follows_paragraph) * 2 > len(lines)


def _margin(lines: list[Line]) -> int | None:
    """The width that several lines break off at and hardly one exceeds, where most paragraphs are shorter."""
    widths = sorted(line.width for line in lines)
    widest = widths[len(widths) - 1 - len(widths) // 50]
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    at_margin = [line for line in lines if abs(line.width - widest) <= _RAGGED]
    broken = [line for line in at_margin if line.text[-1] not in "。；：！？:;）)"]
    return widest - _RAGGED if len(broken) >= 3 and len(broken) * 2 >= len(at_margin) else None
