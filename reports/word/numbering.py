"""Numbers of headings as Word numbering: a list of four levels that prints what the snapshot says.

Word counts by itself. Where a report's number is not the next one, because a section was left out or counting
starts anew, the heading opens another instance of the same list that sets its level to that number; headings
above that level go on in the instance they had. A number of an odd form stands in a list of its own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from reading.numerals import read_number
from reports.snapshot.document import Heading
from reports.word.markup import attribute, declared, fonts
from reports.word.styles import Stylesheet, indents

CHINESE_DIGITS = "零一二三四五六七八九"
NUMBER = re.compile(r"([^\d%一二三四五六七八九十百千]*)(\d+|[一二三四五六七八九十百千零]+)([^\d%]*)")
LEVELS = 4
HIGHEST = 9999


class Pattern(NamedTuple):
    """How a level prints its numbers: Chinese or decimal between two signs."""

    kind: str
    before: str
    after: str

    def printed(self, value: int) -> str:
        numeral = chinese(value) if self.kind == CHINESE else str(value)
        return f"{self.before}{numeral}{self.after}"


CHINESE, DECIMAL = "chineseCountingThousand", "decimal"
PATTERNS = (
    Pattern(CHINESE, "", "、"),
    Pattern(CHINESE, "（", "）"),
    Pattern(DECIMAL, "", "."),
    Pattern(DECIMAL, "（", "）"),
)


def chinese(value: int) -> str:
    """A whole number below ten thousand as Chinese counts: 十, 十一, 一百零五."""
    digits = [int(digit) for digit in f"{value:04d}"]
    text = ""
    for digit, unit in zip(digits, ("千", "百", "十", ""), strict=True):
        text += f"{CHINESE_DIGITS[digit]}{unit}" if digit else "零"
    text = re.sub("零+", "零", text).strip("零")
    return text.removeprefix("一") if text.startswith("一十") else text or "零"


def read(number: str) -> tuple[Pattern, int] | None:
    """The form and the value of a printed number; None of one that Word would not print so."""
    found = NUMBER.fullmatch(number)
    value = read_number(found[2]) if found else None
    if found is None or value is None or value > HIGHEST:
        return None
    pattern = Pattern(DECIMAL if found[2].isdigit() else CHINESE, found[1], found[3])
    return (pattern, value) if pattern.printed(value) == number else None


@dataclass(frozen=True)
class Instance:
    """An instance of the list that sets a level to a number; or, by ``literal``, a list for one number."""

    id: int
    level: int
    start: int = 0
    literal: str = ""


class Place(NamedTuple):
    """What a heading says of its number: the instance of a list, and the level in it."""

    instance: int
    level: int


class HeadingNumbers:
    """Gives each heading of a document, in their order, the instance of a list that prints its number."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        self.patterns = patterns_of(headings)
        self.instances: list[Instance] = []
        self.last: list[int] = [0] * LEVELS
        # Instance 1 is the list itself.
        self.current = [1] * LEVELS

    def place(self, heading: Heading) -> Place:
        """The place of the next heading that Word numbers."""
        level = heading.level - 1
        known = read(heading.number)
        if known is None or known[0] != self.patterns[level]:
            return Place(self.opened(level, literal=heading.number), 0)
        value = known[1]
        if value != self.last[level] + 1:
            self.current[level] = self.opened(level, start=value)
        self.last[level] = value
        for deeper in range(level + 1, LEVELS):
            self.last[deeper], self.current[deeper] = 0, self.current[level]
        return Place(self.current[level], level)

    def opened(self, level: int, *, start: int = 0, literal: str = "") -> int:
        self.instances.append(Instance(len(self.instances) + 2, level, start, literal))
        return self.instances[-1].id

    def part(self, sheet: Stylesheet) -> str:
        """``numbering.xml``: first all lists, then all instances."""
        odd = [instance for instance in self.instances if instance.literal]
        lists = [list_element(1, [level(sheet, *pair) for pair in enumerate(self.patterns)])]
        lists += [list_element(instance.id, [literal_level(sheet, instance)]) for instance in odd]
        instances = ['<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>']
        instances += [instance_element(instance) for instance in self.instances]
        return f"<w:numbering {declared('w')}>{''.join(lists)}{''.join(instances)}</w:numbering>"


def is_numbered(heading: Heading) -> bool:
    """Whether Word can print the number; a per cent sign means something else in its lists."""
    return bool(heading.number) and "%" not in heading.number


def patterns_of(headings: Iterable[Heading]) -> list[Pattern]:
    """The form of each level: that of its first number, else the standard's."""
    patterns: dict[int, Pattern] = {}
    for heading in headings:
        if known := read(heading.number):
            patterns.setdefault(heading.level - 1, known[0])
    return [patterns.get(place, standard) for place, standard in enumerate(PATTERNS)]


def list_element(number: int, levels: list[str]) -> str:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def level(sheet: Stylesheet, place: int, pattern: Pattern) -> str:
    text = f"{pattern.before}%{place + 1}{pattern.after}"
    link = f'<w:pStyle w:val="Heading{place + 1}"/>'
    return level_element(sheet, place, place, f'<w:numFmt w:val="{pattern.kind}"/>{link}', text)


def literal_level(sheet: Stylesheet, instance: Instance) -> str:
    return level_element(sheet, 0, instance.level, '<w:numFmt w:val="decimal"/>', instance.literal)


def level_element(sheet: Stylesheet, place: int, heading: int, form: str, text: str) -> str:
    style = sheet.styles[f"Heading{heading + 1}"]
    gap = "nothing" if sheet.is_chinese else "space"
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/>{form}<w:suff w:val="{gap}"/>'
        f'<w:lvlText w:val={attribute(text)}/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{indents(style)}</w:pPr>"
        f"<w:rPr>{fonts(style.face, is_chinese=sheet.is_chinese)}</w:rPr></w:lvl>"
    )


def instance_element(instance: Instance) -> str:
    if instance.literal:
        return f'<w:num w:numId="{instance.id}"><w:abstractNumId w:val="{instance.id}"/></w:num>'
    override = f'<w:startOverride w:val="{instance.start}"/>'
    return (
        f'<w:num w:numId="{instance.id}"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="{instance.level}">{override}</w:lvlOverride></w:num>'
    )
