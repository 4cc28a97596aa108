"""What a Chinese numeral is worth: 五十三, 三亿五千万, 二〇三, 三点五; 三四 is the middle of both."""

import re
from decimal import Decimal

ONES = "零一二三四五六七八九"
DIGITS = "零〇○一二三四五六七八九两"
# A numeral as it stands in a text, as long as one can be. One without a digit (千家万户, 万一) is none.
NUMERAL = rf"[{DIGITS}十][{DIGITS}十百千万亿]{{0,20}}(?:点[{DIGITS}]{{1,9}})?"
_VALUES = {sign: value for value, sign in enumerate(ONES)} | {"〇": 0, "○": 0, "两": 2}
_DIGIT = "[一二三四五六七八九两]"
_BELOW_TEN_THOUSAND = re.compile(
    rf"(?:(?P<thousands>{_DIGIT})千)?零?(?:(?P<hundreds>{_DIGIT})百)?零?"
    rf"(?:(?P<tens>{_DIGIT})?(?P<ten>十))?零?(?P<ones>{_DIGIT})?"
)
_LARGE = (("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))
# 三百五 is 350, 三千五 is 3500.
_SHORTENED = re.compile(rf"({_DIGIT})([千百])({_DIGIT})")
_STEPS = {"千": 1000, "百": 100}


def chinese_value(numeral: str) -> Decimal | None:
    """The value of a numeral; None for what is none, such as 十四五."""
    whole, _point, decimals = numeral.partition("点")
    value = _whole(whole)
    if value is None or not decimals:
        return value
    return value + Decimal("0." + _in_digits(decimals))


def _whole(text: str) -> Decimal | None:
    if text == "百":
        return Decimal(100)
    if all(sign in DIGITS for sign in text):
        return _spelled(text)
    for sign, factor in _LARGE:
        if sign in text:
            head, _sign, tail = text.rpartition(sign)
            return _sum(_whole(head), factor, tail)
    return _below_ten_thousand(text)


def _sum(head: Decimal | None, factor: Decimal, tail: str) -> Decimal | None:
    """So many times the factor, and what follows; 三万五 is 35000."""
    if head is None:
        return None
    if not tail:
        return head * factor
    if len(tail) == 1:
        return head * factor + _VALUES.get(tail, 0) * factor / 10
    rest = _whole(tail.lstrip("零〇○"))
    return None if rest is None else head * factor + rest


def _spelled(text: str) -> Decimal | None:
    """Digits one by one, 二〇三; two that follow each other, 三四, mean about so many."""
    if not text:
        return None
    values = [_VALUES[sign] for sign in text]
    if len(values) == 2 and values[1] == values[0] + 1:
        return Decimal(sum(values)) / 2
    return Decimal(_in_digits(text))


def _in_digits(text: str) -> str:
    return "".join(str(_VALUES[sign]) for sign in text)


def _below_ten_thousand(text: str) -> Decimal | None:
    if short := _SHORTENED.fullmatch(text):
        step = _STEPS[short[2]]
        return Decimal(_VALUES[short[1]] * step + _VALUES[short[3]] * step // 10)
    found = _BELOW_TEN_THOUSAND.fullmatch(text.replace("〇", "零").replace("○", "零"))
    if found is None:
        return None
    tens = _VALUES[found["tens"] or "一"] * 10 if found["ten"] else 0
    rest = (("thousands", 1000), ("hundreds", 100), ("ones", 1))
    return Decimal(tens + sum(_VALUES[found[group] or "零"] * step for group, step in rest))
