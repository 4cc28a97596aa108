"""Names of organizations inside a responsibility note: where one ends and the next begins."""

import re

from reading.vocabulary import DEPARTMENT, DUTY, LOCAL_ENDS, OWNER_END, UNIT, one_of

_LEVEL = (
    "(?:新疆生产建设兵团|自治区|直辖市|计划单列市|设区的?市|县级市|地级市|自治州|省(?!委|直|级)|市(?!场|政(?!务)|容|委|直|级)|州|盟|地区|"
    "地(?!方|震|质|理|区|税|铁)|县(?!域|级)|区(?!域|块)|旗|兵团|乡镇|乡|镇|街道|开发区|高新区|新区|园区|功能区)"
)
_INNER = "[\ue000-\uf8ff]?"
_RUN = re.compile(rf"各(?:地方)?{_LEVEL}{_INNER}(?:(?:[、和及与]|以及){_LEVEL}{_INNER})+")
_OWN_ORGANIZATION = re.compile(
    rf"[省市](?!人民|政府|党|有关|相关|直属|知识产权局)[\u4e00-\u9fff]{{1,14}}?{one_of(LOCAL_ENDS)}"
)
_LOWER = re.compile(r"^各(?:地方)?(?:县|区|旗|乡|镇|街道|园区|开发区|新区|功能区)")
_ORGANIZATION = re.compile(rf"{OWNER_END}$")
_ANY = one_of((DEPARTMENT, UNIT))
_COLLECTIVE = re.compile(
    r"^[^各]{0,8}各(?!自|负|司其)"
    rf"|(?:有关|相关|所属|成员|{DUTY})(?:{_ANY}|地区|地方|方面|省|市|区|县|企业|机构|部委|司局|处室|高校|中央{UNIT})"
    r"|^(?:地方|省级|市级|县级|区级|市县|区县|省市|县区|属地|基层|全国|县级以上|市级以上|省级以上)(?:以上)?"
    rf"(?:各级)?(?:地方)?(?:各级)?(?:人民)?(?:政府|党委|{_ANY}|知识产权局|主管{DEPARTMENT})"
    r"|^(?:所有|全体|全部)|^(?:有关|相关)"
)
_PLAIN_JOINT = re.compile(r"(?:以及|和|及|与|暨)")
_PROTECTED = str.maketrans("、和及与", "\x00\x01\x02\x03")
_RESTORED = str.maketrans("\x00\x01\x02\x03", "、和及与")


def is_organization(name: str) -> bool:
    """Whether ``name`` ends as names of organizations do."""
    plain = re.sub(r"（[^（）]*）$|〔[^〔〕]*〕$", "", name)
    return len(name) >= 2 and "的" not in name and bool(_ORGANIZATION.search(plain))


def is_collective(name: str) -> bool:
    """Whether ``name`` means many organizations: 各地方知识产权局, 国务院有关部门."""
    return bool(_COLLECTIVE.search(name))


def split_names(text: str) -> list[str]:
    """The names in ``text``, in order. Brackets inside it must be masked by one private character each.

    、 and ， part names, 和 and 及 only after what is a name by itself (工业和信息化部 stays whole), and
    nothing inside 各区、县级市.
    """
    protected = _RUN.sub(_protect, text)
    names: list[str] = []
    for part in re.split(r"[、，,；;]", protected):
        names.extend(_split_joint(part))
    return [name.translate(_RESTORED) for name in names if name]


def _protect(found: re.Match[str]) -> str:
    """Keep 、 inside a run of levels, unless the last level begins a name: 各区、市科技局."""
    run = found.group()
    head, _, last = run.rpartition("、")
    if last and _LOWER.match(run) and _OWN_ORGANIZATION.match(found.string, found.end() - len(last)):
        return head.translate(_PROTECTED) + "、" + last
    return run.translate(_PROTECTED)


def _split_joint(part: str) -> list[str]:
    part = re.sub(r"^(?:以及|并?由|和|及|与)", "", part.strip())
    names = []
    begin = 0
    for joint in _PLAIN_JOINT.finditer(part):
        left, right = part[begin : joint.start()], part[joint.end() :]
        if is_organization(left) and len(right) > 2:
            names.append(left)
            begin = joint.end()
    return [*names, part[begin:]]
