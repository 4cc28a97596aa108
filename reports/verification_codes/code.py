"""Verification codes: sixteen signs of Crockford's base 32, of which the last one checks the others.

Each sign is a number of the field of 32 elements. Weighed with the powers of a primitive element, the signs
of a code add up to nothing. No two of the weights are the same and none is zero, so that one wrong sign, and
two signs that changed places, are always noticed.
"""

import re
import secrets
import unicodedata
from enum import StrEnum

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 16, 4
# x⁵ + x² + 1, whose root is the primitive element.
POLYNOMIAL = 0b100101
# What people read for a sign, or type for it.
SAME = str.maketrans("OIL", "011")
# Blanks, and whatever is taken for a hyphen.
BETWEEN = re.compile(r"[\s\u00ad\u2010-\u2015\u2212\u200b\u30fb\u30fc\ufe58\ufe63\uff0d_.·—-]+")
# A code as forms print it, in a longer text.
PRINTED = re.compile(rf"(?<![0-9A-Z])[{SIGNS}]{{4}}(?:-[{SIGNS}]{{4}}){{3}}(?![0-9A-Z])")


class Misread(StrEnum):
    """Why a text is no code."""

    EMPTY = "empty"
    LENGTH = "length"
    SIGN = "sign"
    CHECK = "check"


class MistypedCode(ValueError):  # noqa: N818 (says what is wrong with it)
    """A text is no code; ``reason`` says why."""

    def __init__(self, reason: Misread) -> None:
        super().__init__(reason)
        self.reason = reason


def new_code() -> str:
    """A code that nobody can guess: fifteen signs at random and the one that checks them."""
    chosen = "".join(secrets.choice(SIGNS) for _place in range(LENGTH - 1))
    return chosen + check_sign(chosen)


def check_sign(signs: str) -> str:
    """The sign that belongs behind others."""
    return SIGNS[doubled(weighed(signs))]


def weighed(signs: str) -> int:
    """The sum of the signs, each weighed by its place from the end; zero of a whole code."""
    total = 0
    for sign in signs:
        total = doubled(total) ^ SIGNS.index(sign)
    return total


def doubled(value: int) -> int:
    """An element of the field times the primitive one."""
    value <<= 1
    return value ^ POLYNOMIAL if value >= len(SIGNS) else value


def printed_code(code: str) -> str:
    """A code as it is printed, in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read_code(text: str) -> str:
    """The code that a person typed or a machine read. Small letters, blanks, other hyphens or none,
    full-width signs, and O, I and L for 0 and 1 do no harm. Raises ``MistypedCode``."""
    plain = BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper().translate(SAME)
    if not plain:
        raise MistypedCode(Misread.EMPTY)
    if any(sign not in SIGNS for sign in plain):
        raise MistypedCode(Misread.SIGN)
    if len(plain) != LENGTH:
        raise MistypedCode(Misread.LENGTH)
    if weighed(plain):
        raise MistypedCode(Misread.CHECK)
    return plain


def codes_in(text: str) -> list[str]:
    """The codes that stand in a text as forms print them, each once."""
    found = (printed.replace("-", "") for printed in PRINTED.findall(text))
    return list(dict.fromkeys(code for code in found if not weighed(code)))
