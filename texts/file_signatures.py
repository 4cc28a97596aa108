"""By which bytes a kind of file is known, and how far from its beginning these may stand."""

import codecs
import re

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_ENTRY = 128
"""Bytes of an entry of an OLE directory."""
FARTHEST = 1024
"""Readers of PDF look for its header in so many bytes."""
HEAD = FARTHEST + 4096
"""So many bytes tell what a file is, or that only the whole of it does."""

# What mail, web servers and editors put in front: a byte order mark, line ends, blanks, zeros.
_IN_FRONT = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)*[\s\0]*")
_PDF_HEADER = re.compile(rb"%PDF-[0-9]")
_PDF_OBJECT = re.compile(rb"[0-9]\s+[0-9]+\s+obj\b")


def is_pdf(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is a PDF to its own readers.

    Its header may stand behind anything within the first 1,024 bytes; behind more than blanks an object has
    to follow, as a text may speak of the header.
    """
    found = _PDF_HEADER.search(head[: FARTHEST + len(b"%PDF-1")])
    if found is None:
        return False
    return found.start() == begins_at(head) or bool(_PDF_OBJECT.search(head, found.end()))


def is_zip(head: bytes) -> bool:
    """Whether a zip file begins with ``head``, at once or behind marks and blanks; its directory is counted
    from its end, so that readers bear what stands in front."""
    return head.startswith(ZIP, begins_at(head))


def begins_at(head: bytes) -> int:
    """Where the content begins behind marks and blanks."""
    found = _IN_FRONT.match(head[:FARTHEST])
    return found.end() if found else 0


def encodings_of(data: bytes) -> tuple[str, ...]:
    """The encodings in which a text may be: the one that its mark says, else those that offices use."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return ("utf-32",)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8-sig", "gb18030")


def has_stream(data: bytes, name: str) -> bool:
    """Whether the directory of an OLE file has an entry of this name, aligned and of the length it says."""
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    at = data.find(wanted)
    while at >= 0:
        if at % OLE_ENTRY == 0 and data[at + 64 : at + 66] == len(wanted).to_bytes(2, "little"):
            return True
        at = data.find(wanted, at + 1)
    return False
