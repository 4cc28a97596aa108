"""PDFs: paragraphs in lines, tables by the position of their cells, quotation marks from another font."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.reading.plans.answers import Grid, Line
from tests.reading.typesetting import width, wrap

FONT, OTHER_FONT = "STSong-Light", "Times-Roman"
LEFT, TOP, BOTTOM, ROOM = 72, 760, 90, 450
SIZE, LEADING = 15, 26
CELL_SIZE, CELL_LEADING, PADDING = 10, 14, 4
_QUOTES = "“”‘’"


def pdf(parts: Sequence[Line | Grid], rng: random.Random, *, quotes_differ: bool) -> bytes:
    """A PDF with page numbers; dice say how tables are ruled.

    Quotation marks may come from another font, as where a Western one was set for them.
    In ruled tables short cells may stand half-way down their row, as Word prints them.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = BytesIO()
    pages = _Pages(
        Canvas(buffer, pagesize=A4, invariant=True),
        is_ruled=rng.random() < 0.6,
        quotes_differ=quotes_differ,
        is_centred=rng.random() < 0.5,
        quotes_first=quotes_differ and rng.random() < 0.5,
    )
    for part in parts:
        if isinstance(part, Grid):
            pages.table(part)
        else:
            pages.paragraph(part)
    pages.end()
    return buffer.getvalue()


@dataclass(slots=True)
class _Pages:
    canvas: Canvas
    is_ruled: bool
    quotes_differ: bool
    is_centred: bool
    quotes_first: bool
    y: float = TOP
    number: int = 1

    def paragraph(self, line: Line) -> None:
        is_indented = not (line.is_centred or line.is_right or line.is_flush)
        cells = ROOM // SIZE * 2
        for text in wrap(("　　" if is_indented else "") + line.text, cells):
            self._make_room(LEADING)
            free = ROOM - SIZE / 2 * sum(map(width, text))
            left = LEFT + (free / 2 if line.is_centred else free - 60 if line.is_right else 0)
            self._draw(text, left, SIZE)
            self.y -= LEADING

    def table(self, grid: Grid) -> None:
        lefts = _columns(grid)
        for place, row in enumerate(grid.rows):
            texts = [list(_cell_lines(grid, place, column, lefts)) for column in range(len(row))]
            height = CELL_LEADING * max(1, *map(len, texts)) + PADDING
            self._make_room(height)
            most = max(map(len, texts))
            for column, lines in enumerate(texts):
                above = (most - len(lines)) / 2 if self.is_ruled and self.is_centred else 0
                for line, text in enumerate(lines):
                    self._draw(text, lefts[column] + PADDING, CELL_SIZE, down=(above + line) * CELL_LEADING)
            if self.is_ruled:
                self._rule(lefts, height)
            self.y -= height if self.is_ruled else height + PADDING
        self.y -= LEADING

    def _rule(self, lefts: Sequence[float], height: float) -> None:
        top = self.y + CELL_LEADING
        for left, right in zip(lefts, [*lefts[1:], LEFT + ROOM], strict=True):
            self.canvas.rect(left, top - height, right - left, height)

    def end(self) -> None:
        self.canvas.setFont(FONT, 12)
        self.canvas.drawString(LEFT + 210, 50, f"— {self.number} —")
        self.canvas.showPage()
        self.canvas.save()

    def _make_room(self, height: float) -> None:
        if self.y - height >= BOTTOM:
            return
        self.canvas.setFont(FONT, 12)
        self.canvas.drawString(LEFT + 210, 50, f"— {self.number} —")
        self.canvas.showPage()
        self.y, self.number = TOP, self.number + 1

    def _draw(self, text: str, left: float, size: float, *, down: float = 0) -> None:
        """The text piece for piece, as justified lines are printed."""
        bare = text.lstrip("　")
        left += (len(text) - len(bare)) * size
        pattern = r"[!-~]+|[^!-~]+" if self.quotes_differ else r"[!-~]+|."
        for piece in re.findall(pattern, bare):
            if set(piece) & set(_QUOTES):
                self._draw_with_quotes(piece, left, self.y - down, size)
            else:
                self.canvas.setFont(FONT, size)
                self.canvas.drawString(left, self.y - down, piece)
            left += size / 2 * sum(map(width, piece))

    def _draw_with_quotes(self, piece: str, left: float, bottom: float, size: float) -> None:
        """All in one go with gaps where the quotation marks go, and these by themselves before or behind."""
        if self.quotes_first:
            self._draw_quotes(piece, left, bottom, size)
        self.canvas.setFont(FONT, size)
        name = self.canvas._doc.getInternalFontName(FONT)
        runs = [run.encode("utf-16-be").hex() for run in re.split(f"[{_QUOTES}]", piece)]
        shown = " -1000 ".join(f"<{run}>" for run in runs)
        self.canvas._code.append(f"BT {name} {size} Tf 1 0 0 1 {left} {bottom} Tm [{shown}] TJ ET")
        if not self.quotes_first:
            self._draw_quotes(piece, left, bottom, size)

    def _draw_quotes(self, piece: str, left: float, bottom: float, size: float) -> None:
        self.canvas.setFont(OTHER_FONT, size)
        for place, character in enumerate(piece):
            if character in _QUOTES:
                self.canvas.drawString(left + place * size, bottom, character)


def _columns(grid: Grid) -> list[float]:
    """Where each column begins: those with more to print are wider."""
    widest = [
        min(24, max(8, *(sum(map(width, row[column])) for row in grid.rows if row[column] not in "<^")))
        for column in range(len(grid.rows[0]))
    ]
    lefts, left = [], float(LEFT)
    for room in widest:
        lefts.append(left)
        left += ROOM * room / sum(widest)
    return lefts


def _cell_lines(grid: Grid, place: int, column: int, lefts: Sequence[float]) -> Iterator[str]:
    row = grid.rows[place]
    text = row[column]
    if text in ("<", "^", ""):
        return
    last = column
    while last + 1 < len(row) and row[last + 1] == "<":
        last += 1
    right = lefts[last + 1] if last + 1 < len(lefts) else LEFT + ROOM
    cells = int((right - lefts[column] - 2 * PADDING) / CELL_SIZE * 2)
    yield from wrap(text, cells)
