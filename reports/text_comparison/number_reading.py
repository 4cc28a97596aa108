"""The figures of a text: what counts or measures, in its unit.

A figure counts or measures; dates, ordinals, list marks, document numbers and titles are none. Amounts are
compared, not signs: 1,234 is 1234.0, 三项 is 3项, 1.2亿元 is 12000万元, 百分之五 is 5%.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reading.numerals import half_width
from reports.text_comparison.chinese_numerals import NUMERAL, chinese_value
from reports.text_comparison.non_figures import without_non_figures
from reports.text_comparison.units import UNIT, WORD, plain, size_of

_SPACES = "\u00a0\u2007-\u2009\u202f"
_DIGITS = rf"(?:[0-9]{{1,3}}(?:[,{_SPACES}][0-9]{{3}})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_SIGN = r"(?<![0-9A-Za-z%）)])[-−]"
_FIGURE = re.compile(
    rf"(?P<share>(?P<sign>{_SIGN})?[百千]分之(?:(?P<part>{_DIGITS})|(?P<numeral>{NUMERAL}|百)))"
    rf"|(?P<fraction>(?P<whole>{NUMERAL})分之(?P<share_of>{NUMERAL}))"
    rf"|(?P<large>{_DIGITS})\s?(?P<size>[亿万])(?P<rest>[0-9]+(?:\.[0-9]+)?)(?P<more>[余多]?\s?(?P<large_unit>{UNIT})?)"
    rf"|(?P<digits>(?:{_SIGN})?{_DIGITS})(?:[余多]?\s?(?P<unit>{UNIT}))?"
    rf"|(?<![数几好])(?P<chinese>{NUMERAL})[余多]?(?P<word>{WORD})"
    r"|(?<![数几好])(?P<round>[一二三四五六七八九十两][一二三四五六七八九十百千两]{0,20}[万亿]{1,2})"
)
# Full-width commas part thousands only between full-width digits: elsewhere they part clauses.
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_PLAIN_SIGNS = str.maketrans("－", "-")
_NOT_IN_NUMBER = re.compile(rf"[,{_SPACES}\s]")
# 进一步, 同一个, 一批 and 一方面 count nothing.
_IDIOM_BEFORE = "进统同唯之每某逐单任另这那专不归"
_IDIOM_WORDS = frozenset({"大", "方面", "批", "种", "类", "级"})
_IDIOM_BEHIND = ("次性", "年来", "年一度")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of a text: ``written`` as it stands from ``start`` on, ``value`` in the ``unit`` that is
    written behind it ("" where none is known); 百分之五 has the unit %. ``text`` goes to the unit's end."""

    written: str
    start: int
    value: Decimal
    unit: str = ""
    is_chinese: bool = False
    text: str = ""

    @property
    def end(self) -> int:
        """Where it ends, with its unit."""
        return self.start + len(self.text)

    @property
    def amount(self) -> tuple[Decimal, str]:
        """What it comes to in the plain unit: figures with the same amount are the same figure."""
        return plain(self.value, self.unit)


def numbers_in(text: str) -> tuple[Number, ...]:
    """The figures of a text in the order in which they stand."""
    level = half_width(_WIDE_COMMA.sub(",", text)).translate(_PLAIN_SIGNS)
    return tuple(_numbers(text, without_non_figures(level)))


def _numbers(text: str, readable: str) -> Iterator[Number]:
    for found in _FIGURE.finditer(readable):
        start, value, unit = found.start(), _value(found), _unit(found)
        if value is None or _is_idiom(readable, found):
            continue
        written = text[start : found.end(_written_group(found))]
        is_chinese = bool(found["numeral"] or found["fraction"] or found["chinese"] or found["round"])
        yield Number(written, start, value, unit, is_chinese, text[start : found.end()])


def _written_group(found: re.Match[str]) -> str:
    """The group in which the figure itself ends; its unit stands behind."""
    groups = ("share", "fraction", "rest", "digits", "chinese", "round")
    return next(group for group in groups if found[group] is not None)


def _value(found: re.Match[str]) -> Decimal | None:
    """The value in the unit as written; None for what is no number, such as 十四五."""
    if found["share"]:
        value = _decimal(found["part"]) if found["part"] else chinese_value(found["numeral"])
        thousands = Decimal(10) if "千分之" in found["share"] else Decimal(1)
        return None if value is None else value / thousands * (-1 if found["sign"] else 1)
    if found["fraction"]:
        whole, part = chinese_value(found["whole"]), chinese_value(found["share_of"])
        return part / whole if whole and part is not None else None
    if found["large"]:
        large = _decimal(found["large"]) * size_of(found["size"])
        return _compound(large, found) / size_of(found["large_unit"] or "")
    if found["digits"]:
        return _decimal(found["digits"])
    return chinese_value(found["chinese"] or found["round"])


def _compound(large: Decimal, found: re.Match[str]) -> Decimal:
    """3亿5000万元: what stands behind 亿, in its own unit, is added."""
    return large + _decimal(found["rest"]) * size_of(found["large_unit"] or "")


def _decimal(written: str) -> Decimal:
    return Decimal(_NOT_IN_NUMBER.sub("", written).replace("−", "-"))


def _unit(found: re.Match[str]) -> str:
    if found["share"]:
        return "%"
    return found["large_unit"] or found["unit"] or found["word"] or ""


def _is_idiom(text: str, found: re.Match[str]) -> bool:
    """Whether a 一 is none that counts."""
    if found["chinese"] != "一":
        return False
    is_bound = found.start() > 0 and text[found.start() - 1] in _IDIOM_BEFORE
    goes_on = text.startswith(_IDIOM_BEHIND, found.end("chinese"))
    return is_bound or goes_on or found["word"] in _IDIOM_WORDS
