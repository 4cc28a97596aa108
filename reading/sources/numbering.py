"""Automatic numbers of Word paragraphs: 一、 （一） 1. stand in no text and are counted while reading."""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from reading.late_pattern import LatePattern
from reading.sources.number_formats import print_number
from reading.sources.package import attribute, is_on, setting

_PLACE = LatePattern(r"%([1-9])")
_BULLETS = {"–": "——", "—": "——", "－": "——"}
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts. ``restarts_after`` is the level (from 1) whose next number starts this
    one again, 0 for never; ``style`` is the paragraph style that belongs to the level."""

    start: int
    kind: str
    text: str
    restarts_after: int | None
    gap: str
    is_legal: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs name it: its definition, and what it changes in it."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted. Ask for paragraphs in document order."""

    definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, List] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level that belongs to a paragraph style in a list."""
        for number, level in self._levels(list_id).items():
            if level.style == style:
                return number
        return 0

    def next(self, list_id: str, number: int) -> str:
        """The printed number of the next paragraph on level ``number`` (from 0) of a list."""
        level = self._levels(list_id).get(number)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.lists[list_id].definition, {})
        counts[number] = self._count(list_id, number, level, counts)
        for deeper, other in self._levels(list_id).items():
            after = deeper if other.restarts_after is None else other.restarts_after
            if deeper > number and number < after:
                counts.pop(deeper, None)
        return self._printed(list_id, level, counts)

    def _levels(self, list_id: str) -> dict[int, Level]:
        found = self.lists.get(list_id)
        return {**self.definitions.get(found.definition, {}), **found.levels} if found else {}

    def _count(self, list_id: str, number: int, level: Level, counts: dict[int, int]) -> int:
        start = self.lists[list_id].starts.get(number)
        if start is not None and (list_id, number) not in self.begun:
            self.begun.add((list_id, number))
            return start
        return counts[number] + 1 if number in counts else (level.start if start is None else start)

    def _printed(self, list_id: str, level: Level, counts: dict[int, int]) -> str:
        if level.kind == "bullet":
            return _BULLETS.get(level.text[:1], level.text if _is_printable(level.text) else "●") + level.gap
        levels = self._levels(list_id)

        def place(found: re.Match[str]) -> str:
            other = levels.get(int(found[1]) - 1, level)
            value = counts.setdefault(int(found[1]) - 1, other.start)
            return print_number(value, "decimal" if level.is_legal else other.kind)

        printed = _PLACE.sub(place, level.text)
        return printed + level.gap if printed else ""


def _is_printable(text: str) -> bool:
    return bool(text) and not any("\ue000" <= character <= "\uf8ff" for character in text)


def read_numbering(root: ET.Element | None) -> Numbering:
    """The lists that word/numbering.xml defines; without it, none."""
    numbering = Numbering()
    if root is None:
        return numbering
    linked = {}
    for definition in root.iter("abstractNum"):
        name = attribute(definition, "abstractNumId") or ""
        numbering.definitions[name] = _read_levels(definition)
        if style := setting(definition, "styleLink"):
            linked[style] = name
    for definition in root.iter("abstractNum"):
        source = linked.get(setting(definition, "numStyleLink") or "")
        if source is not None:
            numbering.definitions[attribute(definition, "abstractNumId") or ""] = numbering.definitions[
                source
            ]
    for each in root.iter("num"):
        numbering.lists[attribute(each, "numId") or ""] = _read_list(each)
    return numbering


def _read_list(element: ET.Element) -> List:
    starts, levels = {}, {}
    for override in element.iter("lvlOverride"):
        number = _integer(attribute(override, "ilvl"), 0)
        if (start := setting(override, "startOverride")) is not None:
            starts[number] = _integer(start, 1)
        levels.update(_read_levels(override))
    return List(setting(element, "abstractNumId") or "", starts, levels)


def _read_levels(element: ET.Element) -> dict[int, Level]:
    return {_integer(attribute(level, "ilvl"), 0): _read_level(level) for level in element.findall("lvl")}


def _read_level(element: ET.Element) -> Level:
    restart = setting(element, "lvlRestart")
    kind = setting(element, "numFmt") or setting(element.find("AlternateContent/Fallback"), "numFmt")
    return Level(
        start=_integer(setting(element, "start"), 0),
        kind=kind or "decimal",
        text=(setting(element, "lvlText") or "")[:200],
        restarts_after=None if restart is None else _integer(restart, 0),
        gap=" " if setting(element, "suff") == "space" else "",
        is_legal=is_on(element, "isLgl"),
        style=setting(element, "pStyle"),
    )


def _integer(text: str | None, otherwise: int) -> int:
    """A number of the file, kept small: what counts beyond is no numbering."""
    found = re.fullmatch(r"\s*([0-9]{1,6})\s*", text or "")
    return int(found[1]) if found else otherwise
