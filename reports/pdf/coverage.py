"""Which characters a font has: its table ``cmap`` (OpenType), read as far as Unicode goes."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

COLLECTION = b"ttcf"
# Platform and encoding of tables over all of Unicode, the fullest first, then those of its first plane.
UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
NOT_MAPPED = 0xFFFF


@cache
def code_points(path: Path, index: int = 0) -> frozenset[int]:
    """The code points that a font has glyphs for; ``index`` is its place in a collection.

    Empty where the file is no font that can be read.
    """
    try:
        return frozenset(mapped(character_map(path.read_bytes(), index)))
    except (OSError, struct.error, LookupError):
        return frozenset()


def character_map(font: bytes, index: int) -> bytes:
    """The fullest Unicode subtable of a font; raises ``LookupError`` where there is none."""
    (start,) = struct.unpack_from(">I", font, 12 + 4 * index) if font[:4] == COLLECTION else (0,)
    (count,) = struct.unpack_from(">H", font, start + 4)
    for number in range(count):
        tag, _checksum, offset, length = struct.unpack_from(">4sIII", font, start + 12 + 16 * number)
        if tag == b"cmap":
            return fullest(font[offset : offset + length])
    raise LookupError("cmap")


def fullest(table: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", table, 2)
    records = [struct.unpack_from(">HHI", table, 4 + 8 * number) for number in range(count)]
    subtables = {(platform, encoding): table[offset:] for platform, encoding, offset in records}
    return subtables[next(kind for kind in UNICODE if kind in subtables)]


def mapped(subtable: bytes) -> Iterator[int]:
    """The code points of a subtable, in either of the formats in use."""
    (kind,) = struct.unpack_from(">H", subtable)
    if kind == 12:
        yield from mapped_in_groups(subtable)
    elif kind == 4:
        yield from mapped_in_segments(subtable)


def mapped_in_groups(subtable: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", subtable, 12)
    for first, last, _glyph in struct.iter_unpack(">III", subtable[16 : 16 + 12 * count]):
        yield from range(first, min(last, 0x10FFFF) + 1)


def mapped_in_segments(subtable: bytes) -> Iterator[int]:
    """Segments of the first plane; one with an offset looks each of its glyphs up, and 0 is none."""
    (doubled,) = struct.unpack_from(">H", subtable, 6)
    count = doubled // 2

    def column(place: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", subtable, place)

    ends, starts = column(14), column(16 + doubled)
    offsets_at = 16 + 3 * doubled
    for number, (first, last, offset) in enumerate(zip(starts, ends, column(offsets_at), strict=True)):
        for code in range(first, min(last, NOT_MAPPED - 1) + 1):
            place = offsets_at + 2 * number + offset + 2 * (code - first)
            if not offset or struct.unpack_from(">H", subtable, place)[0]:
                yield code
