"""What a file is by its content; its name may lie."""

import re
import zipfile
from typing import IO

from reading.sources.text import ALLOWED_CONTROLS
from tasks.evidence import kinds
from tasks.evidence.kinds import FileKind, OtherKind
from texts.file_signatures import HEAD, OLE, encodings_of, has_stream, is_pdf, is_zip

MOST_MEMBERS = 10_000

SIGNATURES: tuple[tuple[bytes, FileKind | OtherKind], ...] = (
    (b"\x89PNG\r\n\x1a\n", kinds.PNG),
    (b"\xff\xd8\xff", kinds.JPEG),
    (b"GIF87a", kinds.GIF),
    (b"GIF89a", kinds.GIF),
    (b"II*\x00", kinds.TIFF),
    (b"MM\x00*", kinds.TIFF),
    (b"\x7fELF", kinds.PROGRAM),
    (b"\xca\xfe\xba\xbe", kinds.PROGRAM),
    (b"\xce\xfa\xed\xfe", kinds.PROGRAM),
    (b"\xcf\xfa\xed\xfe", kinds.PROGRAM),
    (b"#!", kinds.SCRIPT),
    (b"L\x00\x00\x00\x01\x14\x02\x00", kinds.SHORTCUT),
    (b"[InternetShortcut]", kinds.SHORTCUT),
    (b"{\\rtf", kinds.RTF),
    (b"MIME-Version:", kinds.WEB_PAGE),
    (b"Rar!\x1a\x07", kinds.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", kinds.ARCHIVE),
    (b"\x1f\x8b", kinds.ARCHIVE),
    (b"BZh", kinds.ARCHIVE),
    (b"\xfd7zXZ\x00", kinds.ARCHIVE),
    (b"MSCF\x00\x00", kinds.ARCHIVE),
)
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
OLE_STREAMS: tuple[tuple[str, FileKind | OtherKind], ...] = (
    ("EncryptedPackage", kinds.LOCKED),
    ("_VBA_PROJECT", kinds.MACROS),
    ("WordDocument", kinds.DOC),
    ("Workbook", kinds.XLS),
    ("Book", kinds.XLS),
    ("PowerPoint Document", kinds.PPT),
)
OPENDOCUMENT = {kind.media_type: kind for kind in (kinds.ODT, kinds.ODS, kinds.ODP)}
OOXML_FOLDERS = {"word/": kinds.DOCX, "xl/": kinds.XLSX, "ppt/": kinds.PPTX}
MARKUP = re.compile(r"\s*<(?:[a-z!?])", re.IGNORECASE)
UNPRINTABLE = frozenset(map(chr, [*range(32), 127])) - ALLOWED_CONTROLS


def recognise(file: IO[bytes]) -> FileKind | OtherKind:
    """What an open file is, by its content alone; it is left at its beginning.

    Plain text is ``TXT``, whatever it means. Nothing is unpacked but the few bytes in which an OpenDocument
    says what it is.
    """
    try:
        file.seek(0)
        head = file.read(HEAD)
        return by_signature(head) or by_container(file, head) or by_text(file)
    finally:
        file.seek(0)


def by_signature(head: bytes) -> FileKind | OtherKind | None:
    """By the first bytes, where they say it all."""
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return kinds.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return kinds.HEIC
    # Two letters alone may begin a text.
    if b"\x00" in head[:64] and head[:2] in {b"MZ", b"BM"}:
        return kinds.PROGRAM if head[:2] == b"MZ" else kinds.BMP
    return None if head.startswith(OLE) or is_zip(head) or not is_pdf(head) else kinds.PDF


def by_container(file: IO[bytes], head: bytes) -> FileKind | OtherKind | None:
    """By what a zip or OLE file holds."""
    if is_zip(head):
        return by_members(file)
    if head.startswith(OLE):
        file.seek(0)
        return by_streams(file.read())
    return None


def by_members(file: IO[bytes]) -> FileKind | OtherKind:
    """A zip file by the names of its members."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = {name.lower() for name in archive.namelist()[:MOST_MEMBERS]}
            if "mimetype" in names and "content.xml" in names:
                return opendocument(archive, names)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, OSError, EOFError):
        return kinds.DAMAGED
    if "ofd.xml" in names:
        return kinds.OFD
    if "[content_types].xml" not in names:
        return kinds.ARCHIVE
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        return kinds.MACROS
    folders = (kind for folder, kind in OOXML_FOLDERS.items() if any(n.startswith(folder) for n in names))
    return next(folders, kinds.ARCHIVE)


def opendocument(archive: zipfile.ZipFile, names: set[str]) -> FileKind | OtherKind:
    """Which OpenDocument it is, as its first member says."""
    if any(name.startswith(("basic/", "scripts/")) for name in names):
        return kinds.MACROS
    with archive.open("mimetype") as member:
        media_type = member.read(100).decode("ascii", "replace").strip()
    return OPENDOCUMENT.get(media_type, kinds.OLD_OFFICE)


def by_streams(data: bytes) -> FileKind | OtherKind:
    """An OLE file by the streams of its directory; WPS Office writes those of Microsoft."""
    return next((kind for stream, kind in OLE_STREAMS if has_stream(data, stream)), kinds.OLD_OFFICE)


def by_text(file: IO[bytes]) -> FileKind | OtherKind:
    """Text in a usual encoding without control characters; markup is told apart."""
    file.seek(0)
    text = decoded(file.read())
    if text is None or not UNPRINTABLE.isdisjoint(text):
        return kinds.UNKNOWN
    start = text[:HEAD].lstrip("\ufeff\u200b").lower()
    if not MARKUP.match(start):
        return kinds.TXT
    if "<svg" in start:
        return kinds.DRAWING
    return kinds.XML if start.lstrip().startswith("<?xml") and "<html" not in start else kinds.WEB_PAGE


def decoded(data: bytes) -> str | None:
    """The text, or None where it is in no encoding that offices use."""
    for encoding in encodings_of(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
