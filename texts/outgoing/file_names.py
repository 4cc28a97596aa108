"""Names of files that are given out: harmless on every system, told to browsers as RFC 6266 wants."""

import re
from pathlib import PurePosixPath

from django.utils.http import content_disposition_header

from texts.outgoing.characters import one_line
from texts.outgoing.cuts import cut, utf8_octets

# What the file systems in use allow in one name.
LONGEST_NAME = 255
LONGEST_ENDING = 20
# Forbidden by Windows, or parts of a path.
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x7f-\x9f]')
# They turn the direction of what follows: "gnp.exe" is shown for "exe.png" with one in front.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
NAMELESS = "file"


def file_name(name: str) -> str:
    """``name`` where a person can save a file under it, else the nearest one; its ending is kept."""
    plain = TURNING.sub("", FORBIDDEN.sub("_", one_line(name)))
    path = PurePosixPath(plain.strip(" .") or NAMELESS)
    ending = path.suffix if utf8_octets(path.suffix) <= LONGEST_ENDING else ""
    stem = path.name.removesuffix(ending) or NAMELESS
    if DEVICE.match(stem):
        stem = f"_{stem}"
    return cut(stem, LONGEST_NAME - utf8_octets(ending), by=utf8_octets) + ending


def content_disposition(name: str, *, is_inline: bool = False) -> str:
    """The header ``Content-Disposition`` for a file called ``name``, in any script."""
    return content_disposition_header(not is_inline, file_name(name)) or ""
