"""Prefixes printed once, or now and then, for several names: 省发展改革委、工业和信息化厅."""

from functools import lru_cache

from reading.late_pattern import LatePattern
from reading.vocabulary import PREFIXED_ENDS, one_of

NATIONAL = "国家"
_PREFIX = LatePattern(
    r"(?P<level>国家(?!级|税务|电网|机关|安全)|自治区|自治州|省(?!级|直|内|会|际|属|以)|市(?!场|政(?!务|府|协|法)|容|级|直|内|辖|属|域|民)"
    r"|区(?!域|块|级|直|内|属|县)|县(?!域|级|直|内|属|区)|州(?!级|直)|盟(?!员|友)|旗(?!下|县))(?=[\u4e00-\u9fff]{2})"
)
_WHOLE = one_of(end for end in PREFIXED_ENDS if len(end) > 1 and end != "中心")
_TAKES_PREFIX = LatePattern(rf"(?:[\u4e00-\u9fff]{{1,14}}{one_of(PREFIXED_ENDS)}|{_WHOLE})(?:（.*）)?")
_OTHER_LEVEL = LatePattern(
    r"国家|国务院|中央|全国|中国|中共|最高|各|有关|相关|地方(?!金融)|本|某|省|自治区|自治州|市(?!场|政(?!务|府|协|法)|容)|区(?!域|块)|县(?!域)|州|盟|旗|"
    r"人民银行|海关|[团驻在原][省市县区州]|党委|属地|[\u4e00-\u9fff]{2,3}(?:自治区|自治州|省|(?<![城都])市(?!场|政|容)|州|盟|县(?!域))"
)
_NOT_LOCAL = LatePattern(
    r"总局|海关|人民?银行|人行|银监|保监|证监|(?<!地方)金融监管|铁路|海事|联席办|邮政(?!管理)|烟草(?!专卖)|电力|集团|公司"
)
_NOT_NATIONAL = LatePattern(
    rf"{_NOT_LOCAL.pattern}|发展改革委|卫生健康委|国资委|网信办|气象|地震|民航|部$|署$|厅|法院|检察院|办公室?$"
)
# Beside names as these a short one is how the office is called: 国家发展改革委、科技部、知识产权局.
_CENTRAL = LatePattern(r"(?:部|总局|总署|署)$|^(?:中央|国务院|全国|最高)")
_PARTY_OFFICE = LatePattern(r"组织部|宣传部|统战部|政法委(?:员会)?|编办|改革办|直属机关工委|党校|老干部局")
_PARTY_PREFIX = LatePattern(r"(?:自治区|省|市|区|县|州|盟|旗)委(?=[\u4e00-\u9fff]{2}(?!会))")


def carry_prefixes(names: list[str]) -> dict[str, str]:
    """Those of ``names``, all of one note in order, that share a prefix printed before them, each with its
    full form: 工业和信息化厅 → 省工业和信息化厅.

    A name takes the prefix of the last one before it that has one. Where a note has prefixes of several
    levels, none is carried.
    """
    levels = {level for name in names if (level := prefix_of(name))}
    if len(levels) != 1:
        return {}
    level = levels.pop()
    if level == NATIONAL and any(_CENTRAL.search(name) for name in names):
        return {}
    full: dict[str, str] = {}
    party = ""
    begins = next(number for number, name in enumerate(names) if prefix_of(name))
    for name in names[begins:]:
        if found := _PARTY_PREFIX.match(name):
            party = found.group()
        elif party and _PARTY_OFFICE.fullmatch(name):
            full[name] = party + name
        elif takes_prefix(name, level):
            full[name] = level + name
    return full


@lru_cache(maxsize=16384)
def prefix_of(name: str) -> str:
    """The level that ``name`` begins with: 省, 市, 自治区, 国家."""
    found = _PREFIX.match(name)
    return found["level"] if found else ""


@lru_cache(maxsize=16384)
def takes_prefix(name: str, level: str) -> bool:
    """Whether ``name`` is an office that may have left out ``level``."""
    outside = _NOT_NATIONAL if level == NATIONAL else _NOT_LOCAL
    return bool(_TAKES_PREFIX.fullmatch(name)) and not outside.search(name) and not _OTHER_LEVEL.match(name)
