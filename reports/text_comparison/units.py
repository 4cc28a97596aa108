"""The units written behind figures: which words are units, and what an amount is in the plain one."""

import re
from decimal import Decimal

TEN = Decimal(10)
MULTIPLIERS = {
    "万亿": TEN**12,
    "千亿": TEN**11,
    "百亿": TEN**10,
    "十亿": TEN**9,
    "亿": TEN**8,
    "千万": TEN**7,
    "百万": TEN**6,
    "万": TEN**4,
    "千": TEN**3,
    "百": TEN**2,
    "trillion": TEN**12,
    "billion": TEN**9,
    "million": TEN**6,
    "thousand": TEN**3,
}
# What says the same in other words or another size: the plain unit and how many of it.
PLAIN = {
    "％": ("%", Decimal(1)),
    "percent": ("%", Decimal(1)),
    "per cent": ("%", Decimal(1)),
    "‰": ("%", Decimal("0.1")),
    "个百分点": ("百分点", Decimal(1)),
    "percentage point": ("百分点", Decimal(1)),
    "percentage points": ("百分点", Decimal(1)),
    "成": ("%", Decimal(10)),
}
SHARES = ("个百分点", "百分点", "percentage points?", "per ?cent", "[%％‰]")
# Longer words stand before those they begin with.
COUNTED = (
    "个工作日|工作日|个月|个季度|人次|人天|件次|家次|项次|场次|户次|户数|课时|学时|小时|分钟|"
    "美元|欧元|平方公里|平方米|立方米|公里|公斤|公顷|千克|千米|千瓦时|千瓦|方面|元|件|项|"
    "家|个|次|名|人|户|份|起|所|类|批|种|条|处|座|台|"
    "套|倍|成|天|年|周|字|篇|期(?!间)|场|位|支|只|款|宗|笔|"
    "例|门|省|市|县|区|站|页|级|米|亩|吨|届|轮|章|组|"
    "幅|张|本|册|辆|架|艘|枚|代|岁|克|大"
)
_SMALL = "|".join(sign for sign in MULTIPLIERS if not sign.isascii())
_ENGLISH = "|".join(sign for sign in MULTIPLIERS if sign.isascii())
_WORD = "|".join((*SHARES, COUNTED))
# 千克 and 千瓦 are units of their own, no thousands.
_COUNT = rf"(?!千[克米瓦])(?:{_SMALL})"
UNIT = rf"(?:{_COUNT}(?:{_WORD})?|{_WORD}|(?:{_ENGLISH})\b|(?<=[0-9])[A-Za-z]{{1,3}}(?![A-Za-z]))"
# A unit that stands alone behind Chinese numerals, where 百 and 万 belong to the numeral.
WORD = rf"(?:{_WORD})"
_SIZED = re.compile(rf"(?:{_COUNT}|(?:{_ENGLISH})\b)")


def plain(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The amount in the plain unit: 1.2 亿元 is 120000000 元, 百分之五 is 5 %."""
    if unit in PLAIN:
        name, times = PLAIN[unit]
        return value * times, name
    sized = _SIZED.match(unit)
    if sized is None:
        return value, unit
    return value * MULTIPLIERS[sized[0]], unit[sized.end() :]


def size_of(unit: str) -> Decimal:
    """How many plain units one of this unit is."""
    return plain(Decimal(1), unit)[0]
