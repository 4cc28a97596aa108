"""The printed numbers that open a section: 第一章, 一、, （一）, 1., ①, ——."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reading.document import SectionKind
from reading.numerals import compact, half_width, read_number

_CN = r"[〇零一二三四五六七八九十百]"
# What follows a number that only refers to one: 第（二）项, （一）和（二）. Not 目标, 项目, 到2025年.
_REFERENCE = (
    r"项(?!目)|款(?!项)|[条目类种节点](?=[的中规所、，。和及）)])|"
    r"[和及或到至](?=\s?[（(第])|[，。；）)—]"
)
# What follows a decimal that is a figure (1.2 万件), not the number 1.2 of a section.
_QUANTITY = r"[万亿千百个倍元件项家户吨亩米人次分]|年(?!度)|月|日|公里|公顷|平方|小时|以|至|到"
_MARKER = re.compile(
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
_FIRST = frozenset("第〇零一二三四五六七八九十百（(0123456789０１２３４５６７８９—●•◆■▲①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_CHAPTER_RANKS = {"部分": 1, "章": 1, "节": 2, "条": 3}
_RANKS = {"part": 4, "section": 5, "item": 6, "second": 7, "third": 8, "subitem": 9, "half": 9, "circled": 10}
PART_RANK = 4
BULLET_RANK = _RANKS["bullet"] = 11


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number at the start of a line. ``rank`` orders the styles from 第一章 (1) to —— (11)."""

    printed: str
    number: str
    value: int
    rank: int
    length: int

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


def _value_of(style: str, number: str) -> int | None:
    if style == "bullet":
        return 1
    if style == "circled":
        return ord(number) - ord("①") + 1
    if style in {"second", "third"}:
        return int(number.rpartition(".")[2])
    return read_number(number)


def is_section_start(text: str) -> bool:
    """Whether a line opens a numbered section (bullets do not count)."""
    marker = read_marker(text)
    return marker is not None and marker.rank != BULLET_RANK
