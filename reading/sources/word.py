"""From a Word document (.docx) to its text, paragraph by paragraph, with the numbers that Word prints."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from reading.document import DocumentError
from reading.sources.cells import Cell
from reading.sources.limits import LARGEST_TEXT, too_much_text
from reading.sources.numbering import Numbering, read_numbering
from reading.sources.package import attribute, open_package, setting
from reading.sources.runs import boxes, paragraph_text
from reading.sources.styles import Styles, read_styles
from reading.sources.tables import table_lines
from reading.structure.lines import PARAGRAPH_END

_CONTAINERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "body"}


def read_word(data: bytes) -> str:
    """The text of a .docx; each paragraph ends with PARAGRAPH_END, as none is broken into lines.

    Tracked insertions are in, deletions, hidden text, field codes, tables of contents, headers, footers and
    notes at the foot are not. Raises DocumentError when it cannot be opened or has no text.
    """
    package = open_package(data)
    reader = _Reader(read_numbering(package.numbering), read_styles(package.styles))
    body = package.document.find("body")
    try:
        paragraphs = [] if body is None else list(reader.paragraphs(body))
    except RecursionError:
        raise DocumentError(
            _("Tables or text boxes of the Word document are nested too deeply to be read.")
        ) from None
    if not any(paragraph.strip() for paragraph in paragraphs):
        raise DocumentError(_("The Word document has no text."))
    return "".join(paragraph + PARAGRAPH_END for paragraph in paragraphs)


@dataclass(slots=True)
class _Reader:
    """Walks through the document once, in order, as the numbers demand."""

    numbering: Numbering
    styles: Styles
    carried: str = field(default="", init=False)
    length: int = field(default=0, init=False)

    def paragraphs(self, container: ET.Element) -> Iterator[str]:
        for child in container:
            if child.tag == "p":
                yield from self._paragraph(child)
            elif child.tag == "tbl":
                yield from self._counted(table_lines(self._rows(child)))
            elif child.tag == "AlternateContent":
                yield from self.paragraphs(_choice(child))
            elif child.tag in _CONTAINERS and not _is_contents(child):
                yield from self.paragraphs(child)

    def _counted(self, lines: Iterator[str]) -> Iterator[str]:
        """The lines of a table, which repeat what merged cells say, until they are more than can be read."""
        for line in lines:
            self.length += len(line)
            if self.length > LARGEST_TEXT:
                raise DocumentError(too_much_text())
            yield line

    def _paragraph(self, element: ET.Element) -> Iterator[str]:
        """Its text, and that of the text boxes that hang on it; nothing for a line of the table of contents.

        Where the end of the paragraph was deleted with changes tracked, its text goes on with the next.
        """
        properties = element.find("pPr")
        style = setting(properties, "pStyle")
        if not self.styles.is_contents(style):
            text = self.carried + paragraph_text(element, self.styles.hidden)
            self.carried = ""
            if properties is not None and properties.find("rPr/del") is not None:
                self.carried = text
            else:
                yield _numbered(self._number(properties, style), text)
        for box in boxes(element):
            yield from self.paragraphs(box)

    def _number(self, properties: ET.Element | None, style: str | None) -> str:
        own = None if properties is None else properties.find("numPr")
        inherited = self.styles.list_of(style)
        name = setting(own, "numId") or inherited.name
        if not name or name == "0":
            return ""
        level = setting(own, "ilvl") or inherited.level
        if level is None:
            level = str(self.numbering.level_of_style(name, inherited.style))
        return self.numbering.next(name, int(level)) if level.isdecimal() and len(level) == 1 else ""

    def _rows(self, table: ET.Element) -> Iterator[list[Cell]]:
        for row in _within(table, "tr"):
            properties = row.find("trPr")
            if properties is None or properties.find("del") is None:
                yield list(self._cells(row))

    def _cells(self, row: ET.Element) -> Iterator[Cell]:
        column = _count(setting(row.find("trPr"), "gridBefore"), 0)
        for element in _within(row, "tc"):
            properties = element.find("tcPr")
            merge = None if properties is None else properties.find("vMerge")
            span = _count(setting(properties, "gridSpan"), 1)
            lines = [line.strip() for text in self.paragraphs(element) for line in text.splitlines()]
            continues = merge is not None and attribute(merge, "val") != "restart"
            yield Cell(column, span, tuple(line for line in lines if line), continues)
            column += span


def _numbered(number: str, text: str) -> str:
    """The number before the text, with a blank where digits would run together."""
    meets = number[-1:].isascii() and number[-1:] != ")" and text[:1].isascii()
    return f"{number} {text}" if number and text and meets and not text[:1].isspace() else number + text


def _choice(alternate: ET.Element) -> ET.Element:
    """The one of several forms of the same content that is read."""
    return next(iter(alternate), alternate)


def _within(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The rows of a table or cells of a row, also those inside content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _within(child, tag)


def _is_contents(control: ET.Element) -> bool:
    """Whether a content control holds the table of contents, which repeats every heading."""
    gallery = setting(control.find("sdtPr/docPartObj"), "docPartGallery")
    return gallery == "Table of Contents"


def _count(text: str | None, otherwise: int) -> int:
    return min(int(text), 100) if text and text.isascii() and text.isdecimal() else otherwise
