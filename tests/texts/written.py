"""Reading files as strictly as their formats are written, by ways of their own."""

import re
from collections.abc import Sequence
from io import BytesIO
from xml.parsers import expat
from zipfile import ZipFile

from openpyxl import Workbook

from spreadsheets.outgoing.sheets import add_sheet
from spreadsheets.values import Column, Row


def workbook_of(rows: Sequence[Row], title: str = "T") -> bytes:
    """A workbook of one sheet with these rows, by the way that every workbook of the portal takes."""
    book = Workbook(write_only=True)
    add_sheet(book, title, [Column(str(place), "c") for place, _value in enumerate(rows[0])], rows)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def shown_texts(content: bytes) -> list[str]:
    """The texts of the first sheet without its head, in order, as Excel shows them."""
    texts: list[str] = []
    parser = expat.ParserCreate()

    def begin(name: str, _attributes: object) -> None:
        nonlocal is_text, row
        row += name == "row"
        is_text = name == "t" and row > 1
        if is_text:
            texts.append("")

    def characters(data: str) -> None:
        if is_text:
            texts[-1] += data

    def end(_name: str) -> None:
        nonlocal is_text
        is_text = False

    is_text, row = False, 0
    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = begin, characters, end
    with ZipFile(BytesIO(content)) as package:
        parser.ParseFile(package.open("xl/worksheets/sheet1.xml"))
    return [re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), one) for one in texts]
