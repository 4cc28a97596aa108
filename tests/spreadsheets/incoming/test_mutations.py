"""Damaged files are read or refused; nothing else ever happens."""

from contextlib import suppress
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.values import Book, NotReadable
from tests.spreadsheets.incoming import making
from tests.spreadsheets.incoming.making import cell, parts, row, zipped

FRAGMENTS = [
    *(
        b"<c>",
        b"</c>",
        b"<row>",
        b"</v>",
        b"<is><t>",
        b"&#0;",
        b"&a;",
        b"<!DOCTYPE a>",
        b'r="A0"',
        b'r="ZZZ9"',
    ),
    *(
        b's="99999999999"',
        b't="s"',
        b't="d"',
        b'<f t="shared" si="x"/>',
        b"\xff\xfe",
        b"",
        b"\x00",
        b"_xD800_",
    ),
    *(
        b'hidden="1"',
        b'<col min="0" max="9999999" hidden="1"/>',
        b'<mergeCell ref="B2:A1"/>',
        b"1e400",
        "１".encode(),
    ),
    *(b'xmlns="x"', b"\xe5", b'"', b",", b"\n", b"sep="),
]
SIGNATURES = [
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<?xml",
    b"%PDF-",
    b"sep=",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"",
]
XML_PARTS = (
    making.SHEET,
    making.TEXTS,
    making.STYLES,
    making.BOOK,
    making.BOOK_RELATIONS,
    "_rels/.rels",
    making.TYPES,
)
fuzz = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survive(content: bytes, name: str = "a.xlsx") -> None:
    with suppress(NotReadable):
        assert isinstance(read_book(content, name), Book)


@cache
def good() -> dict[str, bytes]:
    rows = row(1, cell("A1", "0", "s"), cell("B1", "44469", style=1)) + row(
        2,
        '<c r="A2" t="inlineStr"><is><r><t>甲</t></r><rPh><t>x</t></rPh></is></c>',
        cell("B2", "3", formula='<f t="shared" si="0">1+2</f>'),
        cell("C2", "#N/A", "e"),
        cell("D2", "2021-09-30", "d"),
        more=' hidden="1"',
    )
    made = parts(
        rows,
        styles=making.styles(0, 'yyyy"年"m'),
        before='<cols><col min="2" max="3" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    )
    return {name: part.encode() if isinstance(part, str) else part for name, part in made.items()}


@st.composite
def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """``content`` with bytes cut, doubled or spliced in, a few times."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(changed)))
        end = min(len(changed), at + draw(st.sampled_from([0, 1, 4, 40, 400])))
        piece = draw(
            st.one_of(st.binary(max_size=8), st.sampled_from([*FRAGMENTS, bytes(changed[at:end]) * 2]))
        )
        changed[at:end] = piece
    return bytes(changed[: draw(st.sampled_from([len(changed), len(changed) * 3 // 4]))])


def test_the_good_one_is_read() -> None:
    assert len(list(read_book(zipped(good()), "a.xlsx").sheets[0].filled())) == 6


@fuzz
@given(st.data())
def test_a_mutated_file(data: st.DataObject) -> None:
    survive(data.draw(mutated(zipped(good()))))


@fuzz
@given(st.data())
def test_a_workbook_with_mutated_parts(data: st.DataObject) -> None:
    made = dict(good())
    for name in data.draw(st.sets(st.sampled_from(XML_PARTS), min_size=1)):
        made[name] = data.draw(mutated(made[name]))
    survive(zipped(made))


@fuzz
@given(st.data(), st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-16-le"]))
def test_mutated_separated_values(data: st.DataObject, encoding: str) -> None:
    survive(data.draw(mutated('指标,"数值\n二"\n专利,1.5\n'.encode(encoding))), "a.csv")


@fuzz
@given(st.sampled_from(SIGNATURES), st.binary(max_size=300), st.sampled_from(["a.xlsx", "a.csv", "a.et", ""]))
def test_any_bytes_behind_a_signature(signature: bytes, content: bytes, name: str) -> None:
    survive(signature + content, name)


@fuzz
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    survive(text.encode("utf-8", "surrogatepass"), "a.csv")
