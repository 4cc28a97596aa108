"""Names of organizations inside a responsibility note: where one ends and the next begins."""

import re
from functools import lru_cache

from reading.late_pattern import LatePattern
from reading.vocabulary import (
    BODIES,
    CO_ORGANIZES,
    DEPARTMENT,
    DUTY,
    DUTY_VERBS,
    LOCAL_ENDS,
    OWNER_END,
    TOGETHER,
    UNIT,
    WHOLES,
    one_of,
)

_LEVEL = (
    "(?:新疆生产建设兵团|自治区|直辖市|计划单列市|设区的?市|县级市|地级市|自治州|省(?!委|直|级)|市(?!场|政(?!务)|容|委|直|级)|州|盟|地区|"
    "地(?!方|震|质|理|区|税|铁)|县(?!域|级)|区(?!域|块)|旗|兵团|乡镇|乡|镇|街道|街|开发区|高新区|新区|园区|功能区)"
)
_RUN = LatePattern(rf"各(?:地方)?{_LEVEL}(?:（[^（）]*）)?(?:(?:[、和及与]|以及){_LEVEL}(?:（[^（）]*）)?)+")
_OWN_ORGANIZATION = LatePattern(
    rf"[省市县区州盟旗](?!人民|政府|党|有关|相关|直属|知识产权局)[\u4e00-\u9fff]{{1,14}}?{one_of(LOCAL_ENDS)}"
)
_LOWER = {
    "乡": "省市县区州盟旗",
    "镇": "省市县区州盟旗",
    "街": "省市县区州盟旗",
    "县": "省市州盟",
    "区": "省市州盟",
    "旗": "省盟",
}
"""By the level that a run begins with, the levels that are above it."""
_FIRST_LEVEL = LatePattern(r"各(?:地方)?(?:园|开发|新|功能|高新)?([乡镇街县区旗])")
_ORGANIZATION = LatePattern(rf"{OWNER_END}$")
_ANY = one_of((DEPARTMENT, UNIT))
_COLLECTIVE = LatePattern(
    r"^[^各]{0,8}各(?!自|负|司其)"
    rf"|(?:有关|相关|所属|成员|{DUTY})(?:{_ANY}|地区|地方|方面|省|市|区|县|企业|机构|部委|司局|处室|高校|中央{UNIT})"
    r"|^(?:地方|省级|市级|县级|区级|市县|区县|省市|县区|属地|基层|全国|县级以上|市级以上|省级以上)(?:以上)?"
    rf"(?:各级)?(?:地方)?(?:各级)?(?:人民)?(?:政府|党委|{_ANY}|知识产权局|主管{DEPARTMENT})"
    r"|^(?:所有|全体|全部)|^(?:有关|相关)"
)
# Words that no name has in it, unless it is the name of an office for them (自贸试验区建设推进办).
_SWALLOWED = LatePattern(
    rf"(?:{one_of({*DUTY_VERBS, TOGETHER} - {CO_ORGANIZES})}|(?<=[{BODIES}])(?:协调|督促|带领|统筹|对接|协商)"
    r"|推进|推动|完成|开展|结合|按照|[月年][底末]|[0-9][年月]|方案)"
    r"(?![\u4e00-\u9fff]{0,6}(?:办|办公室|中心|小组|处|科|委员会|专班|指挥部|工作组|机制|机构|会|公司)$)"
)
_WHOLE = LatePattern(
    r"中央和国家机关|党委(?:和|及|与|、)(?:人民)?政府|党委、人大|机关(?:和|及)事业|省(?:和|与)部|人大(?:和|及)政协"
)
"""Names with 和 or 、 in them whose halves are names as well."""
_PLAIN_JOINT = LatePattern(r"(?:以及|和|及|与|暨)")
_GLUED = LatePattern(
    rf"(?P<first>(?P<level>[省市县区州盟])(?!委(?P=level))[\u4e00-\u9fff]{{1,12}}?(?:[{BODIES}联协]|办公室|{one_of(WHOLES)}))"
    r"(?P<second>(?P=level)(?!场|域|块|级|直)[\u4e00-\u9fff]{2,14})"
    r"|(?P<party>([省市县区州盟])委)(?P<government>\5(?:人民)?政府)"
)
"""Two names whose blank was lost at the end of a line: 市公安局市医保局."""
_LEADING = LatePattern(r"^(?:[0-9]{1,2}\.(?![0-9])|[①-⑳])?(?:以及|并?由|和|及|与)?")
_PROSE = LatePattern("的|(?<!^)由|[。！？]|(?<!^)[将把须]|应当|^含")
_VERB = LatePattern(one_of(DUTY_VERBS))
_TRAILING_BRACKET = LatePattern(
    r"（[^（）]*）$|〔[^〔〕]*〕$|[〈‹<＜《［\[{][^〉›>＞》］\]}]*[〉›>＞》］\]}]$"
)
_PROTECTED = str.maketrans("、和及与暨，；：/等", "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e")
_RESTORED = str.maketrans("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e", "、和及与暨，；：/等")
_LONGEST = 40


@lru_cache(maxsize=16384)
def is_organization(name: str) -> bool:
    """Whether ``name`` ends as names of organizations do, and no verb or time has got into it."""
    bracket = _TRAILING_BRACKET.search(name)
    plain = name[: bracket.start()] if bracket else name
    return (
        len(name) >= 2
        and len(plain) <= _LONGEST
        and not _PROSE.search(plain)
        and bool(_ORGANIZATION.search(plain))
        and not _SWALLOWED.search(plain)
        and not (bracket and _VERB.search(bracket.group()))
        and name.count("（") == name.count("）")
    )


@lru_cache(maxsize=16384)
def is_collective(name: str) -> bool:
    """Whether ``name`` means many organizations: 各地方知识产权局, 国务院有关部门."""
    return bool(_COLLECTIVE.search(name))


def protect(text: str) -> str:
    """``text`` with its marks and joints as private characters, so that nothing parts it: see ``restore``."""
    return text.translate(_PROTECTED)


def restore(text: str) -> str:
    """What ``protect`` was given."""
    return text.translate(_RESTORED)


def protect_runs(text: str) -> str:
    """``text`` with the runs of levels (各区、县级市) and names of two halves (党委和政府) protected."""
    if "各" in text:
        text = _RUN.sub(_protect_run, text)
    return _WHOLE.sub(lambda found: protect(found.group()), text)


def _protect_run(found: re.Match[str]) -> str:
    """Keep 、 inside a run of levels, unless the last level begins a name: 各区、市科技局."""
    run = found.group()
    head, _, last = run.rpartition("、")
    first = _FIRST_LEVEL.match(run)
    if (
        first
        and last
        and last[0] in _LOWER[first[1]]
        and _OWN_ORGANIZATION.match(found.string, found.end() - len(last))
    ):
        return protect(head) + "、" + last
    return protect(run)


def split_names(text: str) -> list[str]:
    """The names in ``text``, in order, of which brackets and runs are protected.

    、 and ， part names, 和 and 及 only after what is a name by itself (工业和信息化部 stays whole).
    """
    names: list[str] = []
    for part in re.split(r"[、，；]", text):
        names.extend(_split_joint(part))
    return [restore(name) for name in names if name]


def _split_joint(part: str) -> list[str]:
    part = _LEADING.sub("", part.strip())
    if glued := _GLUED.fullmatch(part):
        halves = (glued["first"] or glued["party"], glued["second"] or glued["government"])
        if all(map(is_organization, halves)):
            return [halves[0], *_split_joint(halves[1])]
    names = []
    begin = 0
    for joint in _PLAIN_JOINT.finditer(part):
        left, right = part[begin : joint.start()], part[joint.end() :]
        if is_organization(left) and len(right) > 1 and (len(right) > 2 or is_organization(right)):
            names.append(left)
            begin = joint.end()
    return [*names, part[begin:]]
