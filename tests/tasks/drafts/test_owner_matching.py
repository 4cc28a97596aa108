"""Who is meant by a printed name, and who may be."""

import pytest

from organizations.models import Organization
from sample.year.load import load_organizations
from tasks.drafts.owner_matching import OwnerMatcher
from tasks.models import Responsibility
from tests.factories import OrganizationFactory
from tests.work import calls_made

pytestmark = pytest.mark.django_db
LOCAL_BUREAUS = Responsibility.Collective.LOCAL_BUREAUS


@pytest.fixture
def matcher() -> OwnerMatcher:
    load_organizations()
    return OwnerMatcher(Organization.objects.all())


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("知识产权保护司", "D-BHS"),
        ("保护司", "D-BHS"),
        ("国家知识产权局专利局", "D-ZLJ"),
        ("专利局", "D-ZLJ"),
        ("国家知识产权局战略规划司", "D-ZLG"),
        ("运 用 促 进 司", "D-YYC"),
        ("联席会议办公室", "D-LXB"),
        ("广东省市场监督管理局（广东省知识产权局）", "44"),
        ("广东省知识产权局(省版权局)", "44"),
        ("国家知识产权局", "CNIPA"),
    ],
)
def test_an_organization_is_known_by_every_usual_form_of_its_name(
    matcher: OwnerMatcher, printed: str, code: str
) -> None:
    found = matcher.match(printed)
    assert isinstance(found, Organization)
    assert found.code == code


@pytest.mark.parametrize(
    "printed",
    [
        "各地方知识产权局",
        "各地方局",
        "各地知识产权局",
        "各有关地方知识产权局",
        "各省、自治区、直辖市知识产权局",
        "各省级知识产权局",
        "各地区知识产权管理部门",
        "各省（区、市）知识产权局",
        "各省、自治区、直辖市及计划单列市、新疆生产建设兵团知识产权局",
    ],
)
def test_every_local_bureau_is_meant_however_it_is_said(matcher: OwnerMatcher, printed: str) -> None:
    assert matcher.match(printed) == LOCAL_BUREAUS


@pytest.mark.parametrize("printed", ["各有关部门", "各市知识产权局", "天文台", "财政部", "各司局", ""])
def test_nobody_is_meant_where_nobody_is_known(matcher: OwnerMatcher, printed: str) -> None:
    assert matcher.match(printed) is None


def test_a_name_that_two_organizations_have_means_neither(matcher: OwnerMatcher) -> None:
    office = Organization.objects.get(code="CNIPA")
    OrganizationFactory(code="X-1", short_name="保护司", name="另一个保护司", parent=office)
    assert OwnerMatcher(Organization.objects.all()).match("保护司") is None


def test_the_likest_names_are_proposed_first(matcher: OwnerMatcher) -> None:
    found = matcher.proposals("知识产权运用司")
    assert found[0].organization.code == "D-YYC"
    assert len(found) <= 3
    assert found == sorted(found, key=lambda one: -one.score)


def test_the_work_of_knowing_organizations_grows_with_their_number_only() -> None:
    def calls(count: int) -> int:
        many = [
            Organization(
                code=f"C{number}",
                name=f"第{number}号县知识产权局",
                short_name=f"第{number}号县",
                path=number,
                pk=number + 1,
            )
            for number in range(count)
        ]
        return calls_made(lambda: OwnerMatcher(many).proposals("350号区知识产权局"))

    assert calls(3_200) < 12 * calls(400)


def test_nothing_is_proposed_for_a_name_like_no_other(matcher: OwnerMatcher) -> None:
    assert matcher.proposals("天文台") == []
