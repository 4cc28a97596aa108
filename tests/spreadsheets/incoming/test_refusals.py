"""Files that are not read: each says what it is and what to do, in bounded memory."""

import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from django.utils.translation import gettext, override

from spreadsheets.incoming import refusals
from spreadsheets.incoming.limits import LARGEST_FILE, MEGABYTE, MOST_CELLS
from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.values import NotReadable
from tests.spreadsheets.incoming import making
from tests.spreadsheets.incoming.making import cell, parts, row, workbook, zipped

GOOD = row(1, cell("A1", "0", "s"), cell("B1", "12.5"))
ENTITY = '<!DOCTYPE a [<!ENTITY b "ccc">]>'
LAUGHS = "<!DOCTYPE a [<!ENTITY x0 'ha'>" + "".join(
    f"<!ENTITY x{at} '&x{at - 1};&x{at - 1};'>" for at in range(1, 40)
)


def changed(part: str, content: str | bytes) -> bytes:
    return zipped(parts(GOOD) | {part: content})


def without(part: str) -> bytes:
    return zipped({name: content for name, content in parts(GOOD).items() if name != part})


def twice(name: str) -> bytes:
    """Under a name as long, which becomes the other in the file."""
    content = zipped(parts(GOOD) | {"X" * len(name): parts()[name]})
    return content.replace(b"X" * len(name), name.encode())


def locked() -> bytes:
    content = bytearray(workbook(GOOD))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(signature)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(signature, start + 1)
    return bytes(content)


def lying() -> bytes:
    """The directory says that the sheet is small; it is not."""
    content = zipped(parts() | {making.SHEET: making.sheet("<row>" + " " * 200 * MEGABYTE + "</row>")})
    size = len(making.sheet("<row></row>")) + 200 * MEGABYTE
    return content.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def doctyped(part: str, document_type: str) -> Callable[[], bytes]:
    def made() -> bytes:
        text = str(parts(GOOD)[part])
        return changed(part, text.replace(making.HEAD, making.HEAD + document_type))

    return made


OPEN_TEXT = "application/vnd.oasis.opendocument."
TOO_MUCH = "The workbook unpacks to far more"
CELL = "The cell 填报!B1 is damaged"
REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "a.xlsx", refusals.EMPTY),
    "blank": (lambda: b" \r\n\x00" * 9, "a.csv", refusals.EMPTY),
    "xls": (lambda: making.ole("Root Entry", "Workbook"), "a.xls", refusals.OLD_EXCEL),
    "xls 5": (lambda: making.ole("Root Entry", "Book"), "a.xls", refusals.OLD_EXCEL),
    "xls named xlsx": (lambda: making.ole("Workbook"), "a.xlsx", refusals.OLD_EXCEL),
    "xls before OLE": (lambda: b"\x09\x08\x10\x00\x00\x06\x05\x00", "a.xls", refusals.OLD_EXCEL),
    "et": (lambda: making.ole("Root Entry", "Workbook"), "a.et", refusals.WPS_SHEET),
    "password": (lambda: making.ole("EncryptedPackage"), "a.xlsx", refusals.PROTECTED),
    "zip password": (locked, "a.xlsx", refusals.PROTECTED),
    "doc": (lambda: making.ole("WordDocument"), "a.xls", refusals.DOCUMENT),
    "wps": (lambda: making.ole("WordDocument"), "a.wps", refusals.DOCUMENT),
    "ppt": (lambda: making.ole("PowerPoint Document"), "a.xls", refusals.SLIDES),
    "other OLE": (lambda: making.ole("Contents"), "a.xls", refusals.OTHER_OLD),
    "docx": (lambda: zipped({making.TYPES: "", "word/document.xml": ""}), "a.xlsx", refusals.DOCUMENT),
    "pptx": (lambda: zipped({making.TYPES: "", "ppt/presentation.xml": ""}), "a.xlsx", refusals.SLIDES),
    "xlsb": (lambda: zipped({making.TYPES: "", "xl/workbook.bin": b"\x83"}), "a.xlsx", refusals.BINARY_EXCEL),
    "ods": (
        lambda: zipped({"mimetype": f"{OPEN_TEXT}spreadsheet", "content.xml": ""}),
        "a.xlsx",
        refusals.OPEN_DOCUMENT,
    ),
    "odt": (
        lambda: zipped({"mimetype": f"{OPEN_TEXT}text", "content.xml": ""}),
        "a.ods",
        refusals.DOCUMENT,
    ),
    "ofd": (lambda: zipped({"OFD.xml": ""}), "a.xlsx", refusals.OFD),
    "zip of workbooks": (lambda: zipped({"a.xlsx": workbook(GOOD)}), "a.xlsx", refusals.ARCHIVE),
    "nested zips": (
        lambda: zipped({"a.zip": zipped({"b.zip": zipped({"c": ""})})}),
        "a.zip",
        refusals.ARCHIVE,
    ),
    "rar": (lambda: b"Rar!\x1a\x07\x00", "a.xlsx", refusals.ARCHIVE),
    "pdf": (lambda: b"%PDF-1.7\n1 0 obj", "a.xlsx", refusals.PDF),
    "png": (lambda: b"\x89PNG\r\n\x1a\n", "a.xlsx", refusals.IMAGE),
    "jpeg": (lambda: b"\xff\xd8\xff\xe0", "a.xls", refusals.IMAGE),
    "bmp": (lambda: b"BM\x00\x00\x00\x00", "a.xls", refusals.IMAGE),
    "rtf": (lambda: b"{\\rtf1", "a.xls", refusals.DOCUMENT),
    "html": (lambda: b"\xef\xbb\xbf <html><table><tr><td>1", "a.xls", refusals.WEB_PAGE),
    "html in UTF-16": (lambda: "<table><tr>".encode("utf-16"), "a.xls", refusals.WEB_PAGE),
    "html as xml": (lambda: b"<?xml version='1.0'?><html>", "a.xls", refusals.WEB_PAGE),
    "mhtml": (lambda: b"MIME-Version: 1.0\r\n", "a.xls", refusals.WEB_PAGE),
    "xml workbook": (
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "a.xls",
        refusals.XML_SHEET,
    ),
    "flat OpenDocument": (
        lambda: (
            b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.'
            b'opendocument.spreadsheet">'
        ),
        "a.xlsx",
        refusals.XML_SHEET,
    ),
    "xml": (lambda: b'<?xml version="1.0"?><a/>', "a.xlsx", refusals.XML),
    "sylk": (lambda: b"ID;PWXL;N;E\r\n", "a.csv", refusals.OTHER_OLD),
    "random bytes": (lambda: bytes(range(256)) * 9, "a.xlsx", refusals.UNKNOWN),
    "NUL in text": ("指标,数\x00值,3".encode, "a.csv", refusals.UNKNOWN),
    "unclosed quote": ('指标,"数值\n1,2\n'.encode, "a.csv", "Line 2 of the file"),
    "no encoding": (lambda: b"\xff\x80,1\n\xff\xff\x81\x20", "a.csv", "The characters of the file"),
    "too large": (lambda: b"a" * (LARGEST_FILE + 1), "a.csv", "The file has more than 20 MB"),
    "too much text": (lambda: b"a,b\n" * 4 * MEGABYTE, "a.csv", "The file has more than 10 MB of text"),
    "too many values": (
        lambda: b"1," * (MOST_CELLS + 9),
        "a.csv",
        "The file has more than 300,000 filled cells",
    ),
    "truncated": (lambda: workbook(GOOD)[:-200], "a.xlsx", refusals.DAMAGED),
    "cut in half": (lambda: workbook(GOOD)[:700], "a.xlsx", refusals.DAMAGED),
    "wrong checksum": (
        lambda: zipped(parts(GOOD), zipfile.ZIP_STORED).replace(b"12.5", b"99.5"),
        "a.xlsx",
        refusals.DAMAGED,
    ),
    "no workbook part": (lambda: without(making.BOOK), "a.xlsx", refusals.DAMAGED),
    "no relations": (lambda: without(making.BOOK_RELATIONS), "a.xlsx", "The sheet “填报” is missing"),
    "no sheet part": (lambda: without(making.SHEET), "a.xlsx", "The sheet “填报” is missing"),
    "relation outside": (
        lambda: changed(
            making.BOOK_RELATIONS, making.relations({"rId1": ("worksheet", "../../../../etc/passwd")})
        ),
        "a.xlsx",
        "The sheet “填报” is missing",
    ),
    "relation to the net": (
        lambda: changed(
            making.BOOK_RELATIONS,
            making.relations(
                {},
                f'<Relationship Id="rId1" Type="{making.OFFICE}/worksheet" TargetMode="External" '
                'Target="http://127.0.0.1/sheet1.xml"/>',
            ),
        ),
        "a.xlsx",
        "The sheet “填报” is missing",
    ),
    "no sheets": (lambda: changed(making.BOOK, making.book_part({})), "a.xlsx", refusals.NO_SHEET),
    "sheet is no sheet": (lambda: changed(making.SHEET, "<a/>"), "a.xlsx", "The sheet “填报” is missing"),
    "no XML": (lambda: changed(making.SHEET, "no XML at all"), "a.xlsx", refusals.DAMAGED),
    "cut XML": (lambda: changed(making.SHEET, making.sheet(GOOD)[:-30]), "a.xlsx", refusals.DAMAGED),
    "unknown encoding": (
        lambda: changed(making.SHEET, making.sheet(GOOD).replace("UTF-8", "GB18030")),
        "a.xlsx",
        refusals.DAMAGED,
    ),
    "no shared texts": (lambda: without(making.TEXTS), "a.xlsx", "The cell 填报!A1 is damaged"),
    "text out of range": (lambda: workbook(row(1, cell("B1", "7", "s"))), "a.xlsx", CELL),
    "negative text": (lambda: workbook(row(1, cell("B1", "-1", "s"))), "a.xlsx", CELL),
    "cell of another row": (lambda: workbook(row(2, cell("B1", "7"))), "a.xlsx", CELL),
    "cell outside": (lambda: workbook(row(1, cell("ZZZ1", "7"))), "a.xlsx", "The cell 填报!ZZZ1"),
    "row zero": (lambda: workbook(row(0, "<c><v>1</v></c>")), "a.xlsx", "The cell 填报!0"),
    "cell twice": (
        lambda: workbook(row(1, cell("B1", "7"), cell("B1", "8"))),
        "a.xlsx",
        "The cell 填报!B1 stands in the file twice",
    ),
    "sheets of one name": (
        lambda: zipped(parts(GOOD, titles={"Tasks": "", "TASKS": ""})),
        "a.xlsx",
        "Two sheets are named “TASKS”",
    ),
    "entity": (doctyped(making.SHEET, ENTITY), "a.xlsx", refusals.ENTITIES),
    "entity in texts": (doctyped(making.TEXTS, ENTITY), "a.xlsx", refusals.ENTITIES),
    "entity in relations": (doctyped(making.BOOK_RELATIONS, ENTITY), "a.xlsx", refusals.ENTITIES),
    "billion laughs": (doctyped(making.BOOK, LAUGHS + "]>"), "a.xlsx", refusals.ENTITIES),
    "outer entity": (
        doctyped(making.STYLES, '<!DOCTYPE a SYSTEM "file:///etc/passwd">'),
        "a.xlsx",
        refusals.ENTITIES,
    ),
    "absolute member": (lambda: changed("/etc/passwd", "a"), "a.xlsx", refusals.OUTSIDE),
    "parent member": (lambda: changed("../../a.xml", "a"), "a.xlsx", refusals.OUTSIDE),
    "backslash parent": (lambda: changed("..\\a.xml", "a"), "a.xlsx", refusals.OUTSIDE),
    "drive member": (lambda: changed("C:/a.xml", "a"), "a.xlsx", refusals.OUTSIDE),
    "member twice": (lambda: twice(making.BOOK), "a.xlsx", refusals.DAMAGED),
    "lzma": (lambda: zipped(parts(GOOD), zipfile.ZIP_LZMA), "a.xlsx", refusals.PACKING),
    "zip bomb": (lambda: changed("xl/media/a.bin", b"\x00" * 60 * MEGABYTE), "a.xlsx", TOO_MUCH),
    "lying zip bomb": (lying, "a.xlsx", refusals.DAMAGED),
    "many members": (lambda: zipped({f"xl/{at}": "" for at in range(10_001)}), "a.xlsx", TOO_MUCH),
    "deep XML": (lambda: changed(making.SHEET, making.sheet("<a>" * 90_000)), "a.xlsx", refusals.DAMAGED),
    "long tag": (
        lambda: changed(making.SHEET, making.sheet(f'<row a="{"x" * 3 * MEGABYTE}"/>')),
        "a.xlsx",
        refusals.DAMAGED,
    ),
    "many tags": (lambda: changed(making.SHEET, making.sheet("<c/>" * 2_600_000)), "a.xlsx", TOO_MUCH),
    "many cells": (
        lambda: workbook("".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(3_010))),
        "a.xlsx",
        "The file has more than 300,000 filled cells",
    ),
    "huge texts": (
        lambda: workbook(GOOD, texts=making.shared_texts("a" * 5_500_000, "b" * 5_500_000)),
        "a.xlsx",
        "The file has more than 10,000,000 characters",
    ),
    "many texts": (
        lambda: changed(making.TEXTS, f'<sst xmlns="{making.MAIN}">{"<si/>" * 500_001}</sst>'),
        "a.xlsx",
        "The workbook holds more than 500,000 different texts",
    ),
    "many sheets": (
        lambda: changed(making.BOOK, making.book_part({f"{at}": "" for at in range(501)})),
        "a.xlsx",
        "The workbook has more than 500 sheets",
    ),
    "many merged": (
        lambda: workbook(GOOD, after="<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 50_001 + "</mergeCells>"),
        "a.xlsx",
        "The workbook has more than 50,000 merged areas",
    ),
    "merged over and over": (
        lambda: workbook(
            GOOD, after="<mergeCells>" + '<mergeCell ref="A1:A1048576"/>' * 10 + "</mergeCells>"
        ),
        "a.xlsx",
        refusals.DAMAGED,
    ),
    "columns hidden over and over": (
        lambda: workbook(
            GOOD, before="<cols>" + '<col min="1" max="16384" hidden="1"/>' * 100_000 + "</cols>"
        ),
        "a.xlsx",
        refusals.DAMAGED,
    ),
}


# Millions of calls take ten times as long while memory is traced; empty rows are traced in another test.
SLOW_TO_TRACE = {"many tags"}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name: str) -> None:
    make, file_name, sentence = REFUSED[name]
    content = make()
    if name not in SLOW_TO_TRACE:
        tracemalloc.start()
    try:
        with override("en"), pytest.raises(NotReadable) as refused:
            read_book(content, file_name)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(refused.value).startswith(sentence)
    assert peak < 200 * MEGABYTE, peak / MEGABYTE


@pytest.mark.parametrize("message", [value for name, value in vars(refusals).items() if name.isupper()])
def test_each_sentence_is_said_in_chinese(message: str) -> None:
    with override("zh-hans"):
        assert gettext(message) != message


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) >= 60
