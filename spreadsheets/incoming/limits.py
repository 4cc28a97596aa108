"""How much a spreadsheet may hold, known beforehand: reading it ends soon, in bounded memory."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spreadsheets.incoming.values import NotReadable

MEGABYTE = 1024 * 1024
# Fill-in workbooks have a tenth of a megabyte, those of a province with pictures a few.
LARGEST_FILE = 20 * MEGABYTE
# A package of workbooks: those of three hundred cities, and what a request may hold. Workbooks are packed
# already, so that unpacking brings little more.
LARGEST_PACKAGE = 50 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_FILES = 500
# Entries of directories in its bytes, those of workbooks inside included.
MOST_ENTRIES = 40_000
# A file of separated values becomes one text, of four bytes a character at worst.
LARGEST_TEXT_FILE = 10 * MEGABYTE
# Parts of the package: sheets, pictures, comments; a workbook of 300 sheets has about a thousand.
MOST_MEMBERS = 10_000
# All that is read, unpacked: formatted rows down to the last one that a sheet can have stay below.
LARGEST_CONTENT = 150 * MEGABYTE
# Unpacked to packed, beyond a first 20 MB: sheets of nothing but empty rows come to about 60.
STEEPEST_RATIO = 200
FREE_OF_RATIO = 20 * MEGABYTE
# Signs "<" in what is read: 100,000 empty rows of ten formatted cells have 1.2 million, read in two seconds.
MOST_TAGS = 2_500_000
# Honest parts go ten deep.
DEEPEST = 64
# One tag with its attributes, which the parser keeps in one piece; those of Excel have a few hundred bytes.
LONGEST_TAG = MEGABYTE
MOST_SHEETS = 500
# Cells that hold something: the figures of a hundred cities with all that stands beside them.
MOST_CELLS = 300_000
MOST_MERGED = 50_000
# The rows of all merged areas of a sheet together; many that lie over one another are none of a program's.
MOST_MERGED_ROWS = 10_000_000
# Characters of all texts and formulas together; 32,767 is the most that Excel takes in one cell.
MOST_CHARACTERS = 10_000_000
MOST_TEXTS = 500_000
LONGEST_FORMULA = 8_192
# Excel knows 64,000 formats of cells.
MOST_FORMATS = 70_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


@dataclass(slots=True)
class Allowance:
    """What one file may still take; whoever reads a part of it takes from here. ``most_cells`` and
    ``most_characters`` are what it had at first, for the sentences. ``told`` is called at each row with how
    many rows were begun."""

    content: int = LARGEST_CONTENT
    tags: int = MOST_TAGS
    cells: int = MOST_CELLS
    characters: int = MOST_CHARACTERS
    told: Callable[[int], None] | None = None
    rows: int = field(init=False, default=0)
    most_cells: int = field(init=False)
    most_characters: int = field(init=False)

    def __post_init__(self) -> None:
        self.most_cells, self.most_characters = self.cells, self.characters

    def take_content(self, piece: bytes) -> None:
        """So much of a part was unpacked: its bytes, and the tags in it."""
        self.content -= len(piece)
        self.tags -= piece.count(b"<")
        if self.content < 0 or self.tags < 0:
            raise unpacks_to_too_much()

    def take_row(self) -> None:
        """A row was begun."""
        self.rows += 1
        if self.told is not None:
            self.told(self.rows)

    def take_cell(self) -> None:
        self.cells -= 1
        if self.cells < 0:
            raise NotReadable(
                _(
                    "The file has more than %(most)s filled cells. Delete the sheets and rows that are not "
                    "needed, or copy the sheet into a new workbook, and choose that file."
                )
                % {"most": f"{self.most_cells:,}"}
            )

    def take_characters(self, count: int) -> None:
        self.characters -= count
        if self.characters < 0:
            raise NotReadable(
                _(
                    "The file has more than %(most)s characters of text. Delete what is not needed, or copy "
                    "the sheet into a new workbook, and choose that file."
                )
                % {"most": f"{self.most_characters:,}"}
            )


def unpacks_to_too_much() -> NotReadable:
    return NotReadable(
        _(
            "The workbook unpacks to far more than a workbook to fill in holds and was not opened. Copy the "
            "cells that are needed into a new workbook, save it as .xlsx and choose that file."
        )
    )
