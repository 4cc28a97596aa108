"""How numbers are shown: which formats of a workbook make a day, a time or a lapse of time of one, write a
unit behind it, or divide it."""

import re
from enum import StrEnum
from functools import lru_cache

GENERAL = "General"
# Formats that workbooks name by number alone, as Excel means them; those of days read as the ISO has them.
BUILT_IN = {
    **dict(enumerate(("0", "0.00", "#,##0", "#,##0.00"), start=1)),
    **dict(enumerate(("0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??"), start=9)),
    **dict(enumerate(("yyyy-mm-dd", "d-mmm-yy", "d-mmm", "mmm-yy", "h:mm AM/PM", "h:mm:ss AM/PM"), start=14)),
    **dict(enumerate(("h:mm", "h:mm:ss", "yyyy-mm-dd h:mm"), start=20)),
    **dict(
        enumerate(("#,##0;(#,##0)", "#,##0;(#,##0)", "#,##0.00;(#,##0.00)", "#,##0.00;(#,##0.00)"), start=37)
    ),
    **dict(enumerate(("mm:ss", "[h]:mm:ss", "mm:ss.0", "##0.0E+0", "@"), start=45)),
    # Chinese editions have further ones.
    **dict(enumerate(("yyyy年m月", "m月d日", "m月d日", "m-d-yy", "yyyy年m月d日"), start=27)),
    **dict(
        enumerate(
            ("h时mm分", "h时mm分ss秒", "上午/下午h时mm分", "上午/下午h时mm分ss秒", "yyyy年m月"), start=32
        )
    ),
    **dict(enumerate(("yyyy年m月", "m月d日", "yyyy年m月", "m月d日", "m月d日"), start=50)),
    **dict(enumerate(("上午/下午h时mm分", "上午/下午h时mm分ss秒", "yyyy年m月", "m月d日"), start=55)),
}
# Text that stands in a format, and signs of it that only fill: the letters in them mean nothing.
_LITERAL = re.compile(r'"[^"]*"?|[\\_*].?', re.DOTALL)
_LAPSE = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]?")
_DAY, _TIME = re.compile(r"[yd]|e(?![+-])|m", re.IGNORECASE), re.compile(r"[hs]", re.IGNORECASE)
_GENERAL = re.compile(r"General|G/通用格式", re.IGNORECASE)


class Meaning(StrEnum):
    """What a format makes of a number."""

    NUMBER = "number"
    DAY = "day"
    TIME = "time"
    LAPSE = "lapse"


@lru_cache(2_000)
def meaning_of(number_format: str) -> Meaning:
    """What a format makes of a positive number: its first section says so.

    Text in it ("亿元"), colours and languages are left out; a time without a day is a time of day.
    """
    text = _LITERAL.sub("", number_format).partition(";")[0]
    if _LAPSE.search(text):
        return Meaning.LAPSE
    text = _GENERAL.sub("", _BRACKETS.sub("", text))
    has_time = _TIME.search(text)
    if has_time:
        # Minutes and months have one letter; beside hours or seconds it stands for minutes.
        has_day = re.search("[yd]", text.replace("AM/PM", ""), re.IGNORECASE)
        return Meaning.DAY if has_day else Meaning.TIME
    return Meaning.DAY if _DAY.search(text) else Meaning.NUMBER


# The signs of a format: text in quotes or behind a sign that takes the next one as it is, signs that only
# fill, what stands in brackets, and others.
_SIGN = re.compile(r'"([^"]*)"?|[\\!](.)|([_*].)|(\[[^\]]*\]?)|(.)', re.DOTALL)
# In the shape of a format: the place of a digit, text, and a point that is text.
_DIGIT, _TEXT, _POINT = "0", "x", "!"
_DIVIDED = re.compile(f"{_DIGIT},+(?![{_DIGIT},])|{_DIGIT}{re.escape(_POINT)}{_DIGIT}")


@lru_cache(2_000)
def shape_of(number_format: str) -> tuple[str, str]:
    """The shape of the first section of a format, and the text that it writes behind the last digit."""
    shape, behind = "", ""
    for quoted, taken, fills, brackets, plain in _SIGN.findall(_GENERAL.sub(_DIGIT, number_format)):
        text = quoted or taken or (plain if plain > "\x7f" else "")
        if plain == ";":
            break
        if text:
            shape, behind = shape + (_POINT if text == "." else _TEXT), behind + text
        elif plain and plain in "0#?":
            shape, behind = shape + _DIGIT, ""
        elif not (fills or brackets):
            shape += plain
    return shape, behind


def unit_shown(number_format: str) -> str:
    """The unit that a format writes behind a number, as in 0.0"亿元" or 0.0"（万元）"; "" for none."""
    behind = shape_of(number_format)[1].strip(" ()（）[]【】")
    return behind if any(map(str.isalpha, behind)) else ""


def is_divided(number_format: str) -> bool:
    """Whether a format shows a number divided: by commas behind its digits, or by a point that is text, as
    0!.0000 shows ten thousands of it."""
    return _DIVIDED.search(shape_of(number_format)[0]) is not None
