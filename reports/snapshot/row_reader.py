"""The rows of a long table out of a snapshot's file, some at a time: in constant memory, and quick.

Canonical JSON has no blanks, and quotes within its texts are escaped: the bytes that begin a table stand
nowhere else. The end of a row is guessed, and right where what lies before it can be decoded: behind a
bracket within a text the text would have no end.
"""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from reports.snapshot.tables import Scalar

PIECE = 1 << 16
TABLES = b',"tables":{'
END_OF_ROW, END_OF_TABLE = b"],[", b"]]"

type Rows = list[list[Scalar]]

DECODER = msgspec.json.Decoder(list[list[str | int | bool | None]])


def rows_of(file: BinaryIO, table: str) -> Iterator[list[Scalar]]:
    """The rows of ``table`` as they are asked for; raises ``KeyError`` where there is no such table, and
    ``ValueError`` where the file ends within it."""
    rest = after(file, after(file, b"", TABLES), b'"' + table.encode() + b'":[')
    if rest[:1] == b"]":
        return
    while piece := file.read(PIECE):
        rest += piece
        if (rows := whole(rest)) is not None:
            yield from rows
            return
        rows, rest = first(rest)
        yield from rows
    yield from last(rest)


def after(file: BinaryIO, read: bytes, mark: bytes) -> bytes:
    """What is read already behind a mark that stands in ``read``, or in what follows it in the file."""
    while (place := read.find(mark)) < 0:
        piece = file.read(PIECE)
        if not piece:
            raise KeyError(mark.decode())
        read = read[-len(mark) :] + piece
    return read[place + len(mark) :] or file.read(PIECE)


def whole(read: bytes) -> Rows | None:
    """The rows up to the end of the table, where that has been read."""
    place = read.find(END_OF_TABLE)
    while place >= 0:
        if (rows := decoded(read[: place + 1])) is not None:
            return rows
        place = read.find(END_OF_TABLE, place + 1)
    return None


def first(read: bytes) -> tuple[Rows, bytes]:
    """The rows that have been read wholly, and what follows them."""
    place = read.rfind(END_OF_ROW)
    while place >= 0:
        if (rows := decoded(read[: place + 1])) is not None:
            return rows, read[place + 2 :]
        place = read.rfind(END_OF_ROW, 0, place)
    return [], read


def last(read: bytes) -> Rows:
    """The rows at the end of a table that was not followed by another piece."""
    rows = whole(read)
    if rows is None:
        raise ValueError("The file ends within a table.")
    return rows


def decoded(rows: bytes) -> Rows | None:
    try:
        return DECODER.decode(b"[" + rows + b"]")
    except msgspec.DecodeError:
        return None
