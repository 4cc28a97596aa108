"""Names of files as people send them: shown and given back, never trusted."""

import re
import unicodedata
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

LONGEST = 120
UNSAFE = re.compile(r'[<>:"|?*]')
# Control characters, marks that turn or hide text, halves of characters, private use, unassigned, line ends.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def cleaned_name(name: str) -> str:
    """The name without folders, control characters and marks that turn the text, and not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign) not in HIDDEN)
    plain = re.sub(r"\s+", " ", UNSAFE.sub("_", kept)).strip(" .")
    suffix = suffix_of(plain)
    stem = plain.removesuffix(PurePosixPath(plain).suffix) if suffix else plain
    return f"{stem[: LONGEST - len(suffix)] or _('evidence')}{suffix}"


def suffix_of(name: str) -> str:
    """What the name ends in, in small letters: ``.pdf``; empty where it has no ending."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
