"""Word documents and PDFs for tests, as Word, WPS and printers make them."""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.reading.typesetting import width, wrap

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MARKUP = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
FONT, SIZE, LEADING = "STSong-Light", 16, 28
LEFT, TOP, BOTTOM = 80, 740, 90
CELLS = 54


def word(paragraphs: Iterable[str]) -> bytes:
    """A .docx with these paragraphs."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def word_of_xml(body: str, *, numbering: str = "", styles: str = "") -> bytes:
    """A .docx whose body, lists and further styles are given as XML in the namespace w."""
    document = Document()
    root = document.element.body
    for element in parse_xml(f"<w:body {nsdecls('w', 'm')} {MARKUP}>{body}</w:body>"):
        root.insert(len(root) - 1, element)
    if numbering:
        lists = document.part.numbering_part.element
        for child in list(lists):
            lists.remove(child)
        for child in parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>"):
            lists.append(child)
    if styles:
        for child in parse_xml(f"<w:styles {W}>{styles}</w:styles>"):
            document.styles.element.append(child)
    return saved(document)


def saved(document: object) -> bytes:
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def table(rows: Sequence[Sequence[str]], paragraphs: Iterable[str] = ()) -> bytes:
    """A .docx with these paragraphs and a table below."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    add_table(document, rows)
    return saved(document)


def add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    """Add a table to a .docx; < goes on from the left cell, ^ from the one above."""
    made = document.add_table(len(rows), len(rows[0]))
    for line, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = made.cell(line, column)
            if text == "^":
                made.cell(line - 1, column).merge(cell)
            elif text == "<":
                made.cell(line, column - 1).merge(cell)
            else:
                cell.text = text
    for cell in {cell for row in made.rows for cell in row.cells}:
        for empty in [paragraph for paragraph in cell.paragraphs[1:] if not paragraph.text]:
            empty._element.getparent().remove(empty._element)


def pdf(paragraphs: Iterable[str], *, head: str = "", encrypt: str = "") -> bytes:
    """A PDF with these paragraphs, their first lines indented, a page number at the foot of each page."""
    lines = [
        (number == 0, line)
        for paragraph in paragraphs
        for number, line in enumerate(wrap(f"\u3000\u3000{paragraph}", CELLS))
    ]
    buffer = BytesIO()
    canvas = _canvas(buffer, encrypt)
    per_page = (TOP - BOTTOM) // LEADING
    for page, begin in enumerate(range(0, len(lines), per_page), 1):
        canvas.setFont(FONT, SIZE)
        for place, (_is_first, line) in enumerate(lines[begin : begin + per_page]):
            _draw(canvas, line, TOP - place * LEADING)
        canvas.drawString(LEFT + 400 * (page % 2), 50, f"— {page} —")
        if head:
            canvas.drawString(LEFT, 800, head)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _canvas(buffer: BytesIO, encrypt: str) -> Canvas:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return Canvas(buffer, pagesize=A4, encrypt=encrypt or None, invariant=True)


def _draw(canvas: Canvas, line: str, bottom: float) -> None:
    """The line, moved in by its leading blanks, piece for piece as in justified lines."""
    text = line.lstrip("\u3000")
    left = LEFT + (len(line) - len(text)) * SIZE
    for piece in re.findall(r"[!-~]+|.", text):
        canvas.drawString(left, bottom, piece)
        left += SIZE / 2 * sum(map(width, piece))


def pages_pdf(pages: Iterable[str], *, picture: bytes | None = None) -> bytes:
    """A PDF with one line of text on each page, or a picture that covers it where the line is empty."""
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 — needs Pillow only here

    buffer = BytesIO()
    canvas = _canvas(buffer, "")
    for page in pages:
        canvas.setFont(FONT, SIZE)
        if page:
            canvas.drawString(LEFT, TOP, page)
        elif picture:
            canvas.drawImage(ImageReader(BytesIO(picture)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
