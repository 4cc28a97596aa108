"""The numbers that Word prints before paragraphs, counted from the lists of a document as Word counts."""

import re
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from reports.word.numbering import CHINESE, chinese

PLACE = re.compile(r"%(\d)")


class Level(NamedTuple):
    start: int
    kind: str
    text: str


class PrintedNumbers:
    """Counts through the paragraphs of a document in their order.

    All instances of a list count on together; one that sets a level to a number does so when it is first
    used there. A higher level begins those below it anew.
    """

    def __init__(self, numbering: Any) -> None:
        self.levels: dict[tuple[str, int], Level] = {}
        for one in numbering.findall(qn("w:abstractNum")):
            for level in one.findall(qn("w:lvl")):
                place = int(level.get(qn("w:ilvl")))
                self.levels[one.get(qn("w:abstractNumId")), place] = level_of(level)
        self.lists: dict[str, str] = {}
        self.starts: dict[tuple[str, int], int] = {}
        for instance in numbering.findall(qn("w:num")):
            number = instance.get(qn("w:numId"))
            self.lists[number] = value(instance, "w:abstractNumId")
            for override in instance.findall(qn("w:lvlOverride")):
                start = int(value(override, "w:startOverride"))
                self.starts[number, int(override.get(qn("w:ilvl")))] = start
        self.counts: dict[tuple[str, int], int] = {}

    def before(self, paragraph: Any) -> str:
        """What is printed before the next paragraph."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None or (number := value(properties, "w:numId")) == "0":
            return ""
        known, place = self.lists[number], int(value(properties, "w:ilvl"))
        counted = self.counts.get((known, place), self.levels[known, place].start - 1) + 1
        self.counts[known, place] = self.starts.pop((number, place), counted)
        for deeper in range(place + 1, 9):
            self.counts.pop((known, deeper), None)
        return PLACE.sub(lambda found: self.printed(known, int(found[1]) - 1), self.levels[known, place].text)

    def printed(self, known: str, place: int) -> str:
        level = self.levels[known, place]
        count = self.counts.get((known, place), level.start)
        return chinese(count) if level.kind == CHINESE else str(count)


def level_of(level: Any) -> Level:
    return Level(int(value(level, "w:start")), value(level, "w:numFmt"), value(level, "w:lvlText"))


def value(element: Any, name: str) -> str:
    return str(element.find(qn(name)).get(qn("w:val")))
