"""What stands where on a page, in millimetres from its upper left corner, as PDFium finds it."""

from collections import defaultdict
from ctypes import byref, c_double, c_int, create_string_buffer
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72
# Sizes of text are told in points.


@dataclass(frozen=True)
class Sign:
    """One sign: where its line and it begin, the edges of its ink, its font and size in points."""

    text: str
    x: float
    baseline: float
    left: float
    top: float
    right: float
    bottom: float
    font: str
    size: float


@dataclass(frozen=True)
class Drawn:
    """The edges of a line or an area that is drawn."""

    left: float
    top: float
    right: float
    bottom: float


class Page:
    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.width, self.height = page.get_width() * MM, page.get_height() * MM
        self.signs = list(self.read_signs(page.get_textpage()))
        self.drawn = [
            Drawn(left * MM, self.height - top * MM, right * MM, self.height - bottom * MM)
            for left, bottom, right, top in (
                found.get_bounds() for found in page.get_objects([raw.FPDF_PAGEOBJ_PATH])
            )
        ]

    def read_signs(self, text):  # type: ignore[no-untyped-def]
        for index in range(text.count_chars()):
            sign = text.get_text_range(index, 1)
            if not sign.strip():
                continue
            x, y = c_double(), c_double()
            raw.FPDFText_GetCharOrigin(text.raw, index, byref(x), byref(y))
            left, bottom, right, top = text.get_charbox(index)
            name = create_string_buffer(200)
            raw.FPDFText_GetFontInfo(text.raw, index, name, 200, byref(c_int()))
            yield Sign(
                sign,
                x.value * MM,
                self.height - y.value * MM,
                left * MM,
                self.height - top * MM,
                right * MM,
                self.height - bottom * MM,
                name.value.decode().partition("+")[2],
                raw.FPDFText_GetFontSize(text.raw, index),
            )

    @property
    def lines(self) -> list[list[Sign]]:
        """The lines of text, from above."""
        found = defaultdict(list)
        for sign in self.signs:
            found[round(sign.baseline, 1)].append(sign)
        return [found[baseline] for baseline in sorted(found)]

    def line(self, text: str) -> list[Sign]:
        """The signs of the line that has this text in it."""
        return next(line for line in self.lines if text in texts(line))


def texts(line: list[Sign]) -> str:
    return "".join(sign.text for sign in line)


def pages_of(path: Path) -> list[Page]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [Page(page) for page in pdf]
