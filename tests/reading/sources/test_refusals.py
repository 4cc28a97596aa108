"""Files that are not read: each with a sentence that says what it is and what to do."""

import struct
import zipfile
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO

import pytest

from reading import DocumentError, read_source
from reading.sources import limits, pdf
from tests.reading.sources import making

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


def changed(**parts: bytes | None) -> bytes:
    """A Word document with parts (by the last word of their name) replaced, or left out for None."""
    found = making.members(making.word(["甲"]))
    for key, part in parts.items():
        name = next(name for name in found if name.endswith(f"{key}.xml"))
        found[name] = part or b""
        if part is None:
            del found[name]
    return making.zipped(found)


def with_member(name: str) -> bytes:
    return making.zipped({**making.members(making.word(["甲"])), name: b"x"})


def macro_type() -> bytes:
    parts = making.members(making.word(["甲"]))
    name = "[Content_Types].xml"
    parts[name] = parts[name].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return making.zipped(parts)


def padded(size: int) -> bytes:
    return making.zipped({**making.members(making.word(["甲"])), "word/media/a.bin": bytes(size)})


def lying(size: int) -> bytes:
    """A document whose directory says that its text has 10 bytes; unpacked it has ``size``."""
    data = changed(document=b"<a>" + b" " * size + b"</a>")
    true = struct.pack("<I", size + 7)
    assert true in data
    return data.replace(true, struct.pack("<I", 10))


def encrypted_zip() -> bytes:
    data = bytearray(making.word(["甲"]))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def damaged_member() -> bytes:
    data = bytearray(making.word(["甲"]))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        begin = archive.getinfo("word/document.xml").header_offset
    data[begin + 100 : begin + 140] = bytes(40)
    return bytes(data)


def nested() -> bytes:
    depth = 3_000
    table = "<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth
    body = f"<w:document {making.W}><w:body>{table}</w:body></w:document>"
    return changed(document=body.encode())


KINDS: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", r"^The file is empty\.$"),
    "blank text": (lambda: b" \n", "is empty"),
    "51 MB": (lambda: bytes(limits.LARGEST_FILE + 1), "has 51 MB; at most 50 MB"),
    "no text": (lambda: b"\x00\x01\x02" * 40, "not plain text"),
    "old Word": (lambda: stream("WordDocument"), r"old Word document \(\.doc\)"),
    "protected Word": (lambda: stream("EncryptedPackage"), "protected with a password"),
    "old Excel": (lambda: stream("Workbook"), "Excel"),
    "old PowerPoint": (lambda: stream("PowerPoint Document"), "PowerPoint"),
    "other OLE": (lambda: OLE, "old Office format"),
    "macros by part": (lambda: with_member("word/vbaProject.bin"), "macros"),
    "macros by type": (macro_type, "macros"),
    "Excel": (lambda: making.zipped({"xl/workbook.xml": b"<a/>"}), "Excel"),
    "PowerPoint": (lambda: making.zipped({"ppt/presentation.xml": b"<a/>"}), "PowerPoint"),
    "OpenDocument": (lambda: making.zipped({"mimetype": b"x", "content.xml": b"<a/>"}), r"\.odt"),
    "OFD": (lambda: making.zipped({"OFD.xml": b"<a/>", "Doc_0/Document.xml": b""}), "OFD"),
    "zip": (lambda: making.zipped({"a.docx": b"x"}), "archive"),
    "empty zip": (lambda: making.zipped({}), "archive"),
    "gzip": (lambda: b"\x1f\x8b\x08\x00" + bytes(20), "archive"),
    "RTF": (lambda: b"{\\rtf1\\ansi text}", "RTF"),
    "HTML": (lambda: b"<!DOCTYPE html>\n<p>text", "web page"),
    "HTML named .doc": (lambda: b"\xef\xbb\xbf<html xmlns:o='x'><p>text", "web page"),
    "flat XML": (lambda: b'<?xml version="1.0"?><w:wordDocument/>', "XML file"),
    "PNG": (lambda: PICTURE, "a picture"),
    "JPEG": (lambda: b"\xff\xd8\xff\xe0" + bytes(20), "a picture"),
    "truncated Word": (lambda: making.word(["甲"])[:-300], "damaged or incomplete"),
    "damaged member": (damaged_member, "damaged"),
    "no text part": (lambda: changed(document=None), "no text part"),
    "broken XML": (lambda: changed(document=b"<a><b></a>"), "damaged"),
    "many tags": (lambda: changed(document=b"<a>" + b"<b/>" * limits.MOST_TAGS + b"</a>"), "unpacks"),
    "no paragraphs": (lambda: making.word([]), "has no text"),
    "blank paragraphs": (lambda: making.word(["", " \t"]), "has no text"),
    "entities": (lambda: changed(document=BOMB), "entities"),
    "nested": (nested, "nested too deeply"),
    "bomb": (lambda: padded(limits.LARGEST_MEMBER), "unpacks to far more"),
    "lying bomb": (lambda: lying(limits.LARGEST_MEMBER + 10), "unpacks to far more|damaged"),
    "many members": (
        lambda: making.zipped({f"word/{n}": b"" for n in range(limits.MOST_MEMBERS + 1)}),
        "unpacks",
    ),
    "protected member": (encrypted_zip, "protected with a password"),
    "long Word": (lambda: making.word(["甲" * (limits.LARGEST_TEXT // 3 + 1)]), "more than 5 MB of text"),
    "damaged PDF": (lambda: b"%PDF-1.7\n" + b"x" * 200, "PDF is damaged"),
    "half a PDF": (lambda: making.pdf(["甲" * 400])[:400], "PDF is damaged|PDF has no text"),
    "protected PDF": (lambda: making.pdf(["甲"], encrypt="secret"), "protected with a password"),
    "scan": (lambda: making.pages_pdf(["", ""], picture=PICTURE), "is a scan"),
    "partly scan": (
        lambda: making.pages_pdf(["关于某事的通知" * 9, ""], picture=PICTURE),
        "Page 2 of the PDF",
    ),
    "blank PDF": (lambda: making.pages_pdf([""]), "has no text"),
    "many pages": (lambda: making.pages_pdf(["甲"] * (limits.MOST_PAGES + 1)), "has 501 pages"),
    "private characters": (lambda: making.pages_pdf(["\ue123\ue124\ue125" * 9]), "cannot be read back"),
}


@pytest.mark.parametrize(("make", "reason"), KINDS.values(), ids=KINDS.keys())
def test_it_is_refused_in_one_sentence(make: Callable[[], bytes], reason: str) -> None:
    data = make()
    with pytest.raises(DocumentError, match=reason) as refusal:
        read_source(data, "document.docx")
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_a_wps_document_is_named() -> None:
    with pytest.raises(DocumentError, match=r"WPS document"):
        read_source(stream("WordDocument"), "指引.WPS")


def test_a_pdf_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.001)
    with pytest.raises(DocumentError, match="took too long"):
        pdf.read_pdf(making.pdf(["甲"]))


def test_a_pdf_that_wants_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMORY", 1024)
    with pytest.raises(DocumentError):
        pdf.read_pdf(making.pdf(["甲" * 400]))


def test_the_sizes_in_a_directory_are_summed_before_anything_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = padded(limits.LARGEST_MEMBER)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    with pytest.raises(DocumentError, match="unpacks"):
        read_source(data)
