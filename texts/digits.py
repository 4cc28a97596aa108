"""Digits as people type and paste them: only their width is levelled; what else looks like one is named."""

import re
import unicodedata

from django.utils.translation import gettext as _

from texts.incoming import incoming

# All full-width signs of ASCII, the true minus and the small one.
_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | str.maketrans("\u2212\ufe63", "--")
# Spaces by which programs part thousands; others part two numbers.
_PARTS_THOUSANDS = re.compile("(?<=[0-9])[\u00a0\u2007-\u2009\u202f](?=[0-9])")
_WHOLE = re.compile("[-+]?[0-9]{1,18}")
_CHINESE = frozenset("〇零一二三四五六七八九十廿卅两壹贰叁肆伍陆柒捌玖拾")


class OddDigit(ValueError):  # noqa: N818 (a refusal, not a fault)
    """A sign that looks like a digit and is none: ①, ², ٣, 八."""

    def __init__(self, sign: str) -> None:
        super().__init__(sign)
        self.sign = sign


def half_width(text: str) -> str:
    """``text`` with full-width letters, digits and marks as ASCII, the true minus as a hyphen; nothing else
    changes, and every offset stays."""
    return text.translate(_WIDTH)


def is_odd_digit(sign: str) -> bool:
    """Whether ``sign`` counts as a number in some script or shape, but is none of 0 to 9."""
    return sign in _CHINESE or (sign > "\x7f" and unicodedata.category(sign) in {"Nd", "Nl", "No"})


def plain_digits(text: str, *, unit: str = "") -> str:
    """``text`` as a number is read: trimmed, of half width, without what nobody can see, with commas where a
    space parts thousands.

    A trailing ``unit`` may hold what it likes. Raises ``OddDigit`` for the first sign that looks like a digit
    and is none.
    """
    level = half_width(text)
    level = _PARTS_THOUSANDS.sub(",", incoming(level)).strip()
    number = level.removesuffix(half_width(unit)) if unit else level
    odd = next((sign for sign in number if is_odd_digit(sign)), None)
    if odd is not None:
        raise OddDigit(odd)
    return level


def whole_number(text: str) -> int:
    """The whole number that an operator or an address states. Raises ``ValueError`` for anything else; Python
    alone would read underscores and the digits of all scripts."""
    plain = plain_digits(text)
    if not _WHOLE.fullmatch(plain):
        raise ValueError(text)
    return int(plain)


def sentence_on(sign: str) -> str:
    """What a person is told about a sign that ``OddDigit`` names."""
    return _("“%(sign)s” is none of the digits 0 to 9. Write the number with these.") % {"sign": sign}
