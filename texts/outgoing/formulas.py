"""Text that a spreadsheet program would run as a formula when it opens or edits it."""

import re
import unicodedata

SIGNS = frozenset("=+-@")
# Blanks, line breaks, control and invisible characters; before a sign they keep no program from running it.
SKIPPED = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?%?", re.ASCII)


def is_formula(text: str) -> bool:
    """Whether the first visible sign is one that starts a formula, full-width ones among them.

    A tab or return in front is itself such a sign: programs that split text at them start anew behind it.
    """
    if text[:1] in {"\t", "\r"}:
        return True
    first = next((sign for sign in text if unicodedata.category(sign) not in SKIPPED), "")
    return unicodedata.normalize("NFKC", first)[:1] in SIGNS


def is_number(text: str) -> bool:
    """Whether the whole text is a number, which is what a program makes of it, whatever its sign."""
    return NUMBER.fullmatch(text) is not None
