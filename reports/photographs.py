"""JPEG files as cameras write them: whether one is whole, and how the camera was held."""

import re
import struct
from collections.abc import Iterator

# What begins a segment; within the coded picture other bytes follow the first one.
MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
START_OF_FILE = b"\xff\xd8\xff"
END, CAMERA = 0xD9, 0xE1
CAMERA_NOTES = b"Exif\0\0"
ORIENTATION = 0x0112
UPRIGHT, LAST_ORIENTATION = 1, 8


def is_whole_photograph(content: bytes) -> bool:
    """Whether a JPEG goes on to its end; what phones write behind it does no harm."""
    return any(kind == END for kind, _body in segments(content))


def orientation(content: bytes) -> int:
    """How a photograph is to be turned and mirrored, as EXIF counts it: 1 to 8, 1 being as it is."""
    for kind, body in segments(content):
        if kind == CAMERA and body.startswith(CAMERA_NOTES):
            try:
                return noted_orientation(body.removeprefix(CAMERA_NOTES))
            except struct.error:
                return UPRIGHT
    return UPRIGHT


def segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The kind and content of each segment up to the one that ends the picture; none where it is no JPEG,
    and no last one where it is cut."""
    place = len(START_OF_FILE) - 1 if content.startswith(START_OF_FILE) else len(content)
    while found := MARKER.search(content, place):
        kind, begun = found[1][0], found.end()
        if kind == END:
            yield kind, b""
            return
        place = begun + int.from_bytes(content[begun : begun + 2])
        yield kind, content[begun + 2 : place]


def noted_orientation(notes: bytes) -> int:
    """The orientation among a camera's notes, which are a TIFF; raises ``struct.error`` where they end too
    early."""
    order = "<" if notes.startswith(b"II") else ">"
    (directory,) = struct.unpack_from(f"{order}I", notes, 4)
    (count,) = struct.unpack_from(f"{order}H", notes, directory)
    for number in range(count):
        tag, _type, _count, value = struct.unpack_from(f"{order}HHIH", notes, directory + 2 + 12 * number)
        if tag == ORIENTATION:
            return value if UPRIGHT <= value <= LAST_ORIENTATION else UPRIGHT
    return UPRIGHT
