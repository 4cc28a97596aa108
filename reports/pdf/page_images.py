"""The pages of a PDF as pictures, to be looked at in a browser, and what they say."""

import struct
import zlib

import pypdfium2

POINTS = 72
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Eight bits a channel, red, green and blue.
DEPTH, COLOUR = 8, 2
CHANNELS = 3
QUICK = 1


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """What each page says, as it is read off the page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def page_image(pdf: bytes, number: int, *, dots: int = 96) -> bytes:
    """One page, counted from 1, as PNG with so many dots to the inch. Raises ``IndexError``."""
    with pypdfium2.PdfDocument(pdf) as document:
        if not 0 < number <= len(document):
            raise IndexError(number)
        bitmap = document[number - 1].render(scale=dots / POINTS, rev_byteorder=True)
        return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def png(dots: bytes, width: int, height: int, stride: int) -> bytes:
    """Rows of red, green and blue, each ``stride`` bytes after the one before, as a PNG."""
    length = width * CHANNELS
    rows = b"".join(b"\x00" + dots[row * stride : row * stride + length] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, DEPTH, COLOUR, 0, 0, 0)
    pieces = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, QUICK)), (b"IEND", b""))
    return SIGNATURE + b"".join(chunk(kind, content) for kind, content in pieces)


def chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
