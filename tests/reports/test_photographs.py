"""Photographs as phones write them."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from reports.photographs import is_whole_photograph, orientation

ORIENTATION = 0x0112


def photograph(held: int | None = None, size: tuple[int, int] = (80, 40), **written: object) -> bytes:
    """A JPEG whose left half is red; ``held`` is the orientation that the camera notes."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    notes = Image.Exif()
    if held is not None:
        notes[ORIENTATION] = held
    content = BytesIO()
    picture.save(content, "JPEG", exif=notes, **written)
    return content.getvalue()


@pytest.mark.parametrize("progressive", [False, True])
def test_one_is_whole_whatever_a_phone_writes_behind_it(progressive: bool) -> None:
    whole = photograph(6, progressive=progressive)
    assert is_whole_photograph(whole)
    assert is_whole_photograph(whole + b"\0" * 9 + b"SEFT")


def test_a_cut_one_is_not_even_where_its_notes_hold_a_whole_one() -> None:
    notes = b"Exif\0\0" + photograph()
    segment = b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes
    whole = b"\xff\xd8" + segment + photograph()[2:]
    assert is_whole_photograph(whole)
    for end in (0, 2, 30, len(segment) // 2, len(segment) + 2, len(whole) - 2):
        assert not is_whole_photograph(whole[:end])
    assert not is_whole_photograph(b"<svg/>")


@pytest.mark.parametrize("held", range(1, 9))
def test_how_the_camera_was_held_is_read(held: int) -> None:
    assert orientation(photograph(held)) == held


@pytest.mark.parametrize(
    "content",
    [
        b"",
        photograph(),
        photograph(6).replace(
            struct.pack(">HHIH", ORIENTATION, 3, 1, 6), struct.pack(">HHIH", ORIENTATION, 3, 1, 9)
        ),
        b"\xff\xd8\xff\xe1\0\x10Exif\0\0II*\0\xff\xff",
    ],
    ids=["none", "no notes", "no such way", "notes cut"],
)
def test_without_readable_notes_one_is_as_it_is(content: bytes) -> None:
    assert orientation(content) == 1
