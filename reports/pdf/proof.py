"""Reading a PDF back before it is called done: every text and figure of the document stands on its pages, in
its order, and nothing else does (design R26). Of a document with text whose order readers do not keep, every
sign is counted instead."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pypdfium2

from reports.pdf.contents import Contents
from reports.pdf.fonts import report_fonts
from reports.pdf.reading_order import Piece, pieces
from reports.rendering import FileDiffers, Progress
from reports.snapshot.snapshot import Snapshot
from texts.outgoing.pdf_text import PdfGate

# Blanks, ends of lines, places where a line may be broken.
NOT_COMPARED = re.compile("[\\s\u200b\ufeff]+")
# Signs that readers give for others, among them those for a hyphen at the end of a line.
SAME = str.maketrans({"\u2044": "/"} | dict.fromkeys("\u2010\u00ad\x02\ufffe", "-"))
# It may part a word, or stand in it at the end of a line; before a number it is a minus, if no letter stands
# before it.
HYPHEN = re.compile(r"(?<=[A-Za-z])-|-(?![0-9.])")
# Stretches of it stand on the page in another order than they are written in.
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Beside it what may be taken for the number of a page, and a hyphen that may be taken for a minus or not.
UNSTEADY = re.compile(rf"{RIGHT_TO_LEFT.pattern}|^\s*—|—\s*$|(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])")
QUOTES = "“”‘’"
# How much of a text the log shows.
SHOWN = 60


def prove_pdf(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> None:
    """Compare the pages with the document; blanks and ends of lines aside. Raises ``FileDiffers``."""
    document = snapshot.documents[language]
    gate = PdfGate(report_fonts().covered)
    contents = Contents(document, gate, snapshot.head.verification)
    # The gate tells what had to be changed, which stands among the notices, once it has seen all texts.
    contents.plain()
    pages, written = read_pages(path, progress), list(pieces(document, contents))
    try:
        compare_in_order(pages, written, gate, path.name)
    except FileDiffers:
        if not (any(map(is_unsteady, written)) and have_the_same_signs(pages, written, gate)):
            raise


def compare_in_order(pages: list[str], written: Iterable[Piece], gate: PdfGate, name: str) -> None:
    """Raise ``FileDiffers`` at the first text that does not stand where its turn is."""
    reader = Reader(pages, name)
    for piece in written:
        reader.meet(piece, gate)
    reader.end()


def is_unsteady(piece: Piece) -> bool:
    """Whether readers may give a text in another order than it was written in, or with other hyphens, so that
    the place of all that follows is unknown."""
    return bool(UNSTEADY.search(piece.text)) or any(map(unicodedata.combining, piece.text))


def have_the_same_signs(pages: Iterable[str], written: Iterable[Piece], gate: PdfGate) -> bool:
    """Whether all pages hold each sign as often as it was written, in whatever order; beside them only heads
    of tables, each as often as it is repeated."""
    rest, heads = signs_of("".join(pages)), set()
    for piece in written:
        rest.subtract(signs_of(comparable(gate.shown(piece.text))))
        heads.add(comparable(gate.shown(piece.repeated)))
    for head in sorted(heads - {""}, key=len, reverse=True):
        once = signs_of(head)
        while once and all(rest[sign] >= count for sign, count in once.items()):
            rest.subtract(once)
    return not any(rest.values())


def signs_of(text: str) -> Counter[str]:
    """``unordered`` without hyphens and marks above or below a letter, which readers join with it or not."""
    apart = unicodedata.normalize("NFKD", text)
    return unordered("".join(sign for sign in apart if sign != "-" and not unicodedata.combining(sign)))


def read_pages(path: Path, progress: Progress) -> list[str]:
    """The text of each page without its number."""
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            texts = []
            for number, page in enumerate(pdf, start=1):
                texts.append(without_number(comparable(page.get_textpage().get_text_range()), number))
                progress(number, len(pdf))
            return texts
    except pypdfium2.PdfiumError as error:
        raise FileDiffers(f"{path.name} cannot be read: {error}") from error


def without_number(text: str, number: int) -> str:
    printed = f"—{number}—"
    return text.removeprefix(printed) if text.startswith(printed) else text.removesuffix(printed)


def comparable(text: str) -> str:
    """Text as it is compared: signs that look alike and have one glyph are one, and hyphens do not count."""
    signs = NOT_COMPARED.sub("", unicodedata.normalize("NFKC", text).translate(SAME))
    return HYPHEN.sub("", signs)


def unordered(text: str) -> Counter[str]:
    """How often each sign stands in a text; brackets and quotes as one, which are mirrored in a line that
    runs from right to left."""
    return Counter("(" if unicodedata.mirrored(sign) or sign in QUOTES else sign for sign in text)


class Reader:
    """Goes through the pages and takes from them what has to stand there."""

    def __init__(self, pages: list[str], name: str) -> None:
        self.pages = pages
        self.name = name
        self.page = self.place = 0

    def meet(self, piece: Piece, gate: PdfGate) -> None:
        """Take a text from where the last one ended; raises ``FileDiffers`` where another stands there."""
        text = comparable(gate.shown(piece.text))
        page = self.page
        found = self.take(len(text), comparable(gate.shown(piece.repeated)))
        is_mixed = (piece.is_row and self.page > page) or RIGHT_TO_LEFT.search(text)
        if found != text and not (is_mixed and unordered(found) == unordered(text)):
            raise FileDiffers(
                f"{self.name}, page {self.page + 1}: {found[:SHOWN]!r} where {text[:SHOWN]!r} was written."
            )

    def take(self, length: int, repeated: str) -> str:
        """The next signs, over pages, without what the head of each repeats."""
        taken = ""
        while length > len(taken) and self.page < len(self.pages):
            stretch = self.pages[self.page][self.place : self.place + length - len(taken)]
            taken += stretch
            self.place += len(stretch)
            if len(taken) < length:
                self.turn(repeated)
        return taken

    def turn(self, repeated: str) -> None:
        self.page += 1
        text = self.pages[self.page] if self.page < len(self.pages) else ""
        self.place = len(repeated) if text.startswith(repeated) else 0

    def end(self) -> None:
        """Raise ``FileDiffers`` where more stands on the pages than was written."""
        rest = "".join(self.pages[self.page :])[self.place :]
        if rest:
            raise FileDiffers(f"{self.name}: {rest[:SHOWN]!r} stands there beyond what was written.")
