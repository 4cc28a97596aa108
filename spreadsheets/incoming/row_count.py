"""How many rows a file has, found before any of them is read."""

import re
from collections.abc import Iterable

from spreadsheets.incoming.limits import Allowance
from spreadsheets.incoming.package import Package
from spreadsheets.incoming.recognition import Kind, recognise
from spreadsheets.incoming.workbook import SHEET, main_part

ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
# Of a tag that two pieces of a part share, so much is kept: more than tells a row.
BEGINNING = 64


def row_count(content: bytes, name: str, allowance: Allowance) -> int:
    """How many rows the sheets of a workbook have together, empty ones too; of separated values at most so
    many. Parts are unpacked and not parsed. Raises NotReadable for what is no spreadsheet."""
    if recognise(content, name) is not Kind.WORKBOOK:
        return max(content.count(b"\n"), content.count(b"\r"))
    package = Package(content, allowance)
    related = package.relations(main_part(package)).values()
    sheets = {relation.part for relation in related if relation.kind == SHEET and package.has(relation.part)}
    return sum(rows_in(package.pieces(sheet)) for sheet in sheets)


def rows_in(pieces: Iterable[bytes]) -> int:
    """How many rows begin in the pieces of a sheet; a tag may stand across two of them."""
    count, rest = 0, b""
    for piece in pieces:
        text = rest + piece
        last = max(text.rfind(b"<"), 0)
        count += len(ROW.findall(text, 0, last))
        rest = text[last : last + BEGINNING]
    return count + len(ROW.findall(rest))
