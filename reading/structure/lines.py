"""The source as lines, and which of them only the printed page needed."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from statistics import median_high

from reading.numerals import compact

PARAGRAPH_END = "\u2029\n"
"""What ends a paragraph in sources that know their paragraphs (Word); elsewhere line ends are guessed at."""

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]|\Z)")
_BLANK = " \t\u00a0\u3000\ufeff\u200b\u2002\u2003\u2009\x1a\x1f\0"
_DASH = r"[-—–―－─~～·•_]"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}+(?:第)?[0-9]{{1,4}}(?:页)?{_DASH}+"
    r"|第[0-9一二三四五六七八九十百]{1,5}页(?:[，,/]?共[0-9一二三四五六七八九十百]{1,5}页)?"
    r"|[0-9]{1,4}/[0-9]{1,4}|[Pp]age[0-9]{1,4}(?:of[0-9]{1,4})?"
)
_LEADER = re.compile(r"[\s.．·•…—-]{2,}[（(]?\d{1,3}[）)]?$|[.．·•…]{3,}$")
_LONGEST_CONTENTS, _LONGEST_ENTRY = 300, 100
_BARE_NUMBER = re.compile(r"[0-9]{1,3}")
_UNIT_START = re.compile(r"[年月日号时点个项件家户人名种类条款章节级次倍元亿万千百%‰％、.．)）\]】，。；]")
_NARROWEST, _WIDEST = 36, 120
_RAGGED = 5
_INDENT = 4
_PUNCTUATED = re.compile(r"[。；：！？（）()【】，、:;]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: its range with the line end, and its text without surrounding blanks."""

    starts_at: int
    ends_at: int
    text: str
    text_at: int
    is_indented: bool
    is_furniture: bool = False
    follows_break: bool = False
    follows_paragraph: bool = False

    @property
    def is_content(self) -> bool:
        return bool(self.text) and not self.is_furniture

    @property
    def width(self) -> int:
        """Its width in half-width cells, as a typesetter counts, with an indent of two characters."""
        indent = min(_INDENT, 2 * (self.text_at - self.starts_at)) if self.is_indented else 0
        return len(self.text.encode("gb18030", errors="replace")) + indent


def split_lines(source: str) -> list[Line]:
    """Every line of ``source``, end to end, with page numbers and running heads marked as furniture."""
    lines = [_line(found) for found in _LINE.finditer(source) if found.group()]
    lines = _mark_page_numbers(source, lines)
    lines = _mark_contents(lines)
    lines = _mark_breaks(source, lines)
    return _mark_running_heads(lines)


def _line(found: re.Match[str]) -> Line:
    raw = found.group().rstrip("\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029")
    text = raw.strip(_BLANK)
    lead = len(raw) - len(raw.lstrip(_BLANK)) if text else 0
    return Line(found.start(), found.end(), text, found.start() + lead, is_indented=lead > 0)


def _mark_page_numbers(source: str, lines: list[Line]) -> list[Line]:
    content = [number for number, line in enumerate(lines) if line.text]
    marked = list(lines)
    bare: list[tuple[int, int, bool]] = []
    for place, number in enumerate(content):
        if len(lines[number].text) > 20:
            continue
        text = compact(lines[number].text)
        if _PAGE_NUMBER.fullmatch(text):
            marked[number] = replace(lines[number], is_furniture=True)
        elif _BARE_NUMBER.fullmatch(text):
            around = content[max(0, place - 1) : place + 2]
            bare.append((number, int(text), _stands_alone(source, lines, number, around)))
    for number in _page_numbers(bare):
        marked[number] = replace(lines[number], is_furniture=True)
    return marked


def _mark_contents(lines: list[Line]) -> list[Line]:
    """Mark a table of contents: the short lines below 目录, where the first of them comes again."""
    content = [line for line in lines[:_LONGEST_CONTENTS] if line.is_content]
    head = next((place for place, line in enumerate(content) if _is_contents(line)), None)
    entries = content[head + 1 :] if head is not None else []
    first = _entry(entries[0]) if entries else ""
    again = next(
        (place for place in range(1, len(entries)) if _entry(entries[place]).startswith(first)), None
    )
    if head is None or again is None or not first:
        return lines
    prose = (
        place for place in range(again) if len(entries[place].text) > _LONGEST_ENTRY or _ends(entries[place])
    )
    end = next(prose, again)
    inside = {line.starts_at for line in content[head : head + 1 + end]}
    return [replace(line, is_furniture=True) if line.starts_at in inside else line for line in lines]


def _ends(line: Line) -> bool:
    return "。" in line.text


def _is_contents(line: Line) -> bool:
    return compact(line.text) in {"目录", "目次"}


def _entry(line: Line) -> str:
    """A line of a table of contents without its leader and page."""
    return compact(_LEADER.sub("", line.text))


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


def _mark_breaks(source: str, lines: list[Line]) -> list[Line]:
    """Note on each content line whether a page break (form feed, page number) stands before it, and whether
    the source says that a paragraph ends there."""
    broken = ended = False
    marked = []
    for line in lines:
        if line.is_content:
            is_plain = not (broken or ended)
            marked.append(line if is_plain else replace(line, follows_break=broken, follows_paragraph=ended))
            broken = ended = False
        else:
            marked.append(line)
        broken = broken or line.is_furniture or source.startswith(("\f", "\v"), line.ends_at - 1)
        ended = ended or source.startswith("\u2029", line.ends_at - 1)
    return marked


def _mark_running_heads(lines: list[Line]) -> list[Line]:
    """The same short line after three or more page breaks is the head of the page."""
    seen = Counter(line.text for line in lines if line.follows_break)
    heads = {
        text
        for text, count in seen.items()
        if count >= 3 and 4 <= len(text) <= 40 and not _PUNCTUATED.search(text)
    }
    if not heads:
        return lines
    return [
        replace(line, is_furniture=True) if line.follows_break and line.text in heads else line
        for line in lines
    ]


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
    indents = 3 <= indented <= len(lines) * 0.6
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
