"""Names of files as people send them: shown and given back, never trusted."""

import re
import unicodedata
from pathlib import PurePosixPath

# Of the 255 bytes that file systems allow; programs take some for " (1)", ".download" or a name in passing.
MOST_BYTES = 200
MOST_SIGNS = 190
_UNSAFE = re.compile(r'[<>:"|?*]')
# Control characters, marks that turn or hide text, halves of characters, private use, unassigned, line ends.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Devices of Windows, whatever their ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$| )", re.IGNORECASE)


def file_name(name: str, *, unnamed: str) -> str:
    """The name without folders, control characters and marks that turn the text; one that every system can
    store, ``unnamed`` where nothing is left of it."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign) not in _HIDDEN)
    plain = re.sub(r"\s+", " ", _UNSAFE.sub("_", kept)).strip(" .")
    suffix = suffix_of(plain)
    stem = (plain.removesuffix(PurePosixPath(plain).suffix) if suffix else plain).rstrip(" .")
    stem = _cut(stem[: MOST_SIGNS - len(suffix)], MOST_BYTES - len(suffix)) or unnamed
    return f"{'_' if _DEVICE.match(stem) else ''}{stem}{suffix}"


def suffix_of(name: str) -> str:
    """What the name ends in, in small letters: ``.pdf``; empty where it has no ending."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""


def _cut(stem: str, most: int) -> str:
    """As much of the name as has ``most`` bytes, with no sign cut in two."""
    return stem.encode()[:most].decode(errors="ignore").rstrip(" .")
