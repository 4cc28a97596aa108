"""The process that takes the text out of a PDF: reads the PDF from its input, writes JSON to its output.

It runs by itself (``pdf.py`` starts it), so that a PDF made to crash, fill the memory or never end harms
nothing else: it has the memory and processor time that its arguments name. It knows nothing of the portal.
"""

import ctypes
import dataclasses
import json
import math
import resource
import sys
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

WIDE_GAP = "\u3000"
NARROW_GAP = "\u200a"
HYPHENS = {0x2, 0xFFFE}


def main(seconds: int, memory: int, most_pages: int, most_characters: int) -> dict[str, Any]:
    """What the PDF holds: {"pages": […]}, or {"error": …} with the reason why it cannot be read."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        return {"error": "password" if is_locked else "damaged"}
    if len(document) > most_pages:
        return {"error": "pages", "count": len(document)}
    return read_pages(document, most_characters)


def read_pages(document: pdfium.PdfDocument, most_characters: int) -> dict[str, Any]:
    pages: list[dict[str, Any]] = []
    total = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            return {"error": "damaged"}
        total += text.count_chars()
        if total > most_characters:
            return {"error": "long"}
        lines = [line.as_json() for line in read_lines(text.raw, text.count_chars())]
        pages.append({"lines": lines, "is_picture": is_picture(page)})
        text.close()
        page.close()
    return {"pages": pages}


@dataclasses.dataclass(slots=True)
class Line:
    """A line being read: where it begins and its baseline, in points, the size of its type, its end so far
    and the begin of its last character."""

    left: float
    bottom: float
    size: float
    right: float
    last: float
    characters: list[str] = dataclasses.field(default_factory=list)
    unknown: int = 0

    def goes_on(self, left: float, bottom: float) -> bool:
        """Whether a character at this place stands on the line, not left of its last one."""
        return abs(bottom - self.bottom) < self.size * 0.5 and left > self.last - self.size * 0.5

    def add(self, character: str, left: float, right: float, *, is_spaced: bool) -> None:
        """Add a character; a gap before it is kept, apart from real blanks, as narrow or wide."""
        width = left - self.right
        if width > self.size * 0.9:
            self.characters.append(WIDE_GAP)
        elif is_spaced and width > 0:
            self.characters.append(NARROW_GAP)
        self.characters.append(character)
        self.last, self.right = left, right

    def as_json(self) -> list[Any]:
        return ["".join(self.characters), self.left, self.bottom, self.size, self.unknown]


def read_lines(page: Any, count: int) -> list[Line]:
    """The lines of a page, in the order of the file."""
    lines: list[Line] = []
    is_spaced = False
    for index in range(count):
        if pdfium_c.FPDFText_IsGenerated(page, index) == 1:
            is_spaced = True
            continue
        code = pdfium_c.FPDFText_GetUnicode(page, index)
        if code in {10, 13}:
            continue
        left, bottom, right = place(page, index)
        if not lines or not lines[-1].goes_on(left, bottom):
            lines.append(Line(left, bottom, size_of_type(page, index), left, left))
        line = lines[-1]
        line.unknown += code == 0 or pdfium_c.FPDFText_HasUnicodeMapError(page, index) == 1
        line.add(character(code), left, max(left, right), is_spaced=is_spaced)
        is_spaced = False
    return lines


def character(code: int) -> str:
    if code in HYPHENS:
        return "-"
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def place(page: Any, index: int) -> tuple[float, float, float]:
    """Where a character begins, its baseline, and its right edge."""
    left, bottom, box = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetCharOrigin(page, index, ctypes.byref(left), ctypes.byref(bottom))
    pdfium_c.FPDFText_GetLooseCharBox(page, index, ctypes.byref(box))
    return left.value, bottom.value, box.right


def size_of_type(page: Any, index: int) -> float:
    """The size of a character's type on the page, in points."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(page, index, ctypes.byref(matrix))
    size: float = pdfium_c.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d)
    return size if 1 < size < 1000 else 10.0


def is_picture(page: pdfium.PdfPage) -> bool:
    """Whether a picture covers most of the page, as on scans."""
    area = page.get_width() * page.get_height()
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > area * 0.5:
            return True
    return False


if __name__ == "__main__":
    result = main(*(int(argument) for argument in sys.argv[1:]))
    sys.stdout.write(json.dumps(result))
    sys.stdout.flush()
