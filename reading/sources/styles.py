"""What paragraph and character styles of a Word document say about its text."""

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from reading.sources.package import attribute, is_on, setting

_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class StyleList:
    """The list that a style puts its paragraphs in: name, level where it says so, and the style that does."""

    name: str = ""
    level: str | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A style, with the one it is based on."""

    name: str
    parent: str | None
    in_list: str | None
    level: str | None


@dataclass(slots=True)
class Styles:
    """The styles of a document by id; ``hidden`` are those whose text is not printed."""

    by_id: dict[str, Style] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    def list_of(self, style: str | None) -> StyleList:
        """The list that paragraphs of ``style`` are in, from it or the styles it is based on."""
        level = None
        for _step in range(_LONGEST_CHAIN):
            found = self.by_id.get(style or "")
            if style is None or found is None:
                break
            level = level or found.level
            if found.in_list is not None:
                return StyleList(found.in_list, level, style)
            style = found.parent
        return StyleList()

    def is_contents(self, style: str | None) -> bool:
        """Whether paragraphs of ``style`` are lines of a table of contents, which repeats every heading."""
        found = self.by_id.get(style or "")
        return found is not None and found.name.startswith("toc ")


def read_styles(root: ET.Element | None) -> Styles:
    """The styles that word/styles.xml defines; without it, none."""
    if root is None:
        return Styles()
    elements = {attribute(element, "styleId") or "": element for element in root.iter("style")}
    hidden = frozenset(name for name, element in elements.items() if is_on(element.find("rPr"), "vanish"))
    return Styles({name: _style(element) for name, element in elements.items()}, hidden)


def _style(element: ET.Element) -> Style:
    numbered = element.find("pPr/numPr")
    return Style(
        name=(setting(element, "name") or "").lower(),
        parent=setting(element, "basedOn"),
        in_list=setting(numbered, "numId"),
        level=setting(numbered, "ilvl"),
    )
