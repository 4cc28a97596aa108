"""The document as the template takes it: plain values, every text through the gate of the format."""

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from reports.pdf.pictures import picture_suffix
from reports.pictures import in_its_place, stored_picture, unshown_notices
from reports.snapshot.document import (
    Align,
    Annex,
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Paragraph,
    Picture,
    ReportDocument,
    Table,
)
from reports.snapshot.head import Verification
from reports.verification_codes.drawing import qr_svg
from reports.verification_codes.lines import qr_in_words, verification_lines
from texts.outgoing.pdf_text import PdfGate

# Signs of a table that stand side by side on an upright page, and on one on its side; so many times as many
# of a table with many columns, which is set smaller.
SIGNS_ACROSS = {False: 42, True: 60}
MANY_COLUMNS, SMALLER = 8, 7 / 6
# Lines of so many signs are made equally long; in narrower ones that would tear holes.
WIDE = 14
# A cell of more lines may be broken over pages.
MOST_LINES = 20
# A word of more signs in running text may be broken anywhere.
LONGEST_WORD = 40
# The mark stands on one line up to this length, and a longer one on two.
LONGEST_MARK = 16
# The standards want a title and descriptions, also where the report has none.
NOT_DESCRIBED = "—"
LATIN = re.compile("[!-~]+")
WORDLIKE = re.compile(r"\W*[A-Za-z]+\W*$")
LONGEST_IN_ENGLISH = 24
QR_FILE = "verification.svg"
# Where a line may be broken, and nothing is seen.
BREAK = "\u200b"

type Plain = dict[str, Any]


class Contents:
    """What the template shows of one document."""

    def __init__(
        self, document: ReportDocument, gate: PdfGate, verification: Verification | None = None
    ) -> None:
        self.document = document
        self.gate = gate
        self.verification = verification
        # The pictures that are shown, by the names of their files, and those that cannot be.
        self.pictures: dict[str, bytes] = {}
        self.unshown: list[Picture] = []

    def plain(self) -> Plain:
        """The whole document; the notices, which tell what had to be changed, come last."""
        document, line = self.document, self.line
        signature, colophon = document.signature, document.colophon
        shown = {
            "language": document.language,
            "words": self.words(),
            "document_title": self.joined_title(),
            "author": line(signature.organization),
            "letterhead": self.letterhead(),
            "standing": line(document.standing),
            "title": [line(part) for part in document.title],
            "addressee": line(document.addressee),
            "body": self.blocks(document.body),
            "closing": line(document.closing),
            "attachments": [line(name) for name in document.attachments],
            "signature": {
                "organization": line(signature.organization),
                "date": line(signature.date),
                "contact": line(signature.contact),
            },
            "annexes": [self.annex(annex) for annex in document.annexes],
            "colophon": {
                "copies_to": line(colophon.copies_to),
                "issued_by": line(colophon.issued_by),
                "issued_on": line(colophon.issued_on),
            },
            "verification": self.checked_by(),
        }
        return shown | {"notices": [*map(line, document.notices), *self.changes()]}

    def changes(self) -> list[str]:
        """What had to be changed, in the document's language."""
        with translation.override(self.document.language):
            names = [self.gate.one_line(picture.name) for picture in self.unshown]
            return [*unshown_notices(names), *self.gate.changes()]

    def words(self) -> Plain:
        """What the form itself says."""
        with translation.override(self.document.language):
            return {
                "signed_by": _("Signed by: "),
                "attachments": _("Attachments: "),
                "copies_to": _("Copies to: "),
                "goal": _("Goal"),
            }

    def checked_by(self) -> Plain | None:
        """What a copy is checked by, with its QR code among the pictures; None where it is not frozen."""
        if self.verification is None:
            return None
        self.pictures[QR_FILE] = qr_svg(self.verification.link)
        with translation.override(self.document.language):
            lines = [self.line(line) for line in self.verification_texts()]
            return {"file": QR_FILE, "lines": lines, "description": qr_in_words()}

    def verification_texts(self) -> list[str]:
        """What stands beside the QR code."""
        if self.verification is None:
            return []
        with translation.override(self.document.language):
            return verification_lines(self.verification)

    def joined_title(self) -> str:
        between = " " if self.document.language == "en" else ""
        return between.join(map(self.gate.one_line, self.document.title)) or NOT_DESCRIBED

    def letterhead(self) -> Plain:
        letterhead = self.document.letterhead
        return {
            "form": letterhead.form,
            "mark_lines": mark_lines(self.gate.one_line(letterhead.mark)),
            "document_number": self.line(letterhead.document_number),
            "signer": self.line(letterhead.signer),
        }

    def annex(self, annex: Annex) -> Plain:
        return {
            "label": self.line(annex.label),
            "title": self.line(annex.title),
            "bookmark": self.gate.one_line(f"{annex.label} {annex.title}") or NOT_DESCRIBED,
            "blocks": self.blocks(annex.blocks, is_wide=annex.is_wide, depth=1),
            "is_wide": annex.is_wide,
        }

    # --- Blocks -----------------------------------------------------------------------------------

    def blocks(self, blocks: Sequence[Block], *, is_wide: bool = False, depth: int = 0) -> list[Plain]:
        """Blocks under ``depth`` headings. A bookmark lies no deeper than one below the heading before it,
        whatever its level (PDF/UA)."""
        shown, deepest = [], depth
        for block in blocks:
            match block:
                case Heading():
                    if heading := self.heading(block):
                        deepest = min(deepest + 1, depth + block.level)
                        shown.append(heading | {"depth": deepest})
                case Paragraph():
                    shown.append({"type": "paragraph", "lines": self.lines(block.text)})
                case Table():
                    shown.append(self.table(block, SIGNS_ACROSS[is_wide]))
                case Chart():
                    shown.append(self.chart(block))
                case Picture():
                    shown.append(self.picture(block))
        return shown

    def heading(self, heading: Heading) -> Plain | None:
        """A heading, None where it says nothing."""
        # A number in letters and digits stands off from Latin text.
        between = " " if self.document.language == "en" and heading.number else ""
        text = self.line(f"{heading.number}{between}{heading.text}")
        return {"type": "heading", "level": heading.level, "text": text} if text else None

    def table(self, table: Table, across: int) -> Plain:
        shares = sum(column.share for column in table.columns)
        is_small = len(table.columns) > MANY_COLUMNS
        signs = across * (SMALLER if is_small else 1)
        rooms = [max(1, int(signs * column.share / (shares or 1))) for column in table.columns]
        return {
            "type": "table",
            "title": self.line(table.title),
            "is_small": is_small,
            "columns": [self.column(column, room) for column, room in zip(table.columns, rooms, strict=True)],
            "rows": [self.row(row, rooms) for row in table.rows],
            "notes": [self.line(note) for note in table.notes],
        }

    def column(self, column: Column, room: int) -> Plain:
        is_justified = column.align == Align.START and room >= WIDE and self.document.language != "en"
        return {
            "lines": self.lines(column.title, 2 * room),
            "is_long": False,
            "share": column.share,
            "align": column.align,
            "is_justified": is_justified,
        }

    def row(self, row: Sequence[Cell], rooms: Sequence[int]) -> list[Plain]:
        cells = [self.lines(cell.text, 2 * room) for cell, room in zip(row, rooms, strict=True)]
        is_long = any(
            sum(ceil(extent(line) / room) for line in lines) > MOST_LINES
            for lines, room in zip(cells, rooms, strict=True)
        )
        return [{"lines": lines, "is_long": is_long} for lines in cells]

    def chart(self, chart: Chart) -> Plain:
        bars = [
            {
                "label": self.line(bar.label),
                "value": number(bar.value),
                "goal": number(bar.goal),
                "text": self.line(bar.text),
            }
            for bar in chart.bars
        ]
        drawn = [number(value) for bar in chart.bars for value in (bar.value, bar.goal)]
        ends = [0.0, *(value for value in drawn if value is not None)]
        return {
            "type": "chart",
            "title": self.line(chart.title),
            "description": self.gate.one_line(chart.description) or NOT_DESCRIBED,
            "bars": bars,
            # A chart of zeros and nothing else has a scale too.
            "scale": {"low": min(ends), "high": max(*ends, min(ends) + 1)},
        }

    def picture(self, picture: Picture) -> Plain:
        content = stored_picture(picture.sha256)
        suffix = picture_suffix(content) if content else None
        if content is None or suffix is None:
            self.unshown.append(picture)
            return {"type": "paragraph", "lines": self.lines(self.text_of(picture))}
        file = f"{picture.sha256}.{suffix}"
        self.pictures[file] = content
        description = self.gate.one_line(picture.text or picture.name) or NOT_DESCRIBED
        return {"type": "picture", "file": file, "text": self.line(picture.text), "description": description}

    def text_of(self, picture: Picture) -> str:
        """What stands below a picture, or in its place where it cannot be shown."""
        if picture not in self.unshown:
            return picture.text
        with translation.override(self.document.language):
            return in_its_place(picture)

    # --- Texts ------------------------------------------------------------------------------------

    def line(self, text: str) -> str:
        return self.breakable(self.gate.one_line(text), LONGEST_WORD)

    def lines(self, text: str, longest: int = LONGEST_WORD) -> list[str]:
        return [self.breakable(line, longest) for line in self.gate.shown(text).split("\n")]

    def breakable(self, text: str, longest: int) -> str:
        """Text whose words of more than ``longest`` signs may be broken, into pieces that fit.

        What is likely to be an English word is left to be hyphenated.
        """
        fitting = max(1, longest // 4)

        def broken(found: re.Match[str]) -> str:
            word = found.group()
            is_word = (
                self.document.language == "en" and len(word) <= LONGEST_IN_ENGLISH and WORDLIKE.match(word)
            )
            if len(word) <= longest or is_word:
                return word
            return BREAK.join(word[start : start + fitting] for start in range(0, len(word), fitting))

        return LATIN.sub(broken, text)


def mark_lines(mark: str) -> list[str]:
    """A mark on one line, or on two of about one length, between words where it has any."""
    if len(mark) <= LONGEST_MARK:
        return [mark]
    middle = ceil(len(mark) / 2)
    blanks = [place for place, sign in enumerate(mark) if sign == " "]
    middle = min(blanks, key=lambda place: abs(place - middle), default=middle)
    return [mark[:middle].strip(), mark[middle:].strip()]


def extent(line: str) -> float:
    """How many ideographs a line is as long as, about: letters and digits are half as wide."""
    return len(line) - sum(map(len, LATIN.findall(line))) / 2


def number(value: str | None) -> float | None:
    """A value where it is drawn, for which a float is exact enough."""
    return None if value is None else float(value)
