"""A page as tests read it: its elements, their text, and what stands in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    """One element with its attributes and what stands in it, elements and texts in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All its text, with single blanks."""
        return " ".join(" ".join(self.texts()).split())

    def texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()


class Page(HTMLParser):
    """Every element of a page, in its order."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open = [Element("page")]
        self.feed(content)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def rows(self, name: str = "") -> int:
        """How many rows the tables of the page have, or how many items the list of an id."""
        lists = [
            element
            for element in self.elements
            if (element.attributes.get("id") == name if name else element.tag == "tbody")
        ]
        assert lists or not name, f"There is no #{name}."
        children = [child for found in lists for child in found.children if isinstance(child, Element)]
        return sum(child.tag in {"li", "tr"} for child in children)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        self.open[-1].children.append(element)

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, element in enumerate(self.open) if element.tag == tag]
        if places:
            del self.open[places[-1] :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
