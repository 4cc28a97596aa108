"""Files that are no copy of a text: each has a clear answer, and nothing is kept of it."""

import zipfile
from io import BytesIO

import pytest

from reports.word_copies.opening import LARGEST, CopyRefused, opened
from tests.reports.editing.texts import text
from tests.reports.word_copies.copies import word_bytes

MAIN = "word/document.xml"


def repacked(data: bytes, **parts: bytes) -> bytes:
    """A package with some parts otherwise, or added; names with __ for a slash and _ for a point."""
    saved = BytesIO()
    changed = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return saved.getvalue()


def zipped(**members: bytes) -> bytes:
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return saved.getvalue()


GOOD = word_bytes(text())
BOMB = repacked(GOOD, word__media__bomb_bin=b"\0" * (120 << 20))
ENTITIES = repacked(
    GOOD, word__document_xml=b'<!DOCTYPE a [<!ENTITY x "y">]><a xmlns:w="w"><body>&x;</body></a>'
)
HOSTILE = {
    "empty": (b"", "a.docx", "empty"),
    "a PDF": (b"%PDF-1.7 ...", "a.pdf", "no Word document"),
    "a PDF called .docx": (b"%PDF-1.7 ...", "a.docx", "no Word document"),
    "text": ("文字".encode(), "a.docx", "no Word document"),
    "an old .doc": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "a.doc",
        "old Word document",
    ),
    "a renamed zip": (zipped(readme=b"hello"), "a.docx", "no Word document"),
    "macros": (repacked(GOOD, word__vbaProject_bin=b"x"), "a.docx", "macros"),
    "called .docm": (GOOD, "a.docm", "called .docx"),
    "a bomb": (BOMB, "a.docx", "far more than a document"),
    "broken": (GOOD[: len(GOOD) // 2], "a.docx", "damaged"),
    "broken inside": (repacked(GOOD, word__document_xml=b"<w:document"), "a.docx", "damaged"),
    "entities": (ENTITIES, "a.docx", "entities"),
    "too large": (b"PK\x03\x04" + b"0" * LARGEST, "a.docx", "20 MB"),
}


@pytest.mark.parametrize(("data", "name", "said"), HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_file_has_a_clear_answer(data: bytes, name: str, said: str) -> None:
    with pytest.raises(CopyRefused, match=said):
        opened(data, name)


def test_a_copy_is_opened() -> None:
    assert "officeDocument" in opened(GOOD, "a.DOCX")
