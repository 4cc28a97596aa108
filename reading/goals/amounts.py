"""Numbers with their units, as documents print them: patterns, and what a match says."""

import re
from dataclasses import dataclass
from decimal import Decimal

from reading.goals.vocabulary import DASHES, POWERS, RANGE_ENDS, RANGE_VERBS, SCALES, UNITS
from reading.late_pattern import LatePattern
from reading.numerals import read_number

_CHINESE_NUMBER = (
    r"(?<![一二三四五六七八九十百千])[一二三四五六七八九十百千两]*[十百千][一二三四五六七八九十百]*"
)
_DIGITS = r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_SCALE = f"(?:{SCALES})?"
_PLAIN_UNIT = rf"\s*{_SCALE}\s*(?:{UNITS})(?:/[\u4e00-\u9fff]{{1,4}}?(?=[及以左之的]|[^\u4e00-\u9fff]|$))?"
_RANGE_END = "|".join(RANGE_ENDS)
# 和 joins two numbers to a range only where 之间 follows, 以上 only where 以下 does.
_JOINT = (
    rf"(?P<joint>{DASHES}|[和与](?=[^，；。和与]{{1,16}}(?:{_RANGE_END}))|"
    r"及?以上[、]?(?=\s*[0-9.,，]+[^，；。0-9]{0,8}(?:以下|以内|之内)))"
)
_LOWER_UNIT = rf"(?P<lower_unit>{_PLAIN_UNIT}|\s*(?:{SCALES})(?=\s*(?:{DASHES})))?"
_NO_YEAR = r"(?(lower_unit)(?!\s*(?:19|20)[0-9]{2}\s*年))"  # 达到5亿元到2025年
_RANGE = rf"(?P<range>{_LOWER_UNIT}\s*{_JOINT}{_NO_YEAR}\s*(?P<upper>{_DIGITS}|{_CHINESE_NUMBER}))?"
_WORDS = "[一二三四五六七八九十百零点0-9.]+"
_PERCENT_WORDS = (
    rf"百分之(?P<percent>{_WORDS})"
    rf"(?:\s*(?:{DASHES}|[和与](?=百分之{_WORDS}(?:{_RANGE_END})))\s*百分之(?P<upper_percent>{_WORDS}))?"
)
NUMBER = rf"(?P<value>{_DIGITS}|{_CHINESE_NUMBER})"
UNIT = rf"(?P<unit>{_PLAIN_UNIT})"
SUFFIX = rf"(?P<suffix>\s*(?:及?以上|及?以内|及?以下|左右|之内|之间|的?(?:{_RANGE_END}))?)"
AMOUNT = rf"(?:{_PERCENT_WORDS}|{NUMBER}{_RANGE}\s*{UNIT}?){SUFFIX}"
APPROXIMATELY = r"(?:大约|约为|约|近|为|在|至|到)?"
_YEAR = LatePattern(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as a decimal string with its unit; ``suffix`` is what stands behind them (以内, 左右).

    Of a range ``upper`` is the upper end in the same unit, None where the text makes no sense as one.
    """

    value: str
    unit: str | None
    suffix: str
    is_range: bool = False
    upper: str | None = None
    is_closed: bool = False

    @property
    def is_year(self) -> bool:
        """Whether the number only says when: 到2025年."""
        return self.unit == "年" and bool(_YEAR.fullmatch(self.value))

    def is_wanted_between(self, verb: str = "") -> bool:
        """Whether the range itself is what is wanted: 3%至5%之间, 95分以上100分以下, 保持在95—100分."""
        is_said = self.is_closed or self.suffix.endswith(RANGE_ENDS)
        return self.upper is not None and (is_said or bool(RANGE_VERBS.fullmatch(verb)))


def amount_in(found: re.Match[str]) -> Amount | None:
    """What a match of ``AMOUNT`` says; None for words that are no number. 百分之九十 is 90 %."""
    suffix, percent = found["suffix"].strip(), found["percent"]
    value = _number(percent or found["value"])
    unit = "%" if percent else _unit(found["unit"])
    if value is None:
        return None
    printed = found["upper_percent"] if percent else found["upper"]
    if printed is None:
        return Amount(value, unit, suffix)
    lower_unit = _unit(found["lower_unit"]) or unit
    if _is_scale(lower_unit):  # 3万至5万户
        lower_unit = f"{lower_unit}{_scaled(unit)[1]}"
    upper = _upper(Decimal(value), lower_unit, _number(printed), unit)
    is_closed = bool(found["joint"] and "以上" in found["joint"])
    return Amount(value, lower_unit, suffix, is_range=True, upper=upper, is_closed=is_closed)


def _upper(lower: Decimal, lower_unit: str | None, printed: str | None, unit: str | None) -> str | None:
    """The upper end in the unit of the lower one; None where it does not lie above it, or in another unit."""
    (lower_power, lower_base), (power, base) = _scaled(lower_unit), _scaled(unit)
    if printed is None or (lower_unit != unit and lower_base != base):
        return None
    upper = Decimal(printed) if lower_unit == unit else Decimal(printed).scaleb(power - lower_power)
    return f"{upper:f}" if upper > lower else None


def _scaled(unit: str | None) -> tuple[int, str]:
    """The power of ten and the rest of a unit: 亿元 is 8 and 元."""
    scale = next((scale for scale in POWERS if (unit or "").startswith(scale)), "")
    return POWERS.get(scale, 0), (unit or "").removeprefix(scale)


def _is_scale(unit: str | None) -> bool:
    return unit in POWERS


def _unit(printed: str | None) -> str | None:
    return re.sub(r"\s", "", printed or "").replace("％", "%") or None


def _number(printed: str) -> str | None:
    """A decimal string; None for words that are no number."""
    plain = printed.replace(",", "").replace("，", "")
    return plain if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", plain) else _plain_number(plain)


def _plain_number(words: str) -> str | None:
    number = read_number(words)
    return None if number is None else str(number)
