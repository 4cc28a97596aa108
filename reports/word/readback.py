"""The pieces that stand in a Word document, as python-docx reads it."""

import hashlib
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from reports.word.markup import NAMESPACES
from reports.word.pieces import Drawn, Piece
from reports.word.printed_numbers import PrintedNumbers


def pieces_in(document: Document) -> Iterator[Piece]:
    """What the first page's header and then the body hold, in order and without what is empty."""
    section = document.sections[0]
    if section.different_first_page_header_footer:
        for paragraph in section.first_page_header.paragraphs:
            if paragraph.text:
                yield paragraph.text
    numbers = PrintedNumbers(document.part.numbering_part.element)
    for element in document.element.body:
        if element.tag == qn("w:p"):
            yield from paragraph_pieces(document, element, numbers)
        elif element.tag == qn("w:tbl"):
            yield from (drawing_in(document, inline) for inline in element.iter(qn("wp:inline")))
            yield from (tuple(map(cell_text, row.tc_lst)) for row in element.tr_lst)


def paragraph_pieces(document: Document, paragraph: Any, numbers: PrintedNumbers) -> Iterator[Piece]:
    for inline in paragraph.iter(qn("wp:inline")):
        yield drawing_in(document, inline)
    if text := numbers.before(paragraph) + paragraph.text:
        # What is blank behind a line is room to write in.
        yield text.rstrip("\u3000") if text[0] == "\t" else text


def cell_text(cell: Any) -> str:
    return "\n".join(paragraph.text for paragraph in cell.p_lst)


def drawing_in(document: Document, inline: Any) -> Drawn:
    """A chart with its values, or a picture with the checksum of its file."""
    description = inline.find(qn("wp:docPr")).get("descr", "")
    chart = inline.find(f".//{{{NAMESPACES['c']}}}chart")
    if chart is not None:
        return Drawn(description, values_in(document.part.related_parts[chart.get(qn("r:id"))].blob))
    blip = inline.find(f".//{qn('a:blip')}")
    blob = document.part.related_parts[blip.get(qn("r:embed"))].blob
    return Drawn(description, (hashlib.sha256(blob).hexdigest(),))


def values_in(blob: bytes) -> tuple[str | None, ...]:
    """Of each bar its name, value, goal and how the value reads."""
    series = parse_xml(blob).findall(".//c:ser", NAMESPACES)
    names = points(series[0], "cat")
    values = points(series[0], "val")
    goals = points(series[1], "val") if len(series) > 1 else {}
    texts = {
        int(label.find("c:idx", NAMESPACES).get("val")): "".join(label.itertext(f"{{{NAMESPACES['a']}}}t"))
        for label in series[0].findall("c:dLbls/c:dLbl", NAMESPACES)
    }
    found: list[str | None] = []
    for place in range(len(names)):
        found += [names.get(place), values.get(place), goals.get(place), texts.get(place)]
    return tuple(found)


def points(series: Any, kind: str) -> dict[int, str]:
    return {
        int(point.get("idx")): point.findtext("c:v", namespaces=NAMESPACES)
        for point in series.findall(f"c:{kind}//c:pt", NAMESPACES)
    }
