"""The sample people: who signs in as whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import make_password

from organizations.actions import note_many_opened
from organizations.models import Membership, Organization, User
from organizations.permissions import Role
from organizations.records import BadRecords

PASSWORD: str = settings.SAMPLE_PASSWORD  # the same for every sample person, and printed


def refuse_in_production() -> None:
    """Keep people with a published password out of a portal that serves real ones. Raises ``BadRecords``."""
    if settings.IS_PRODUCTION:
        raise BadRecords(
            "PORTAL_MODE=production holds no sample people, because everybody knows their password."
            " Load them into a portal of its own, in development mode."
        )


def pairs(text: str) -> dict[str, str]:
    """The pairs of "code:word code:word"."""
    return dict(pair.split(":") for pair in text.split())


# How the usernames of a unit begin; regions by the letters of ISO 3166-2:CN.
PREFIXES = pairs(
    """
    11:bj 12:tj 13:he 14:sx 15:nm 21:ln 22:jl 23:hl 31:sh 32:js 33:zj 34:ah 35:fj 36:jx 37:sd 41:ha
    42:hb 43:hn 44:gd 45:gx 46:hi 50:cq 51:sc 52:gz 53:yn 54:xz 61:sn 62:gs 63:qh 64:nx 65:xj 66:bt
    44-1:gdbh 51-1:scfw
    """
)

OFFICE_PEOPLE = (
    ("admin", Role.ADMINISTRATOR),
    ("reviewer", Role.REVIEWER),
    ("reviewer2", Role.REVIEWER),
    ("leader", Role.OBSERVER),
    ("office-lead", Role.LEAD),
)
SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任"
)
GIVEN = (
    *("建国", "晓燕", "志强", "丽华", "海涛", "雪梅", "文博", "思远", "佳宁", "永刚", "秀兰", "俊杰", "雅琴"),
    *("国栋", "静怡", "明哲", "春燕", "立新", "婷婷", "宏伟", "慧敏", "一帆", "振华", "玉洁", "天宇", "瑞芳"),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """One line of the list that the set-up prints."""

    username: str
    role: str
    organization: str
    meets: str


def sign_ins() -> tuple[SignIn, ...]:
    """The people to try the portal with, one for each situation; all share ``PASSWORD``."""
    return (
        SignIn("admin", "管理员", "国家知识产权局", "发布指引、管理机构与人员、导出年终报告"),
        SignIn("reviewer", "审核人", "国家知识产权局", "审核各地、各部门的填报"),
        SignIn("leader", "查阅人", "国家知识产权局", "全国总览"),
        SignIn("office-lead", "负责人", "国家知识产权局", "签发全局年度报告"),
        SignIn("gd-filer", "填报人", "广东", "年终填报进行中"),
        SignIn("gd-lead", "负责人", "广东", "签发年终填报"),
        SignIn("gd-reviewer", "审核人", "广东", "审核地市填报"),
        SignIn("js-lead", "负责人", "江苏", "年终填报已交签批"),
        SignIn("sh-lead", "负责人", "上海", "年度报告已签发并报送"),
        SignIn("fj-lead", "负责人", "福建", "年度报告待签发"),
        SignIn("bgs-lead", "负责人", "办公室", "报送的年度报告被退回"),
        SignIn("guangzhou-filer", "填报人", "广州", "地市填报"),
        SignIn("ha-filer", "填报人", "河南", "年终填报被退回"),
        SignIn("xz-filer", "填报人", "西藏", "第三季度逾期未报"),
        SignIn("gdbh-filer", "填报人", "广东保护中心", "零报告"),
        SignIn("yyc-filer", "填报人", "运用促进司", "部门填报"),
        SignIn("yyc-observer", "查阅人", "运用促进司", "查看本司负责的任务和指标"),
    )


def prefix(organization: Organization) -> str:
    """How the usernames of an organization's people begin: gd, yyc, guangzhou, taizhou-zhejiang."""
    if organization.code in PREFIXES:
        return PREFIXES[organization.code]
    if organization.is_department:
        return str(organization.code).removeprefix("D-").lower()
    plain = organization.english_name.lower().replace("'", "").replace("(", "").replace(")", "")
    return plain.replace(" ", "-")


def roles_in(organization: Organization) -> Iterator[tuple[str, Role]]:
    """Username and role of each sample person in an organization."""
    if organization.is_office:
        yield from OFFICE_PEOPLE
        return
    roles = [Role.FILER, Role.LEAD]
    if organization.is_department:
        roles.append(Role.OBSERVER)
    if organization.is_local and organization.numchild:
        roles.append(Role.REVIEWER)
    for role in roles:
        yield f"{prefix(organization)}-{role.value}", role


class Cast:
    """The sample people by organization id and role."""

    def __init__(self, memberships: Iterable[Membership]) -> None:
        self.by_place: dict[tuple[int, str], list[User]] = {}
        for held in memberships:
            self.by_place.setdefault((held.organization_id, held.role), []).append(held.user)

    def one(self, organization: Organization, role: Role, turn: int = 0) -> User:
        """The person of a role; where several share it they take turns."""
        people = self.by_place[organization.pk, role]
        return people[turn % len(people)]


def create_people(organizations: Iterable[Organization], rng: Random) -> Cast:
    """Create the sample people of ``organizations``; the password is hashed once for all.

    Raises ``BadRecords`` where somebody already signs in under one of their names.
    """
    places = [
        (username, role, organization)
        for organization in organizations
        for username, role in roles_in(organization)
    ]
    taken = User.objects.filter(username__in=[username for username, *_ in places]).first()
    if taken:
        raise BadRecords(f"The username {taken.username} is taken; the sample needs a portal without people.")
    names = ["".join(parts) for parts in product(SURNAMES, GIVEN)]
    rng.shuffle(names)
    password = make_password(PASSWORD)
    users = [
        User(
            username=username,
            name=name,
            email=f"{username}@example.org",
            password=password,
            is_sample=True,
        )
        for (username, _role, _organization), name in zip(places, names, strict=False)
    ]
    User.objects.bulk_create(users)
    memberships = [
        Membership(user=user, organization=organization, role=role)
        for user, (_username, role, organization) in zip(users, places, strict=True)
    ]
    note_many_opened(memberships=memberships)
    return Cast(Membership.objects.bulk_create(memberships))
