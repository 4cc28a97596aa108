"""Prefixes printed once for several names: 省发展改革委、工业和信息化厅."""

import re

from reading.owners.names import is_collective
from reading.vocabulary import PREFIXED_ENDS, one_of

_PREFIX = re.compile(
    r"(?P<level>自治区|自治州|省(?!级|直|内|会|际)|市(?!场|政(?!务)|容|级|直|内|辖)|区(?!域|块|级|直|内)|县(?!域|级|直|内)|州(?!级|直))"
    r"(?=[\u4e00-\u9fff]{2})"
)
_OTHER_LEVEL = re.compile(
    r"^(?:国家|国务院|中央|全国|中国|中共|各|有关|相关|地方|本|省|自治区|市(?!场|政(?!务|府|协)|容)|区(?!域|块)|县(?!域)|州|人民银行|海关|[团驻在原][省市县区州]|党委)"
)
_TAKES_PREFIX = re.compile(rf"^[\u4e00-\u9fff]{{2,14}}{one_of(PREFIXED_ENDS)}(?:（.*）)?$")
_NOT_LOCAL = re.compile(
    r"总局|海关|人民?银行|人行|银保监|证监|金融监管|铁路|海事|联席办|邮政|烟草|电力|集团|公司"
)


def carry_prefixes(chunks: list[list[str]]) -> dict[str, str]:
    """Names that share a prefix printed once, each with its full form: 工业和信息化厅 → 省工业和信息化厅.

    ``chunks`` are the names of one note as its verbs and labels group them. A prefix reaches over the whole
    note where no other name shows a level of its own, and else over its own group under the same condition.
    """
    changed = _carry([name for chunk in chunks for name in chunk])
    if not changed:
        for chunk in chunks:
            changed |= _carry(chunk)
    return changed


def _carry(names: list[str]) -> dict[str, str]:
    names = [name for name in names if not is_collective(name)]
    first = _PREFIX.match(names[0]) if names else None
    if not first:
        return {}
    others = names[1:]
    if any(_OTHER_LEVEL.match(name) for name in others):
        return {}
    level = first["level"]
    ends = (
        ("厅", "局") if names[0].startswith(f"{level}委") else ("厅", "局", "委", "员会", "办", "公室", "）")
    )
    return {
        name: level + name
        for name in others
        if _TAKES_PREFIX.match(name) and not _NOT_LOCAL.search(name) and name.endswith(ends)
    }
