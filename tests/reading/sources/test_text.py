"""Bytes to text, and files that are no text."""

import pytest

from reading import DocumentError, decode, read_source

TEXT = "关于某事的通知\r\n一、总体要求\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"])
def test_text_in_the_usual_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"text\x00with zero", "not plain text"),
        (b"\xff\xff\xff\xff", "neither"),
        (b"x" * (5 * 1024 * 1024 + 1), "5 MB"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        decode(data)


def test_damaged_utf8_is_not_read_as_something_else() -> None:
    data = bytearray((TEXT * 20).encode())
    data[100] = 0xFF
    with pytest.raises(DocumentError, match="damaged"):
        decode(bytes(data))


def test_a_text_passes_the_gate_and_keeps_the_ends_of_pages_and_paragraphs() -> None:
    text = "\ufeff一\r\n二\x85三\u2028四\u200b\u202e\ufffe\x1a\f五\u2029\n六"
    assert read_source(text.encode()) == "一\n二\n三\n四\f五\u2029\n六"
    assert read_source(text.replace("\ufffe", "").encode("gb18030")) == "一\n二\n三\n四\f五\u2029\n六"
