"""Ways of numbering: how the headings of each level are printed, and the paths that follow."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cn2an

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def chinese(number: int) -> str:
    return str(cn2an.an2cn(number)).removeprefix("一") if 10 <= number < 20 else str(cn2an.an2cn(number))


@dataclass(frozen=True, slots=True)
class Level:
    """One level: how a number is printed, what it is in a path, and whether it runs on from part to part.

    ``takes_decimals`` is for numbers that repeat those above (1.1).
    """

    mark: Callable[[str], str]
    is_chinese: bool = False
    runs_on: bool = False
    takes_decimals: bool = False

    def key(self, number: int, above: str) -> str:
        if self.takes_decimals and above:
            return f"{above}.{number}"
        return chinese(number) if self.is_chinese else str(number)

    def running(self) -> "Level":
        return replace(self, runs_on=True)


PART = Level(lambda key: f"{key}、", is_chinese=True)
SECTION = Level(lambda key: f"（{key}）", is_chinese=True)
HALF_SECTION = Level(lambda key: f"({key})", is_chinese=True)
ITEM = Level(lambda key: f"{key}.")
WIDE_ITEM = Level(lambda key: f"{key}．")
COMMA_ITEM = Level(lambda key: f"{key}、")
SPACED_ITEM = Level(lambda key: f"{key}. ")
SUB_ITEM = Level(lambda key: f"（{key}）")
CIRCLE = Level(lambda key: CIRCLED[int(key) - 1])
CHAPTER = Level(lambda key: f"第{key}章　", is_chinese=True)
CHAPTER_SECTION = Level(lambda key: f"第{key}节　", is_chinese=True)
ARTICLE = Level(lambda key: f"第{key}条　", is_chinese=True, runs_on=True)
DECIMAL = Level(lambda key: f"{key} ", takes_decimals=True)
HALF_BRACKET = Level(lambda key: f"{key}）")
DASH = Level(lambda key: "——")
DOT = Level(lambda key: "●")

SCHEMES: dict[str, tuple[Level, ...]] = {
    "three levels": (PART, SECTION, ITEM),
    "two levels": (PART, SECTION),
    "running on": (PART, SECTION.running()),
    "running items": (PART, SECTION, ITEM.running()),
    "parts and items": (PART, ITEM),
    "parts and running items": (PART, WIDE_ITEM.running()),
    "four levels": (PART, SECTION, ITEM, SUB_ITEM),
    "circles": (PART, SECTION, ITEM, CIRCLE),
    "half-width": (PART, HALF_SECTION, SPACED_ITEM),
    "comma items": (PART, SECTION, COMMA_ITEM),
    "chapters": (CHAPTER, CHAPTER_SECTION, PART),
    "articles": (CHAPTER, ARTICLE),
    "decimals": (PART, COMMA_ITEM, DECIMAL),
    "pure decimals": (SPACED_ITEM, DECIMAL, DECIMAL),
    "bullets": (PART, SECTION, DASH),
    "half brackets": (PART, SECTION, HALF_BRACKET),
    "dots": (PART, SECTION, DOT),
    "parts": (PART,),
    "sections": (SECTION, ITEM),
    "items": (ITEM,),
}
