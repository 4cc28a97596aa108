"""What a copy is checked by: the QR code with the code and the address beside it, on the last page."""

from collections.abc import Iterator

from reports.snapshot.head import Verification
from reports.verification_codes.drawing import qr_png
from reports.verification_codes.lines import qr_in_words, verification_lines
from reports.word.drawings import Caption, inline_drawing
from reports.word.measures import twips
from reports.word.pictures import Turn, pictured
from reports.word.tables import opening
from reports.word.typesetting import Typesetting

# Its white edge is part of it. Beside it three or four lines have room.
EDGE = twips(26)
CELL, TEXT_WIDTH = EDGE + twips(4), twips(118)
# What the style of drawings leaves above it, the margins of the cell, the line behind, and what programs add.
ROOM = 520
HEIGHT = EDGE + ROOM
PLAIN = f'<w:tblW w:w="{CELL + TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'


def set_verification(setting: Typesetting, verification: Verification) -> Iterator[str]:
    """A row that stays whole, without rules, and a line that parts it from a table behind it."""
    texts = "".join(setting.paragraph("TableText", line) for line in verification_lines(verification))
    drawing = setting.element("Drawing", [qr_drawing(setting, verification)])
    cells = "".join(
        f"{opening(width)}{content}</w:tc>" for width, content in ((CELL, drawing), (TEXT_WIDTH, texts))
    )
    grid = f'<w:tblGrid><w:gridCol w:w="{CELL}"/><w:gridCol w:w="{TEXT_WIDTH}"/></w:tblGrid>'
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    yield f"<w:tbl><w:tblPr>{PLAIN}</w:tblPr>{grid}{row}</w:tbl>"
    yield setting.paragraph("TableEnd")


def qr_drawing(setting: Typesetting, verification: Verification) -> str:
    name = setting.package.next_name("word/media/code", "png")
    reference = setting.package.add(name, qr_png(verification.link), kind="image")
    size = (EDGE, EDGE)
    caption = Caption(verification.code, qr_in_words())
    return inline_drawing(setting, pictured(reference, size, Turn()), "pic", caption, size)
