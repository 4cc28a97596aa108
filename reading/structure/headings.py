"""The numbers that open a section: recognising them, and keeping their order."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from reading.document import SectionKind
from reading.structure.numerals import compact, half_width, read_number

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


@dataclass(slots=True)
class Outline:
    """The numbers seen so far. Numbering may run on across parents or start again at 1."""

    last: dict[int, int] = field(default_factory=dict)

    def continues(self, marker: Marker) -> bool:
        """Whether it is the next of its style: one more than the last."""
        return marker.rank != BULLET_RANK and marker.value == self.last.get(marker.rank, 0) + 1

    def expects(self, marker: Marker) -> bool:
        """Whether its number is no surprise: the next one, or 1 again."""
        return marker.value == 1 or self.continues(marker)

    def accepts(self, marker: Marker, *, mid_sentence: bool, is_finished: bool, under: Marker | None) -> bool:
        """Whether it opens a section. Where the line before leaves a sentence open, only exactly the next
        number does, or the first number below the heading ``under`` that the open line may be; elsewhere
        any number does, as documents do skip some. The topmost style starts again only after a full stop."""
        if not mid_sentence:
            is_again = marker.rank == min(self.last, default=0) and not self.continues(marker)
            return is_finished or not is_again
        if under and marker.rank > under.rank and self.expects(marker):
            return True
        is_deepest = all(marker.rank > rank for rank in self.last if rank != BULLET_RANK)
        return self.continues(marker) and (marker.value > 1 or is_deepest)

    def enter(self, marker: Marker) -> None:
        self.last[marker.rank] = marker.value


@dataclass(slots=True)
class Node:
    """An open section on the way down the tree."""

    path: str
    rank: int
    bullets: int = 0


@dataclass(slots=True)
class Tree:
    """Paths of sections, from the order of their markers; every path is unique."""

    open: list[Node] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    top: Node = field(default_factory=lambda: Node("", 0))

    def add(self, marker: Marker) -> tuple[str, str | None, bool]:
        """Its path, its parent's path, and whether the same number stood there before."""
        while self.open and self.open[-1].rank >= marker.rank:
            self.open.pop()
        parent = self.open[-1] if self.open else self.top
        number = marker.number
        if marker.rank == BULLET_RANK:
            parent.bullets += 1
            number = str(parent.bullets)
        wanted = f"{parent.path}/{number}" if parent.path else number
        path = self._free(wanted)
        self.open.append(Node(path, marker.rank))
        return path, parent.path or None, path != wanted

    def _free(self, path: str) -> str:
        if path in self.paths:
            again = self.counts[path] = self.counts.get(path, 1) + 1
            path = f"{path}-{again}"
            return self._free(path)
        self.paths.add(path)
        return path
