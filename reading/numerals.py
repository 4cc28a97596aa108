"""Digits and Chinese numerals, and text made comparable."""

from functools import lru_cache

from reading.late_pattern import LatePattern

CHINESE = "零〇○一二三四五六七八九十百千两廿卅"
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_FULL_WIDTH = LatePattern("[０-９．％]")
_ONES = ("", *"一二三四五六七八九")
# 一 to 九十九, which number the sections of nearly all documents.
_SMALL = {
    f"{('' if tens == 1 else _ONES[tens]) + '十' if tens else ''}{_ONES[ones]}": 10 * tens + ones
    for tens in range(10)
    for ones in range(10)
    if tens or ones
}
_SPACE = LatePattern(r"[\s\u200b\ufeff]+")


def half_width(text: str) -> str:
    """Full-width digits, points and percent signs as ASCII; every offset stays."""
    return text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text


def compact(text: str) -> str:
    """``text`` with ASCII digits and without any white space: what comparisons and patterns work on."""
    return _SPACE.sub("", half_width(text))


@lru_cache(maxsize=4096)
def read_number(printed: str) -> int | None:
    """The value of 53, ５３, 五十三 or 二〇二一; ``None`` for what is no whole number."""
    text = half_width(printed).replace("○", "〇")
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or len(text) > 12 or any(character not in CHINESE for character in text):
        return None
    if text in _SMALL:
        return _SMALL[text]
    import cn2an  # noqa: PLC0415 (it takes long to load, and hardly any text needs it)

    try:
        return int(cn2an.cn2an(text, "smart"))
    except (ValueError, KeyError, IndexError):
        return None
