"""The snapshot: the head, the year, the document in each language, and long tables that are streamed."""

import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

import msgspec
from django.utils.timezone import get_default_timezone

from reports.snapshot.digests import Digests, HashingFile
from reports.snapshot.document import ReportDocument
from reports.snapshot.frame import PIECE, parts_before, place_of_schema, place_of_year, year_behind
from reports.snapshot.head import Head
from reports.snapshot.row_reader import rows_of
from reports.snapshot.tables import LongTable, Scalar, TableHead
from reports.snapshot.year import Year

SCHEMA = "annual-report/1"


@dataclass(frozen=True)
class Snapshot:
    """A snapshot in a file. The head, year and documents are read once asked for, without the tables; tables
    are streamed."""

    path: Path

    @cached_property
    def head(self) -> Head:
        return self.part("head", Head)

    @cached_property
    def year(self) -> Year:
        with self.path.open("rb") as file:
            return msgspec.json.decode(year_behind(file), type=Year)

    @cached_property
    def documents(self) -> dict[str, ReportDocument]:
        """The document by language."""
        return self.part("documents", dict[str, ReportDocument])

    @cached_property
    def tables(self) -> list[TableHead]:
        """The long tables without their rows, in their order."""
        return self.part("table_heads", list[TableHead])

    def rows(self, table: str) -> Iterator[list[Scalar]]:
        """The rows of one table, read as they are asked for."""
        with self.path.open("rb") as file:
            yield from rows_of(file, table)

    def part[Kind](self, key: str, kind: type[Kind]) -> Kind:
        """What stands before the tables under ``key``; nothing of the tables is read for it."""
        with self.path.open("rb") as file:
            return msgspec.json.decode(parts_before(file)[key], type=kind)


def write_snapshot(
    path: Path,
    *,
    head: Head,
    year: Year,
    documents: Mapping[str, ReportDocument],
    tables: Sequence[LongTable],
) -> Digests:
    """Write a snapshot as canonical JSON (RFC 8785: keys in order, no blanks, UTF-8); answers its checksums.

    Rows go to disk as they are read, table after table in the order of their keys.
    """
    ordered = sorted(tables, key=lambda table: table.head.key)
    with path.open("wb") as file:
        out = HashingFile(file)
        write_heads(out, documents, head)
        out.write(b',"schema":' + canonical(SCHEMA))
        out.write(b',"table_heads":' + canonical([table.head for table in tables]))
        out.write(b',"tables":{')
        for place, table in enumerate(ordered):
            out.write((b"," if place else b"") + canonical(table.head.key) + b":[")
            for number, row in enumerate(table.rows):
                out.write((b"," if number else b"") + canonical(row))
            out.write(b"]")
        out.write(b'},"year":' + canonical(year) + b"}")
    return out.digests()


def write_over(
    path: Path,
    base: Path,
    *,
    head: Head,
    documents: Mapping[str, ReportDocument],
    year: Year | None = None,
) -> Digests:
    """Write a snapshot with the tables of the one in ``base``, and with its year unless another is given,
    byte for byte, as ``write_snapshot`` would write them again; answers its checksums."""
    with path.open("wb") as file, base.open("rb") as source:
        out = HashingFile(file)
        write_heads(out, documents, head)
        begin = place_of_schema(source)
        end = source.seek(0, os.SEEK_END) if year is None else place_of_year(source)
        for piece in pieces(source, begin, end):
            out.write(piece)
        if year is not None:
            out.write(canonical(year) + b"}")
    return out.digests()


def pieces(file: BinaryIO, begin: int, end: int) -> Iterator[bytes]:
    """The bytes of a file from one place to another, piece by piece."""
    file.seek(begin)
    while begin < end and (piece := file.read(min(PIECE, end - begin))):
        begin += len(piece)
        yield piece


def write_heads(out: HashingFile, documents: Mapping[str, ReportDocument], head: Head) -> None:
    """What a snapshot begins with."""
    for key, value in (("documents", documents), ("head", head)):
        out.write(b"{" if key == "documents" else b",")
        out.write(canonical(key) + b":" + canonical(value))


def canonical(value: object) -> bytes:
    """A value as canonical JSON. Values of the snapshot hold no fractions: decimals are strings."""
    return msgspec.json.encode(value, order="sorted")


def instant(moment: dt.datetime) -> str:
    """A moment as the snapshot writes it, on the clock of the office."""
    return moment.astimezone(get_default_timezone()).isoformat(timespec="seconds")
