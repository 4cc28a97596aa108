"""What stands around the tables of a snapshot's file, without reading the tables.

The long tables of the whole country have hundreds of megabytes, all else some few. Canonical JSON has its
keys in order, so that documents and heads stand before the tables and the year behind them; quotes within its
texts are escaped, so that the bytes between them stand in no text.
"""

import os
from typing import BinaryIO

import msgspec

from reports.snapshot.row_reader import TABLES

PIECE = 1 << 20
YEAR = b'},"year":'
SCHEMA = b'},"schema":'

Parts = dict[str, msgspec.Raw]


def parts_before(file: BinaryIO) -> Parts:
    """Documents, head, schema and heads of the tables, by key. Raises ``KeyError`` where the file has no
    tables, and ``msgspec.DecodeError`` where it is no JSON."""
    read = bytearray()
    place = -1
    while place < 0:
        piece = file.read(PIECE)
        if not piece:
            raise KeyError("tables")
        searched = max(len(read) - len(TABLES), 0)
        read += piece
        place = read.find(TABLES, searched)
    return msgspec.json.decode(bytes(read[:place]) + b"}", type=Parts)


def place_of_schema(file: BinaryIO) -> int:
    """Where documents and head end: what stands behind them is the same in every report over the same
    figures. Raises ``KeyError`` where the file has no schema."""
    read = bytearray()
    while piece := file.read(PIECE):
        searched = max(len(read) - len(SCHEMA), 0)
        read += piece
        place = read.find(SCHEMA, searched)
        if place >= 0:
            return place + 1
    raise KeyError("schema")


def year_behind(file: BinaryIO) -> bytes:
    """The year as it is written. Raises ``KeyError`` where the file has none."""
    file.seek(place_of_year(file))
    return file.read()[:-1]


def place_of_year(file: BinaryIO) -> int:
    """Where the year begins, which is looked for from the end. Raises ``KeyError`` where the file has
    none."""
    end = file.seek(0, os.SEEK_END)
    length = PIECE
    while True:
        begin = max(end - length, 0)
        file.seek(begin)
        place = file.read().rfind(YEAR)
        if place >= 0:
            return begin + place + len(YEAR)
        if begin == 0:
            raise KeyError("year")
        length *= 4
