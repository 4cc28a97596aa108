"""The process that takes the text out of a PDF: reads the PDF from its input, writes JSON to its output.

It runs by itself (``pdf.py`` starts it), so that a PDF made to crash, fill the memory or never end harms
nothing else: it has the memory and processor time that its arguments name. It knows nothing of the portal.
"""

import bisect
import ctypes
import dataclasses
import itertools
import json
import math
import resource
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

NARROW_GAP = "\u200a"
LEVEL = 4.0  # points; lines whose baselines lie farther apart are not looked at together
MOST_NEAR = 8
MOST_RULES = 4_000  # drawn lines of a page
MOST_PATHS = 20_000  # drawings of a page that are looked at
THIN = 3.0  # points; what is drawn wider is no line
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
        upright, level = read_rules(page)
        lines = [line.as_json(upright) for line in read_lines(text.raw, text.count_chars())]
        pages.append({"lines": lines, "is_picture": is_picture(page), "upright": upright, "level": level})
        text.close()
        page.close()
    return {"pages": pages}


@dataclasses.dataclass(slots=True)
class Glyph:
    """A character as drawn: where it begins and ends, and whether a blank was found before it."""

    character: str
    left: float
    right: float
    is_spaced: bool


@dataclasses.dataclass(slots=True)
class Line:
    """A line being read: its baseline in points, the size of its type, and its characters."""

    bottom: float
    size: float
    glyphs: list[Glyph] = dataclasses.field(default_factory=list)
    unknown: int = 0

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs[-8:])

    def goes_on(self, left: float, bottom: float) -> bool:
        """Whether a character at this place stands on the line, not left of its last one."""
        is_level = abs(bottom - self.bottom) < self.size * 0.5
        return is_level and left > self.glyphs[-1].left - self.size * 0.5

    def as_json(self, rules: list[list[float]]) -> list[Any]:
        """Its pieces between wide gaps and drawn lines, each with its ends; baseline, size, unknown ones."""
        walls = sorted(x for x, low, high in rules if low - 2 < self.bottom + self.size * 0.3 < high + 2)
        pieces: list[list[Any]] = []
        right = 0.0
        for glyph in self.glyphs:
            if (
                not pieces
                or glyph.left - right > self.size * 0.9
                or is_parted(walls, right, glyph, self.size)
            ):
                pieces.append([[], glyph.left, glyph.right])
            elif glyph.is_spaced and glyph.left > right:
                pieces[-1][0].append(NARROW_GAP)
            pieces[-1][0].append(glyph.character)
            pieces[-1][2] = right = glyph.right
        return [
            [["".join(text), left, right] for text, left, right in pieces],
            self.bottom,
            self.size,
            self.unknown,
        ]


def is_parted(walls: list[float], right: float, glyph: Glyph, size: float) -> bool:
    """Whether a drawn line stands between the character before, which ends at ``right``, and a glyph; the
    blank half of a full stop may reach over it."""
    number = bisect.bisect_left(walls, right - size * 0.5)
    return number < len(walls) and walls[number] < min(glyph.left + 1, glyph.right)


def read_lines(page: Any, count: int) -> list[Line]:
    """The lines of a page, in the order of the file; what was drawn apart stands where it belongs."""
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
            lines.append(Line(bottom, size_of_type(page, index)))
        line = lines[-1]
        line.unknown += code == 0 or pdfium_c.FPDFText_HasUnicodeMapError(page, index) == 1
        line.glyphs.append(Glyph(character(code), left, max(left, right), is_spaced))
        is_spaced = False
    return put_together(lines)


def put_together(lines: list[Line]) -> list[Line]:
    """The lines with those put into others that stand on the same baseline and fill gaps there, as quotation
    marks of another font do, or go on there; what was drawn twice counts once."""
    kept: list[Line | None] = []
    levels: dict[int, list[int]] = {}
    for given in lines:
        line = given
        level = round(line.bottom / LEVEL)
        near = [place for at in (level - 1, level, level + 1) for place in levels.get(at, [])[-MOST_NEAR:]]
        kept.append(line)
        own = len(kept) - 1
        for place in near:
            other = kept[place]
            if other is None:
                continue
            glyphs = together(other, line)
            if glyphs is None:
                continue
            longer = place if len(other.glyphs) >= len(line.glyphs) else own
            first = other if longer == place else line
            merged = Line(first.bottom, first.size, glyphs, other.unknown + line.unknown)
            kept[place] = kept[own] = None
            kept[longer] = line = merged
            own = longer
        levels.setdefault(round(line.bottom / LEVEL), []).append(own)
    return [line for line in kept if line is not None]


def together(one: Line, other: Line) -> list[Glyph] | None:
    """The characters of two lines as one, where they touch or lie within each other; ``None`` where they
    stand apart, on two baselines, or over each other."""
    size = max(one.size, other.size)
    if abs(one.bottom - other.bottom) >= size * 0.5:
        return None
    if max(one.left, other.left) - min(one.right, other.right) > min(one.size, other.size) * 0.5:
        return None
    glyphs: list[Glyph] = []
    for glyph in sorted([*one.glyphs, *other.glyphs], key=lambda glyph: glyph.left):
        before = glyphs[-1] if glyphs else None
        if before and before.character == glyph.character and glyph.left - before.left < size * 0.25:
            continue
        narrower = min(glyph.right - glyph.left, before.right - before.left) if before else 0.0
        if before and before.right - glyph.left > narrower * 0.6 > 0:
            return None
        glyphs.append(glyph)
    return glyphs


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


def read_rules(page: pdfium.PdfPage) -> tuple[list[list[float]], list[list[float]]]:
    """The lines that are drawn on a page: upright ones (x, foot, head), level ones (y, left, right)."""
    upright: list[list[float]] = []
    level: list[list[float]] = []
    paths = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=2)
    for item in itertools.islice(paths, MOST_PATHS):
        for left, bottom, right, top in strokes(item):
            if right - left <= THIN < top - bottom:
                upright.append([(left + right) / 2, bottom, top])
            elif top - bottom <= THIN < right - left:
                level.append([(bottom + top) / 2, left, right])
        if len(upright) + len(level) > MOST_RULES:
            break
    return upright[:MOST_RULES], level[:MOST_RULES]


def strokes(item: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight strokes of a drawn path as thin boxes: a filled thin box is one itself, and each side of
    others."""
    left, bottom, right, top = item.get_bounds()
    if right - left <= THIN or top - bottom <= THIN:
        yield left, bottom, right, top
        return
    matrix = item.get_matrix()
    start = last = None
    for number in range(min(pdfium_c.FPDFPath_CountSegments(item.raw), MOST_RULES)):
        segment = pdfium_c.FPDFPath_GetPathSegment(item.raw, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and last:
            yield box(last, point)
        if start and last and pdfium_c.FPDFPathSegment_GetClose(segment):
            yield box(point, start)
        last = point


def box(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float, float]:
    """The box of a stroke between two points."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


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
