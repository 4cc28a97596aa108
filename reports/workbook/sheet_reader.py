"""What a sheet of a workbook holds, read with expat while the file is unpacked: it shares nothing with what
wrote it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

PIECE = 1 << 18
# How a workbook writes one character by its number.
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# What stands in a cell, and the type of one that names none.
WITHIN = frozenset({"is", "t", "v", "f"})
NUMBER = "n"
RELATION = "r:id"
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

# Its place, whether it is text, and what it holds.
type ReadCell = tuple[str, bool, str]
type Attributes = dict[str, str]


class SheetReader:
    """Takes a sheet in pieces; ``rows`` are those that have ended since they were taken away.

    What a cell holds is noted as it comes, by expat itself: a million calls fewer of Python.
    """

    def __init__(self) -> None:
        self.rows: list[list[ReadCell]] = []
        self.is_within = False
        self.noted: list[Attributes | str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.CharacterDataHandler = self.noted.append

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self.noted.append(attributes)
        elif name not in WITHIN:
            self.end_row(name)

    def end_row(self, name: str) -> None:
        """The row before has ended where another begins, or what follows the last one."""
        if self.is_within:
            self.rows.append(cells_in(self.noted))
        self.noted.clear()
        self.is_within = name == "row"


def cells_in(noted: Iterable[Attributes | str]) -> list[ReadCell]:
    """The cells of a row: the attributes of each are followed by what it holds, in one piece or several."""
    cells: list[ReadCell] = []
    place = kind = said = ""
    for each in noted:
        if isinstance(each, str):
            said += each
            continue
        if place:
            cells.append((place, kind != NUMBER, plain(said)))
        place, kind, said = each["r"], each.get("t", NUMBER), ""
    if place:
        cells.append((place, kind != NUMBER, plain(said)))
    return cells


def plain(said: str) -> str:
    """A text without the escapes that stand in the file."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), said) if "_x" in said else said


def rows_in(file: IO[bytes]) -> Iterator[list[ReadCell]]:
    """The rows of a sheet one after the other; raises ``expat.ExpatError`` where it is no XML."""
    reader = SheetReader()
    while piece := file.read(PIECE):
        reader.parser.Parse(piece)
        yield from reader.rows
        reader.rows.clear()
    reader.parser.Parse(b"", True)  # noqa: FBT003 (the last piece, as expat wants to be told)


def sheets_of(package: ZipFile) -> list[tuple[str, str]]:
    """The name of each sheet in its order, with the part that holds it."""
    parts = {each["Id"]: each["Target"] for each in elements(package, RELATIONS, "Relationship")}
    return [(each["name"], f"xl/{parts[each[RELATION]]}") for each in elements(package, WORKBOOK, "sheet")]


def elements(package: ZipFile, part: str, wanted: str) -> list[Mapping[str, str]]:
    """The attributes of each element of one name."""
    found: list[Mapping[str, str]] = []

    def begin(name: str, attributes: Mapping[str, str]) -> None:
        if name == wanted:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.Parse(package.read(part), True)  # noqa: FBT003 (the last piece)
    return found
