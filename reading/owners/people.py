"""Persons in an owner note: 甲局 张三, 责任领导：李四, 副市长王五."""

from functools import lru_cache

from reading.late_pattern import LatePattern
from reading.owners.names import is_organization
from reading.vocabulary import DOUBLE_SURNAMES, POSTS, SURNAMES, one_of

_NAME = rf"(?:[{SURNAMES}][\u4e00-\u9fff·]{{1,2}}|{one_of(DOUBLE_SURNAMES)}[\u4e00-\u9fff]{{1,2}})"
_NAME_ALONE = LatePattern(_NAME)
_POST = rf"[副总]?{one_of(POSTS)}"
_PERSON = LatePattern(
    rf"(?:{_NAME}(?:[\u4e00-\u9fff]{{0,8}}{_POST})?|[\u4e00-\u9fff]{{0,16}}{_POST}(?:{_NAME})?)"
)
# Words of two or three characters that begin as a surname does.
_NO_PERSON = LatePattern(
    r"高校|高新|高中|金融|方面|安全|常态|平台|平时|时限|时间|时候|成员|成果|计划|强化|管理|管委|经费|经济|应急|宣传|单独|全面|全力|"
    r"全年|全体|武装|文化|文明|文旅|农业|农村|农户|东部|利用|关键|关于|查处|游客|展示|代表|向上|易地|应当|任务|路段|项目|明确|"
    r"元旦|乐园|于是|和谐|和平|江河|池塘|山区|山东|山西|江苏|江西|江北|江南|安徽|海南|云南|广东|万元|万户|成都|武汉|温州|杭州|苏州|石化"
)


@lru_cache(maxsize=16384)
def is_person(name: str) -> bool:
    """Whether ``name`` reads as a person does: a surname and one or two characters, or a post."""
    return (
        2 <= len(name) <= 24
        and bool(_PERSON.fullmatch(name))
        and not _NO_PERSON.match(name)
        and not is_organization(name)
    )


def office_and_person(name: str) -> tuple[str, str] | None:
    """The office and the person of a name that nothing parts: 市科技局张三."""
    for length in (3, 2):
        office, person = name[:-length], name[-length:]
        if (
            len(office) >= 2
            and _NAME_ALONE.fullmatch(person)
            and is_person(person)
            and is_organization(office)
        ):
            return office, person
    return None
