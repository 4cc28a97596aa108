"""The printed numbers that open a section: 第一章, 一、, （一）, 1., ①, ——."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache

from reading.document import SectionKind
from reading.late_pattern import LatePattern
from reading.numerals import compact, half_width, read_number

_CN = r"[〇零一二三四五六七八九十百]"
# What follows a number that only refers to one: 第（二）项, （一）和（二）. Not 目标, 项目, 到2025年.
_REFERENCE = (
    r"项(?!目)|款(?!项)|[条目类种节点](?=[的中规所、，。和及）)])|"
    r"[和及或到至](?=\s?[（(第])|[，。；）)—]"
)
# What follows a decimal that is a figure (1.2 万件), not the number 1.2 of a section.
_QUANTITY = r"[万亿千百个倍元件项家户吨亩米人次分]|年(?!度)|月|日|公里|公顷|平方|小时|以|至|到"
_MARKER = LatePattern(
    rf"""
      第\s?(?P<chapter>{_CN}{{1,5}}|[0-9]{{1,3}})\s?(?P<unit>章|节|条|部分)(?![，。、的第和及至规])[\s、.．:：]*
    | (?P<part>{_CN}{{1,5}})\s?[、.．](?!\s?{_CN}{{1,3}}\s?[、，和]|\s?[0-9、，。])\s*
    | [（(]\s?(?P<section>{_CN}{{1,5}})\s?[）)](?:、|\s)*(?!{_REFERENCE})
    | (?P<third>[0-9]{{1,2}}(?:\s?\.\s?[0-9]{{1,2}}){{2}})(?![0-9%％])(?:[\s、．.])*(?=[\u4e00-\u9fff“《])
    | (?P<second>[0-9]{{1,2}}\s?\.\s?[0-9]{{1,2}})(?![\d%％])[\s、．.]*(?=[\u4e00-\u9fff“《])(?!{_QUANTITY})
    | (?P<item>[0-9]{{1,3}})\s?(?:[、．](?!\s?[0-9])|\.(?![0-9]))(?![，。、])\s*
    | [（(]\s?(?P<subitem>[0-9]{{1,3}})\s?[）)](?:、|\s)*(?!{_REFERENCE})
    | (?P<half>[0-9]{{1,3}})\s?[）)]\s*
    | (?P<circled>[①-⑳])\s*
    | (?P<bullet>——+|—(?=[\u4e00-\u9fff])|[●•◆■▲])\s*
    """,
    re.VERBOSE,
)
# Numbers that are one character each: their rank, and their value by the place in the range.
_GLYPHS = {
    chr(first + place): (rank, value + place)
    for first, last, rank, value in (
        (0x3220, 0x3229, 5, 1),  # ㈠
        (0x2488, 0x249B, 6, 1),  # ⒈
        (0x2474, 0x2487, 9, 1),  # ⑴
        (0x2776, 0x277F, 10, 1),  # ❶
        (0x3251, 0x325F, 10, 21),  # ㉑
        (0x32B1, 0x32BF, 10, 36),  # ㊱
    )
    for place in range(last - first + 1)
}
# A number with a digit right behind its mark: an item (12.5G建设, 5、2024年底前, 一、2024年目标) or a figure.
_TIGHT = LatePattern(
    rf"(?P<item>[0-9]{{1,3}})\s?(?P<mark>[.．、])\s?(?P<digits>[0-9]+)|(?P<part>{_CN}{{1,5}})\s?[、.．](?=\s?[0-9])"
)
# What is measured in fractions, so that 3.5亿元 is a figure. 件 and 家 are counted: 5.20个项目 is item 5.
_MEASURED = LatePattern(r"\s?(?:[万亿千百%％‰倍元]|个(?:百分点|月)|[0-9.])")
# A number without a mark above decimal ones: 1 突出重点产业 above 1.1.
_BARE = LatePattern(r"(?P<number>[0-9]{1,2})[ \t\u3000]+(?=[\u4e00-\u9fff“《][^。]{1,40}$)")
# The number of a row of a long table; in running text four digits are a year.
_OF_ROW = LatePattern(r"(?P<number>[1-9][0-9]{3})[.．、]\s*")
_FIRST_DECIMAL = LatePattern(r"(?P<above>[0-9]{1,2})\.1")
_FIRST = frozenset(
    "第〇零一二三四五六七八九十百（(0123456789０１２３４５６７８９—●•◆■▲①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
) | frozenset(_GLYPHS)
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_NUMERALS = frozenset("〇零一二三四五六七八九十百")
_CHAPTER_RANKS = {"部分": 1, "章": 1, "节": 2, "条": 3}
_RANKS = {"part": 4, "section": 5, "item": 6, "second": 7, "third": 8, "subitem": 9, "half": 9, "circled": 10}
ANNEX_RANK, PART_RANK, ITEM_RANK = 0, 4, 6
BULLET_RANK = _RANKS["bullet"] = 11


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number at the start of a line. ``rank`` orders the styles from 第一章 (1) to —— (11); a tight
    one has a digit right behind its mark."""

    printed: str
    number: str
    value: int
    rank: int
    length: int
    is_tight: bool = False

    @property
    def kind(self) -> SectionKind:
        if self.rank <= PART_RANK:
            return SectionKind.PART
        kinds = {5: SectionKind.SECTION, BULLET_RANK: SectionKind.BULLET}
        return kinds.get(self.rank, SectionKind.ITEM)


def read_marker(text: str) -> Marker | None:
    """The number that ``text`` starts with, if it could open a section."""
    return _read_marker(text[:16]) if text[:1] in _FIRST else None


@lru_cache(maxsize=16384)
def _read_marker(text: str) -> Marker | None:
    if glyph := _GLYPHS.get(text[0]):
        length = len(text) - len(text[1:].lstrip(" \u3000.．、"))
        return Marker(text[0], str(glyph[1]), glyph[1], glyph[0], length)
    found = _MARKER.match(half_width(text))
    if not found:
        return None
    style = found.lastgroup or ""
    if style == "unit":
        number, rank = found["chapter"], _CHAPTER_RANKS[found["unit"]]
    else:
        number, rank = compact(found[style]), _RANKS[style]
    value = _value_of(style, number)
    if value is None or value == 0:
        return None
    printed = text[: found.end()].strip()
    plain = str(value) if style == "circled" or number.isdigit() else number
    return Marker(printed, plain, value, rank, found.end())


@dataclass(frozen=True, slots=True)
class Markers:
    """The numbers of a text's lines, and the places of those lines that may open a section and were read as
    figures."""

    of_lines: list[Marker | None]
    doubtful: frozenset[int]


def read_markers(texts: Iterable[str], in_tables: Container[int] = ()) -> Markers:
    """The number that each line starts with, if it could open a section. Those of lines ``in_tables``, by
    their places, are read by themselves.

    Where a digit follows on the mark, the number is one if it is the next: 12.5G建设 is item 12 below item
    11, and 1.2万件 is a figure.
    """
    markers: list[Marker | None] = []
    doubtful: set[int] = set()
    last: dict[int, int] = {}
    above = 0
    bare: tuple[int, Marker] | None = None
    for number, text in enumerate(texts):
        marker = read_marker(text)
        if number in in_tables:
            markers.append(marker or _row_marker(text))
            continue
        if (marker is None or marker.rank > ITEM_RANK) and (text[0] in _DIGITS or text[0] in _NUMERALS):
            marker, is_doubtful = _in_context(text, marker, last, above)
            if is_doubtful:
                doubtful.add(number)
        markers.append(marker)
        if marker:
            if bare and _is_first_below(bare[1], marker):
                markers[bare[0]] = bare[1]
                last[ITEM_RANK] = bare[1].value
            last[marker.rank] = marker.value
            above = marker.rank
        opened = _bare_marker(text) if marker is None and text[0] in _DIGITS else None
        bare = (number, opened) if opened else None
    return Markers(markers, frozenset(doubtful))


def _row_marker(text: str) -> Marker | None:
    found = _OF_ROW.match(text)
    if not found:
        return None
    return Marker(found.group().strip(), found["number"], int(found["number"]), ITEM_RANK, found.end())


def _bare_marker(text: str) -> Marker | None:
    """The number without a mark that a heading starts with, if it has one."""
    found = _BARE.match(half_width(text))
    if not found:
        return None
    value = int(found["number"])
    return Marker(found["number"], str(value), value, ITEM_RANK, found.end()) if value else None


def _is_first_below(bare: Marker, marker: Marker) -> bool:
    """Whether ``marker`` is the first decimal number below a heading: 1.1 below 1."""
    found = _FIRST_DECIMAL.fullmatch(marker.number)
    return found is not None and int(found["above"]) == bare.value


def _in_context(
    text: str, plain: Marker | None, last: dict[int, int], above: int
) -> tuple[Marker | None, bool]:
    """The number of a line by what may come next, and whether it was expected but read as a figure."""
    found = _TIGHT.match(half_width(text[:24]))
    if not found:
        return plain, False
    rank = PART_RANK if found["part"] else ITEM_RANK
    value = read_number(found["part"] or found["item"])
    is_next = value == last.get(rank, 0) + 1 or (value == 1 and 0 < above < rank)
    if value is None or not is_next or (plain and _counts_on(plain, found, last, above)):
        return plain, False
    if not found["part"] and _is_figure(found, text):
        return plain, plain is None and value > 1
    mark_end = found.end("part") if found["part"] else found.start("mark")
    length = mark_end + len(text[mark_end:]) - len(text[mark_end:].lstrip(" \u3000.．、"))
    return Marker(
        text[:length].strip(), found["part"] or str(value), value, rank, length, is_tight=True
    ), False


def _counts_on(plain: Marker, found: re.Match[str], last: dict[int, int], above: int) -> bool:
    """Whether a decimal number (2.1) is the next of its own style, so that it is no item with a figure."""
    item = last.get(ITEM_RANK, 0)
    opens = plain.value == 1 and (plain.rank in last or not item)
    follows = above >= plain.rank and plain.value == last.get(plain.rank, 0) + 1
    return opens or follows or int(found["item"]) == item


def _is_figure(found: re.Match[str], text: str) -> bool:
    """Whether the number and what follows are one figure: 3.5亿元, 3、4月份."""
    if found["mark"] == "、":
        return int(found["digits"]) == int(found["item"]) + 1
    return len(found["digits"]) < 3 and bool(_MEASURED.match(text, found.end()))


def _value_of(style: str, number: str) -> int | None:
    if style == "bullet":
        return 1
    if style == "circled":
        return ord(number) - ord("①") + 1
    if style in {"second", "third"}:
        return int(number.rpartition(".")[2])
    return read_number(number)


def opens_section(marker: Marker | None) -> bool:
    """Whether a line with this number opens a numbered section (bullets do not count)."""
    return marker is not None and marker.rank != BULLET_RANK


def is_section_start(text: str) -> bool:
    """Whether a line opens a numbered section by itself."""
    return opens_section(read_marker(text))
