"""Damaged files are read or refused, in bounded time; nothing else ever happens."""

from contextlib import suppress
from copy import deepcopy
from functools import cache
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading import DocumentError, read_document, read_source
from tests.reading.sources import making
from tests.reading.sources.test_numbering import official, paragraph
from tests.reading.typesetting import PLAN

XML_PARTS = (
    "word/document.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "[Content_Types].xml",
    "_rels/.rels",
)
VALUES = ["", "0", "1", "9", "-1", "99999999999", "x", "%1%9", "责任单位", "chineseCounting", "\u2029"]
FRAGMENTS = [
    *(
        b"<w:p>",
        b"</w:p>",
        b"<w:tbl>",
        b"<w:vMerge/>",
        b'<w:gridSpan w:val="-3"/>',
        b"&#0;",
        b"&a;",
        b"<!DOCTYPE a>",
    ),
    *(b'w:val="99999999999"', b'<w:ilvl w:val="x"/>', b"%9%1", b"\xff\xfe", b"<w:sdt>", b"", b"\x00"),
]


def survive(data: bytes) -> None:
    with suppress(DocumentError):
        read_document(read_source(data, "document"))


@cache
def word() -> bytes:
    body = "".join(paragraph(line) for line in PLAN.splitlines())
    numbered = "".join(paragraph("加强协调", depth) for depth in (0, 1, 2, 0))
    row = "<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("任务", "责任单位")) + "</w:tr>"
    return making.word_of_xml(body + numbered + f"<w:tbl>{row * 3}</w:tbl>", numbering=official())


@cache
def pdf() -> bytes:
    return making.pdf(PLAN.splitlines())


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """``data`` with bytes flipped, cut, doubled or spliced in, a few times."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(changed)))
        end = min(len(changed), at + draw(st.sampled_from([0, 1, 4, 40, 2_000])))
        piece = draw(
            st.one_of(st.binary(max_size=8), st.sampled_from([*FRAGMENTS, bytes(changed[at:end]) * 2]))
        )
        changed[at:end] = piece
    return bytes(changed[: draw(st.sampled_from([len(changed), len(changed) * 3 // 4]))])


fuzz = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
slow_fuzz = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@fuzz
@given(st.data())
def test_a_mutated_text(data: st.DataObject) -> None:
    survive(data.draw(mutated(PLAN.encode())))
    survive(data.draw(mutated(PLAN.encode("gb18030"))))


@fuzz
@given(st.data())
def test_a_mutated_word_document(data: st.DataObject) -> None:
    survive(data.draw(mutated(word())))


@fuzz
@given(st.data())
def test_a_word_document_with_mutated_parts(data: st.DataObject) -> None:
    parts = making.members(word())
    for name in data.draw(st.sets(st.sampled_from(XML_PARTS), min_size=1)):
        parts[name] = data.draw(mutated(parts[name]))
    survive(making.zipped(parts))


@st.composite
def mangled(draw: st.DrawFn, part: bytes) -> bytes:
    """An XML part that stays well-formed, its elements dropped, doubled, moved, renamed or changed."""
    root = ET.fromstring(part)  # noqa: S314 — our own document
    for _ in range(draw(st.integers(1, 8))):
        elements = list(root.iter())
        one, other = draw(st.sampled_from(elements)), draw(st.sampled_from(elements))
        match draw(st.sampled_from(["drop", "double", "move", "rename", "attribute", "text"])):
            case "drop":
                del one[: draw(st.integers(0, 2))]
            case "double":
                one.extend(deepcopy(list(one)))
            case "move":
                one.append(deepcopy(other))
            case "rename":
                one.tag = other.tag
            case "attribute":
                one.attrib = {name: draw(st.sampled_from(VALUES)) for name in {**one.attrib, **other.attrib}}
            case "text":
                one.text = draw(st.sampled_from(VALUES))
    return ET.tostring(root)


@slow_fuzz
@given(st.data())
def test_a_word_document_with_its_elements_mixed_up(data: st.DataObject) -> None:
    parts = making.members(word())
    for name in XML_PARTS[:3]:
        parts[name] = data.draw(mangled(parts[name]))
    survive(making.zipped(parts))


@slow_fuzz
@given(st.data())
def test_a_mutated_pdf(data: st.DataObject) -> None:
    survive(data.draw(mutated(pdf())))


@fuzz
@given(
    st.sampled_from([b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<?xml", b""]), st.binary(max_size=200)
)
def test_arbitrary_bytes_behind_a_signature(signature: bytes, data: bytes) -> None:
    if signature != b"%PDF-":
        survive(signature + data)
