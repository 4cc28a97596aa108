"""版记: who gets a copy, who issued the document and when, at the foot of the last page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from reports.snapshot.document import Colophon, Form
from reports.word.measures import TYPE_HEIGHT, TYPE_WIDTH
from reports.word.tables import lines_of
from reports.word.typesetting import Typesetting
from reports.word.verification import HEIGHT

# 0.35 mm and 0.25 mm, in eighths of a point.
THICK, THIN = 8, 6
# Paragraphs with the same frame stand in one, which grows upwards from the foot of the type area.
FRAME = (
    f'<w:framePr w:w="{TYPE_WIDTH}" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" '
    'w:xAlign="left" w:yAlign="bottom"/>'
)


class Line(NamedTuple):
    """A line of the colophon: its style, its text, and what its paragraph says of its own."""

    style: str
    text: str
    properties: str = ""


def colophon_lines(setting: Typesetting, colophon: Colophon, form: Form) -> list[Line]:
    """抄送, then 印发机关 at the left and 印发日期 at the right; a letter has neither issuer nor day."""
    lines = []
    if colophon.copies_to:
        lines.append(Line("Colophon", f"{_('Copies to: ')}{colophon.copies_to}"))
    if form is not Form.LETTER and (colophon.issued_by or colophon.issued_on):
        end = TYPE_WIDTH - setting.sheet.styles["ColophonIssue"].sign
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{end}"/></w:tabs>'
        lines.append(Line("ColophonIssue", f"{colophon.issued_by}\t{colophon.issued_on}", tab))
    return lines


def framed(setting: Typesetting, lines: list[Line]) -> Iterator[str]:
    """The lines of a letter, at the foot of the page on which its text ends."""
    for line in lines:
        yield setting.paragraph(line.style, line.text, properties=FRAME + line.properties)


def on_its_page(setting: Typesetting, lines: list[Line], above: Sequence[str]) -> Iterator[str]:
    """The lines between rules as wide as the type area, at the foot of a page of their own, and right
    ``above`` them what a copy is checked by.

    The table floats at the foot; programs that let no table as wide as the type area float find it pushed
    there by the space above.
    """
    height = sum(height_of(setting, line) for line in lines) + (HEIGHT if above else 0)
    space = f'<w:spacing w:line="{TYPE_HEIGHT - height - ROOM}" w:lineRule="exact"/>'
    yield setting.paragraph("TableEnd", properties=space)
    yield from above
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{TYPE_WIDTH}" w:type="dxa"/>'
        f"</w:tcPr>{setting.paragraph(line.style, line.text, properties=line.properties)}</w:tc></w:tr>"
        for line in lines
    )
    grid = f'<w:tblGrid><w:gridCol w:w="{TYPE_WIDTH}"/></w:tblGrid>'
    yield f"<w:tbl><w:tblPr>{PLACED}</w:tblPr>{grid}{rows}</w:tbl>"
    yield setting.paragraph("TableEnd", properties='<w:spacing w:line="20" w:lineRule="exact"/>')


def height_of(setting: Typesetting, line: Line) -> int:
    style = setting.sheet.styles[line.style]
    width = TYPE_WIDTH - (style.left + style.right) * style.sign // 100
    return lines_of(line.text, width, style) * style.pitch


# For the rules of the table, and what LibreOffice leaves above it.
ROOM = 190
RULES = "".join(
    f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
    for edge, size in (("top", THICK), ("bottom", THICK), ("insideH", THIN))
)
MARGINS = "".join(f'<w:{edge} w:w="0" w:type="dxa"/>' for edge in ("top", "left", "bottom", "right"))
PLACED = (
    '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="left" w:tblpYSpec="bottom"/>'
    f'<w:tblOverlap w:val="never"/><w:tblW w:w="{TYPE_WIDTH}" w:type="dxa"/>'
    f'<w:tblBorders>{RULES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{MARGINS}</w:tblCellMar>'
)
