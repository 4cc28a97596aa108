"""The process that looks for verification codes in a file: answers on its output, as JSON.

It runs by itself (``inspection.py`` starts it), so that a file made to crash, fill the memory or never end
harms nothing else: it has the processor time, in seconds, and the memory that its arguments name. It knows
nothing of the portal, and judges no code.
"""

import json
import re
import resource
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import typst
import zxingcpp

PRINTED = re.compile(rb"(?<![0-9A-Z])[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}(?![0-9A-Z])")
CHECKSUM = re.compile(rb'"snapshot_sha256":\s*"([0-9a-f]{64})"')
# What parts texts in documents and workbooks, and all other markup, which may stand in the midst of one.
PARTING, TAG = re.compile(rb"</(?:w:p|c|si|is)>"), re.compile(rb"<[^<>]*>")
PIECE, OVERLAP = 1 << 16, 1 << 10
# So much of one part of a package is unpacked at most.
LARGEST_PART, LARGEST_PICTURE = 48 << 20, 8 << 20
# Pages are searched from both ends: the code stands on the last one, and on the first of a workbook.
PAGES_READ, PAGES_DRAWN = 400, 6
# The longest edge of what is searched for a QR code, in pixels: a small one in a photograph wants more.
EDGES = (1800, 3600)
MOST_PIXELS, MOST_FOUND, MOST_PICTURES = 60_000_000, 20, 8
PNG, JPEG, GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8"
# What reading a damaged package comes to.
DAMAGE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
QR_CODE = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
# The segments of a JPEG that tell its size.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
ON_A_PAGE = '#set page(width: 600pt, height: auto, margin: 0pt)\n#image("{}", width: 100%)'
WORKBOOK_PARTS, DOCUMENT = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"), "word/document.xml"


def inspect(path: Path) -> dict[str, Any]:
    """What kind of file it is, the codes that it carries as text, what its QR codes say, and for packages the
    checksums that their manifest names; ``problem`` says why nothing of it could be read."""
    with path.open("rb") as file:
        begin = file.read(1024)
    if b"%PDF-" in begin:
        return inspect_pdf(path)
    if begin.startswith(b"PK"):
        return inspect_package(path)
    if suffix := picture_suffix(begin):
        return inspect_picture(path.read_bytes(), suffix)
    if begin.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        with path.open("rb") as file:
            return {"kind": "json", "texts": codes_in(pieces_of(file))}
    return {"kind": "other"}


# --- Texts ------------------------------------------------------------------------------------------


def pieces_of(file: Any) -> Iterator[bytes]:
    """What a file holds, in pieces that overlap; of what is packed, no more than is bearable, and of what is
    damaged what stands before the fault."""
    kept, taken = b"", 0
    while taken < LARGEST_PART * 2 and (piece := read_from(file)):
        taken += len(piece)
        yield kept + piece
        kept = piece[-OVERLAP:]


def read_from(file: Any) -> bytes:
    try:
        return bytes(file.read(PIECE))
    except DAMAGE:
        return b""


def codes_in(pieces: Iterator[bytes], *, is_markup: bool = False) -> list[str]:
    found: dict[str, None] = {}
    for piece in pieces:
        plain = TAG.sub(b"", PARTING.sub(b" ", piece)) if is_markup else piece
        found |= dict.fromkeys(code.decode() for code in PRINTED.findall(plain))
        if len(found) > MOST_FOUND:
            break
    return list(found)[:MOST_FOUND]


# --- Packages ---------------------------------------------------------------------------------------


def inspect_package(path: Path) -> dict[str, Any]:
    """A document, a workbook or a package of the portal. Nothing in it is run, and no part is unpacked
    further than a limit."""
    try:
        with ZipFile(path) as package:
            names = set(package.namelist())
            if DOCUMENT in names:
                return {"kind": "docx"} | parts_searched(package, [DOCUMENT], "word/media/")
            if "xl/workbook.xml" in names:
                parts = [name for name in WORKBOOK_PARTS if name in names]
                return {"kind": "xlsx"} | parts_searched(package, parts, "xl/media/")
            if "manifest.json" in names:
                with package.open("manifest.json") as part:
                    read = part.read(LARGEST_PART)
                return {"kind": "zip", "snapshots": [sum_.decode() for sum_ in CHECKSUM.findall(read)][:200]}
    except DAMAGE:
        return {"kind": "zip", "problem": "damaged"}
    return {"kind": "other"}


def opened(package: ZipFile, name: str) -> Any:
    """A part of a package, read whatever its checksum says: that it was altered is known already."""
    part: Any = package.open(name)
    part._expected_crc = None
    return part


def parts_searched(package: ZipFile, names: list[str], pictures: str) -> dict[str, Any]:
    texts: list[str] = []
    for name in names:
        with opened(package, name) as part:
            texts += codes_in(pieces_of(part), is_markup=True)
    if texts:
        return {"texts": texts}
    found = [name for name in package.namelist() if name.startswith(pictures)]
    links: list[str] = []
    for name in found[-MOST_PICTURES:]:
        with opened(package, name) as part:
            content = part.read(LARGEST_PICTURE)
        if suffix := picture_suffix(content):
            links += inspect_picture(content, suffix).get("links", [])
    return {"links": links}


# --- PDF --------------------------------------------------------------------------------------------


def inspect_pdf(path: Path) -> dict[str, Any]:
    try:
        with pdfium.PdfDocument(path) as document:
            if texts := codes_in(page_texts(document)):
                return {"kind": "pdf", "texts": texts}
            return {"kind": "pdf", "links": links_on(document)}
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        return {"kind": "pdf", "problem": "password" if is_locked else "damaged"}


def from_both_ends(count: int, most: int) -> list[int]:
    """The numbers of pages, the last and the first ones first."""
    return list(dict.fromkeys(each for place in range(count) for each in (count - 1 - place, place)))[:most]


def page_texts(document: pdfium.PdfDocument) -> Iterator[bytes]:
    for number in from_both_ends(len(document), PAGES_READ):
        page = document[number]
        yield page.get_textpage().get_text_bounded().encode()
        page.close()


def links_on(document: pdfium.PdfDocument) -> list[str]:
    """What the QR codes say of the first page that has any."""
    for number in from_both_ends(len(document), PAGES_DRAWN):
        for edge in EDGES:
            if links := links_of(document[number], edge):
                return links
    return []


def links_of(page: pdfium.PdfPage, edge: int) -> list[str]:
    width, height = page.get_size()
    scale = edge / max(width, height, 1)
    if not 0 < width * height * scale**2 <= MOST_PIXELS:
        return []
    bitmap = page.render(scale=scale, grayscale=True)
    # Rows may end with bytes that are no pixels: a little grey at the edge does no harm.
    pixels = memoryview(bitmap.buffer).cast("B").cast("B", shape=[bitmap.height, bitmap.stride])
    found = zxingcpp.read_barcodes(pixels, formats=QR_CODE)
    return [barcode.text for barcode in found if len(barcode.text) < OVERLAP][:MOST_FOUND]


# --- Pictures ---------------------------------------------------------------------------------------


def picture_suffix(begin: bytes) -> str:
    """What kind of picture it is; empty for all that is none."""
    for start, suffix in ((PNG, "png"), (JPEG, "jpg"), (GIF, "gif")):
        if begin.startswith(start):
            return suffix
    return ""


def inspect_picture(content: bytes, suffix: str) -> dict[str, Any]:
    """What the QR codes of a picture say. It is put on a page, which the reader of PDFs draws."""
    if not 0 < pixels_of(content, suffix) <= MOST_PIXELS:
        return {"kind": "picture", "problem": "pixels"}
    with tempfile.TemporaryDirectory() as folder:
        name = f"picture.{suffix}"
        (Path(folder) / name).write_bytes(content)
        compiler = typst.Compiler(ON_A_PAGE.format(name).encode(), root=folder, ignore_system_fonts=True)
        try:
            with pdfium.PdfDocument(compiler.compile(format="pdf")) as document:
                return {"kind": "picture", "links": links_on(document)}
        except (typst.TypstError, pdfium.PdfiumError, RuntimeError):
            return {"kind": "picture", "problem": "damaged"}


def pixels_of(content: bytes, suffix: str) -> int:
    """How many pixels a picture says it has; 0 where it does not say so."""
    try:
        if suffix == "png":
            width, height = struct.unpack_from(">II", content, 16)
        elif suffix == "gif":
            width, height = struct.unpack_from("<HH", content, 6)
        else:
            height, width = frame_of(content)
    except struct.error:
        return 0
    return int(width * height)


def frame_of(content: bytes) -> tuple[int, int]:
    """Height and width of a JPEG. Raises ``struct.error`` where it ends before it says so."""
    place = 2
    while True:
        marker, length = struct.unpack_from(">HH", content, place)
        if marker & 0xFF in FRAMES and marker >> 8 == 0xFF:
            height, width = struct.unpack_from(">HH", content, place + 5)
            return height, width
        place += 2 + length


if __name__ == "__main__":
    SECONDS, MEMORY = map(int, sys.argv[2:])
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        RESULT = inspect(Path(sys.argv[1]))
    except MemoryError:
        RESULT = {"kind": "other", "problem": "large"}
    sys.stdout.write(json.dumps(RESULT))
    sys.stdout.flush()
