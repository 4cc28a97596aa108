"""Pictures as a PDF can hold them: whole, of a kind that is only pixels, and not beyond measure."""

import struct

from reports.pdf.typesetting import can_be_set
from reports.photographs import is_whole_photograph
from reports.pictures import MOST_PIXELS

# How a file of each kind begins, and where it says its width and height.
PNG, GIF = b"\x89PNG\r\n\x1a\n", b"GIF8"


def picture_suffix(content: bytes) -> str | None:
    """What the file of a picture ends with; None where a trial on a page of its own fails."""
    suffix = likely_suffix(content)
    return suffix if suffix and can_be_set(f"picture.{suffix}", content) else None


def likely_suffix(content: bytes) -> str | None:
    """What a picture is by its beginning, None where it is too large to be opened or plainly not whole."""
    try:
        if content.startswith(PNG):
            width, height = struct.unpack_from(">II", content, 16)
            return "png" if width * height <= MOST_PIXELS else None
        if content.startswith(GIF):
            width, height = struct.unpack_from("<HH", content, 6)
            return "gif" if width * height <= MOST_PIXELS else None
    except struct.error:
        return None
    # It goes into the file as it is, so that nobody notices what is missing.
    return "jpg" if is_whole_photograph(content) else None
