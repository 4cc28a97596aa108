"""Numbers with their units, as documents print them: patterns, and what a match says."""

import re
from dataclasses import dataclass

from reading.goals.vocabulary import SCALES, UNITS
from reading.numerals import read_number

_CHINESE_NUMBER = (
    r"(?<![一二三四五六七八九十百千])[一二三四五六七八九十百千两]*[十百千][一二三四五六七八九十百]*"
)
_RANGE = r"(?P<range>\s*(?:[-—~～－–至到]|——)\s*[0-9]+(?:\.[0-9]+)?)?"
_SCALE = f"(?:{SCALES})?"
_PERCENT_WORDS = r"百分之(?P<percent>[一二三四五六七八九十百零点0-9.]+)"
NUMBER = rf"(?P<value>[0-9]{{1,3}}(?:[,，][0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|{_CHINESE_NUMBER})"
UNIT = rf"(?P<unit>\s*{_SCALE}\s*(?:{UNITS})(?:/[\u4e00-\u9fff]{{1,4}})?)"
SUFFIX = r"(?P<suffix>\s*(?:及?以上|及?以内|及?以下|左右|之内|之间)?)"
AMOUNT = rf"(?:{_PERCENT_WORDS}|{NUMBER}{_RANGE}\s*{UNIT}?){SUFFIX}"
APPROXIMATELY = r"(?:大约|约为|约|近|为|在|至|到)?"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as a decimal string with its unit, ``suffix`` is what stands behind them (以内, 左右)."""

    value: str
    unit: str | None
    suffix: str
    is_range: bool

    @property
    def is_year(self) -> bool:
        """Whether the number only says when: 到2025年."""
        return self.unit == "年" and bool(_YEAR.fullmatch(self.value))


def amount_in(found: re.Match[str]) -> Amount | None:
    """What a match of ``AMOUNT`` says; None for words that are no number. 百分之九十 is 90 %."""
    suffix = found["suffix"].strip()
    if words := found["percent"]:
        number = words if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", words) else _plain_number(words)
        return None if number is None else Amount(number, "%", suffix, is_range=False)
    printed = found["value"].replace(",", "").replace("，", "")
    value = printed if printed[0].isdigit() else _plain_number(printed)
    unit = re.sub(r"\s", "", found["unit"] or "").replace("％", "%")
    return None if value is None else Amount(value, unit or None, suffix, is_range=bool(found["range"]))


def _plain_number(words: str) -> str | None:
    number = read_number(words)
    return None if number is None else str(number)
