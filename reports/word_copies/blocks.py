"""The paragraphs and tables of a Word copy, each with the parts whose bookmarks cover words of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from reading.sources.numbering import Numbering, read_numbering
from reading.sources.package import MAIN, attribute, setting
from reading.sources.runs import boxes, marked_text
from reading.sources.styles import Styles, read_styles
from reports.word.marks import BOOKMARK
from texts.incoming import incoming
from texts.sentences import paragraphs

DRAWINGS = frozenset({"drawing", "pict", "object"})
NOTES = frozenset({"footnoteReference", "endnoteReference"})
COMMENTS = frozenset({"commentRangeStart", "commentReference"})
MARKS = frozenset({"bookmarkStart", "bookmarkEnd"}) | DRAWINGS | NOTES | COMMENTS
CONTAINERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
# What stands in a tracked change, and what is gone in one.
INSERTED, DELETED = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
_HEADING = re.compile(r"(?:heading |无编号标题 )([1-9])")


@dataclass(frozen=True, slots=True)
class CopyBlock:
    """A paragraph or table of a copy that says or shows anything. ``claims`` are the parts whose bookmarks
    cover words of it, ``level`` is that of a heading, ``drawings`` are the descriptions of what is drawn."""

    text: str
    claims: tuple[int, ...] = ()
    level: int | None = None
    is_table: bool = False
    drawings: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    is_hidden: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """What it says and shows, to be compared."""
        return (*filter(None, [self.text]), *filter(None, self.drawings))


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as it is read: its blocks in order, and how many changes were tracked in it."""

    blocks: tuple[CopyBlock, ...]
    insertions: int = 0
    deletions: int = 0


def read_copy(parts: dict[str, ET.Element]) -> Copy:
    """The copy whose parts were opened. Raises ``RecursionError`` where it is nested too deeply."""
    body = parts[MAIN].find("body")
    if body is None:
        return Copy(())
    tags = Counter(element.tag for element in body.iter())
    walk = Walk(read_numbering(parts.get("numbering")), read_styles(parts.get("styles")), ended_in(body))
    return Copy(
        tuple(walk.blocks(body)),
        sum(tags[tag] for tag in INSERTED),
        sum(tags[tag] for tag in DELETED),
    )


def ended_in(body: ET.Element) -> set[str]:
    """The ids of the bookmarks that have an end."""
    return {attribute(element, "id") or "" for element in body.iter("bookmarkEnd")}


@dataclass(slots=True)
class Gathered:
    """What has been read of a block that goes on, over paragraphs whose ends were deleted."""

    text: list[str] = field(default_factory=list)
    claims: dict[int, None] = field(default_factory=dict)
    drawings: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    comments: dict[str, None] = field(default_factory=dict)
    is_hidden: bool = False

    @property
    def says_nothing(self) -> bool:
        said = "".join(self.text).strip()
        return not (said or self.drawings or self.boxes or self.footnotes or self.comments)


@dataclass(slots=True)
class Walk:
    """Goes through a copy once, in order, as numbers and bookmarks demand."""

    numbering: Numbering
    styles: Styles
    to_end: set[str]
    open: dict[str, int] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    gathered: Gathered = field(default_factory=Gathered)

    def blocks(self, container: ET.Element) -> Iterator[CopyBlock]:
        for child in container:
            if child.tag == "p":
                yield from self.paragraph(child)
            elif child.tag == "tbl":
                yield self.table(child)
            elif child.tag == "AlternateContent":
                yield from self.blocks(next(iter(child), child))
            elif child.tag in CONTAINERS:
                yield from self.blocks(child)
            elif child.tag in MARKS:
                self.take(child)

    def paragraph(self, element: ET.Element) -> Iterator[CopyBlock]:
        """The paragraph; nothing of an empty one, and of one whose end was deleted only with the next."""
        properties = element.find("pPr")
        style = setting(properties, "pStyle")
        number = self.number(properties, style)
        self.read(element)
        if properties is not None and properties.find("rPr/del") is not None:
            return
        level = self.level_of(style)
        block = self.closed("" if level else number, level)
        if block is not None:
            yield block

    def read(self, element: ET.Element) -> None:
        """Take in what a paragraph says; a bookmark without an end behind it reaches no further than it."""
        for piece in marked_text(element, frozenset(), MARKS):
            if isinstance(piece, str):
                self.say(piece)
            else:
                self.take(piece)
        for box in boxes(element):
            self.gathered.boxes.append(plain("\n".join(marked_words(box))))
        self.gathered.is_hidden |= any(True for _each in element.iter("vanish"))
        self.open = {name: number for name, number in self.open.items() if name in self.to_end}

    def say(self, text: str) -> None:
        self.gathered.text.append(text)
        if text.strip():
            self.gathered.claims.update(dict.fromkeys(self.open.values()))

    def take(self, mark: ET.Element) -> None:
        """Take in a bookmark, a drawing, or what refers to a note or comment."""
        name = attribute(mark, "id") or ""
        if mark.tag == "bookmarkStart":
            found = BOOKMARK.fullmatch(attribute(mark, "name") or "")
            if found and int(found[1]) not in self.known:
                self.known.add(int(found[1]))
                self.open[name] = int(found[1])
        elif mark.tag == "bookmarkEnd":
            self.open.pop(name, None)
            self.to_end.discard(name)
        elif mark.tag in NOTES:
            self.gathered.footnotes.append(f"{mark.tag[:-9]}:{name}")
        elif mark.tag in COMMENTS:
            self.gathered.comments[name] = None
        elif not any(True for _box in boxes(mark)):
            self.gathered.claims.update(dict.fromkeys(self.open.values()))
            self.gathered.drawings.append(description_of(mark))

    def closed(self, number: str, level: int | None) -> CopyBlock | None:
        """The block that was gathered."""
        found, self.gathered = self.gathered, Gathered()
        if found.says_nothing:
            return None
        text = plain("".join(found.text))
        return CopyBlock(
            text=f"{number}{text}" if text else "",
            claims=tuple(found.claims),
            level=level,
            drawings=tuple(found.drawings),
            boxes=tuple(filter(None, found.boxes)),
            footnotes=tuple(found.footnotes),
            comments=tuple(found.comments),
            is_hidden=found.is_hidden,
        )

    def table(self, element: ET.Element) -> CopyBlock:
        """A table as one block: its cells by tabs, its rows by lines."""
        rows: list[str] = []
        found = Gathered()
        for row in within(element, "tr"):
            cells: list[str] = []
            if row.find("trPr/del") is not None:
                continue
            for cell in within(row, "tc"):
                self.gathered = Gathered()
                for paragraph in cell.iter("p"):
                    self.read(paragraph)
                    self.gathered.text.append("\n")
                cells.append(" ".join(plain("".join(self.gathered.text)).split()))
                merge(found, self.gathered)
            rows.append("\t".join(cells))
        self.gathered = Gathered()
        return CopyBlock(
            text="\n".join(rows),
            claims=tuple(found.claims),
            is_table=True,
            drawings=tuple(found.drawings),
            boxes=tuple(filter(None, found.boxes)),
            footnotes=tuple(found.footnotes),
            comments=tuple(found.comments),
        )

    def level_of(self, style: str | None) -> int | None:
        """The level of a heading by the name of its style."""
        known = self.styles.by_id.get(style or "")
        found = _HEADING.fullmatch(known.name) if known else None
        return int(found[1]) if found else None

    def number(self, properties: ET.Element | None, style: str | None) -> str:
        """The number that Word prints before a paragraph."""
        own = None if properties is None else properties.find("numPr")
        inherited = self.styles.list_of(style)
        name = setting(own, "numId") or inherited.name
        if not name or name == "0":
            return ""
        level = setting(own, "ilvl") or inherited.level
        if level is None:
            level = str(self.numbering.level_of_style(name, inherited.style))
        return self.numbering.next(name, int(level)) if level.isdecimal() and len(level) == 1 else ""


def within(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The rows of a table or the cells of a row, also those inside of content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in CONTAINERS:
            yield from within(child, tag)


def merge(whole: Gathered, cell: Gathered) -> None:
    """Add what a cell holds beside its text to its table."""
    whole.claims |= cell.claims
    whole.drawings += cell.drawings
    whole.boxes += cell.boxes
    whole.footnotes += cell.footnotes
    whole.comments |= cell.comments


def plain(text: str) -> str:
    """The text of a paragraph through the gate, without blank lines and blanks around its lines."""
    return "\n".join(paragraphs(incoming(text.replace("\f", "\n").replace("\v", "\n"))))


def marked_words(box: ET.Element) -> Iterator[str]:
    """The paragraphs of a text box, a note or a comment."""
    for paragraph in box.iter("p"):
        yield "".join(piece for piece in marked_text(paragraph, frozenset()) if isinstance(piece, str))


def description_of(drawing: ET.Element) -> str:
    """What a drawing says to those who do not see it."""
    described = next(drawing.iter("docPr"), None)
    return plain(attribute(described, "descr") or "")


def said_by_id(root: ET.Element | None, tag: str) -> dict[str, tuple[str, str]]:
    """What every note or comment says, with its author, by its id."""
    if root is None:
        return {}
    elements: Sequence[ET.Element] = list(root.iter(tag))
    return {
        attribute(each, "id") or "": (
            plain(attribute(each, "author") or ""),
            plain("\n".join(marked_words(each))),
        )
        for each in elements
    }
