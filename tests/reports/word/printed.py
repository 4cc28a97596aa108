"""Pages as LibreOffice prints them, with the place of every sign in millimetres from the upper left."""

import subprocess
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw

MILLIMETRE = 25.4 / 72
# One conversion of all documents, on a machine that is busy with other tests.
PATIENCE = 300
PATH_OBJECT = 2


class Box(NamedTuple):
    """A line of text, or a drawn line, with its edges. ``size`` is that of its first sign in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float = 0

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Page:
    def __init__(self, page: Any) -> None:
        self.page = page
        self.width = page.get_width() * MILLIMETRE
        self.height = page.get_height() * MILLIMETRE

    @cached_property
    def signs(self) -> list[Box]:
        text = self.page.get_textpage()
        boxes = []
        for place in range(text.count_chars()):
            sign = text.get_text_range(place, 1)
            if sign.strip():
                size = pypdfium2.raw.FPDFText_GetFontSize(text, place)
                boxes.append(self.box(sign, text.get_charbox(place), size))
        return boxes

    @cached_property
    def lines(self) -> list[Box]:
        """Signs that stand beside each other, from above to below."""
        lines: list[list[Box]] = []
        for sign in sorted(self.signs, key=lambda box: box.middle):
            if lines and abs(lines[-1][0].middle - sign.middle) < 4:
                lines[-1].append(sign)
            else:
                lines.append([sign])
        return [joined(sorted(line, key=lambda box: box.left)) for line in lines]

    @property
    def rules(self) -> list[Box]:
        """What is drawn, from above to below."""
        drawn = [item for item in self.page.get_objects() if item.type == PATH_OBJECT]
        return sorted((self.box("", item.get_bounds()) for item in drawn), key=lambda box: box.top)

    def line(self, start: str) -> Box:
        return next(line for line in self.lines if line.text.startswith(start))

    def box(self, text: str, edges: Sequence[float], size: float = 0) -> Box:
        left, bottom, right, top = (edge * MILLIMETRE for edge in edges)
        return Box(text, left, self.height - top, right, self.height - bottom, size)


def joined(signs: Sequence[Box]) -> Box:
    return Box(
        "".join(sign.text for sign in signs),
        min(sign.left for sign in signs),
        min(sign.top for sign in signs),
        max(sign.right for sign in signs),
        max(sign.bottom for sign in signs),
        signs[0].size,
    )


def print_all(soffice: str, files: Sequence[Path], folder: Path) -> None:
    """Convert documents to PDF, in one run of LibreOffice with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    done = subprocess.run(  # noqa: S603 (our own command)
        [*command, *map(str, files)], capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    complaints = [line for line in done.stderr.splitlines() if "javaldx" not in line]
    assert not [line for line in complaints if line.strip()], done.stderr


def pages_of(path: Path) -> list[Page]:
    return [Page(page) for page in pypdfium2.PdfDocument(path)]
