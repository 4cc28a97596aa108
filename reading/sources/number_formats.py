"""The kinds of numbers that Word counts with."""

from collections.abc import Callable

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST = 32_767
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def print_number(value: int, kind: str) -> str:
    """``value`` as Word prints it in the number format ``kind``; formats of other scripts in digits."""
    if not 0 < value <= _LARGEST:
        return "" if kind in {"none", "bullet"} else str(value)
    return _KINDS.get(kind, str)(value)


def _written(value: int, mode: str) -> str:
    import cn2an  # noqa: PLC0415 (it takes long to load, and few documents count so)

    return str(cn2an.an2cn(value, mode))


def _chinese(value: int) -> str:
    return _written(value, "low")


def _legal(value: int) -> str:
    return _written(value, "up")


def _run(first: str, count: int) -> Callable[[int], str]:
    """Numbers that are consecutive characters: ①, ②, …; beyond the last one, digits."""
    return lambda value: chr(ord(first) + value - 1) if value <= count else str(value)


def _circled(value: int) -> str:
    first, before = ("①", 0) if value <= 20 else ("㉑", 20) if value <= 35 else ("㊱", 35)
    return chr(ord(first) + value - before - 1) if value <= 50 else str(value)


def _letter(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value <= 780 else str(value)


def _roman(value: int) -> str:
    printed = ""
    for worth, letters in _ROMAN:
        printed += letters * (value // worth)
        value %= worth
    return printed


_KINDS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand"),
            *("japaneseCounting", "koreanCounting"),
        ),
        _chinese,
    ),
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"),
        lambda value: str(value).translate(_DIGITS),
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal),
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"), lambda value: str(value).translate(_FULL_WIDTH)
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
    "decimalZero": lambda value: f"{value:02}",
    "ideographTraditional": lambda value: _STEMS[(value - 1) % 10],
    "ideographZodiac": lambda value: _BRANCHES[(value - 1) % 12],
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "none": lambda _value: "",
    "bullet": lambda _value: "",
}
