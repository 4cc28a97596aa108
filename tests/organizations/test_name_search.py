"""What lists show finds its rows, at every place where one filters or searches."""

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from organizations.models import Organization
from organizations.name_search import organizations_named, people_named
from organizations.planting import add_organizations
from organizations.records import OrganizationRecord
from organizations.regions import county_record
from tasks.filtersets import FilingFilter
from tasks.forms import owner
from tasks.models import Filing
from tasks.templatetags.drafts import organization_options
from tests.factories import OrganizationFactory

if TYPE_CHECKING:
    from tests.conftest import SignIn
    from tests.world import World

TYPED = ("广东保护中心", "广东省知识产权保护中心", "粤保中心", "gdbhzx", "44-1", "ＧＤ保护", "保护 广东")


@pytest.fixture
def centre(world: "World") -> Organization:
    return OrganizationFactory(
        code="44-1",
        name="广东省知识产权保护中心",
        short_name="广东保护中心",
        english_name="Guangdong IP Protection Center",
        aliases=["粤保中心"],
        kind="centre",
        parent=world.office,
    )


@pytest.mark.parametrize("text", [*TYPED[:3], "gdbhzx", "44-1", "保护 广东", "  PROTECTION　center "])
def test_an_organization_is_found_by_whatever_names_it(centre: Organization, text: str) -> None:
    assert list(organizations_named(text)) == [centre]


def test_people_are_found_by_name_user_name_and_pinyin(world: "World") -> None:
    world.filer.name = "张小雨"
    world.filer.save()
    for text in ("张小雨", "zxy", "zhangxiaoyu", "小雨", "ＦＩＬＥＲ 张"):
        assert list(people_named(text)) == [world.filer]


# --- Places -----------------------------------------------------------------------------------------

# Where one filters by organization: whose page, its address, and how Guangzhou and Jiangsu stand on it.
FILTERED = {
    "filings": ("reviewer", "tasks:filing-list", "Guangzhou", "Jiangsu"),
    "subordinates": ("provincial_reviewer", "tasks:subordinates", "Guangzhou", "Jiangsu"),
    "filings of the API": ("reviewer", "api:filing-list", '"440100"', '"32"'),
    "organizations of the API": ("reviewer", "api:organization-list", '"440100"', '"32"'),
}


@pytest.mark.parametrize("place", FILTERED)
@pytest.mark.parametrize("text", ["广州", "gz", "4401", "ＧＵＡＮＧzhou", "广州知识产权局"])
def test_lists_find_what_they_show(world: "World", signed_in: "SignIn", place: str, text: str) -> None:
    person, name, shown, other = FILTERED[place]
    page = signed_in(person).get(reverse(name), {"name": text, "period": ""}).content.decode()
    assert shown in page
    assert other not in page


def test_the_review_queue_and_a_departments_lines_find_what_they_show(
    world: "World", signed_in: "SignIn"
) -> None:
    for filing in (world.filing(), world.filing(world.neighbour)):
        world.submit(filing, by=world.lead if filing.organization == world.province else world.outsider)
    queue = signed_in("reviewer").get(reverse("tasks:review-queue"), {"name": "jiangsu 32"}).content.decode()
    assert "Jiangsu" in queue
    assert "Guangdong" not in queue
    lines = reverse("reports:dashboard-stream", args=[world.department.code])
    page = signed_in("department_filer").get(lines, {"name": "江苏知识产权局"}).content.decode()
    assert "Jiangsu" in page
    assert "Guangdong" not in page


@pytest.mark.parametrize("text", ["发明专利审查周期", "审查 周期", "fmzl", "EXAMINATION", "shencha"])
def test_targets_find_what_they_show(world: "World", signed_in: "SignIn", text: str) -> None:
    page = signed_in("observer").get(reverse("targets:target-list"), {"name": text}).content.decode()
    assert "Examination cycle" in page
    assert "Growth of beneficiary" not in page


@pytest.mark.parametrize("text", TYPED)
def test_the_back_office_finds_organizations_in_lists_and_in_fields(
    centre: Organization, signed_in: "SignIn", text: str
) -> None:
    client = signed_in("administrator")
    assert (
        "44-1"
        in client.get(reverse("admin:organizations_organization_changelist"), {"q": text}).content.decode()
    )
    asked = {
        "term": text,
        "app_label": "organizations",
        "model_name": "membership",
        "field_name": "organization",
    }
    answer = client.get(reverse("admin:autocomplete"), asked).json()
    assert [one["id"] for one in answer["results"]] == [str(centre.pk)]


@pytest.mark.parametrize(
    ("model", "text"),
    [
        *(("organizations_user", "ＦＩＬＥＲ"), ("organizations_accountevent", "filer")),
        *(("tasks_task", "　任务"), ("targets_indicator", "审查 周期")),
    ],
)
def test_every_list_of_the_back_office_bears_any_search(
    world: "World", signed_in: "SignIn", model: str, text: str
) -> None:
    client = signed_in("administrator")
    address = reverse(f"admin:{model}_changelist")
    for asked in (text, "", "（）", "a" * 5000, "'"):
        assert client.get(address, {"q": asked}).status_code == 200


# --- Owners of tasks --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [*TYPED[:3], "44-1", "　广东保护中心 ", "guangdong ip PROTECTION center"])
def test_an_owner_is_named_by_any_whole_name(centre: Organization, text: str) -> None:
    assert owner.named(text).organization == centre


@pytest.mark.parametrize("text", ["gdbhzx", "保护中心", "ＧＤ保护"])
def test_a_part_of_a_name_or_pinyin_only_proposes_an_owner(centre: Organization, text: str) -> None:
    with pytest.raises(ValidationError, match="may be Guangdong IP Protection Center"):
        owner.named(text)


def test_the_list_to_choose_owners_from_shows_what_finds_them(centre: Organization) -> None:
    with translation.override("zh-hans"):
        options = organization_options([centre])
    assert '<option value="广东省知识产权保护中心">广东保护中心 · 44-1 · gdbhzx</option>' in options


# --- Many -------------------------------------------------------------------------------------------


def counties(province: Organization, count: int) -> list[OrganizationRecord]:
    names = {"440100": "广东省广州市知识产权局", "44": province.name}
    return [county_record(f"4401{place:02}"[:6], f"东{place}县", names) for place in range(1, count + 1)]


def test_a_filter_asks_as_often_for_many_organizations_as_for_few(world: "World") -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(FilingFilter({"name": "guangzhou"}, queryset=Filing.objects.all()).qs)
        return len(captured)

    few = asked()
    add_organizations(records=counties(world.province, 60), at=timezone.now())
    assert asked() == few
