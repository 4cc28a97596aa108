"""The page that shows two guidances beside each other, and carrying over from the year before."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from organizations.models import Organization
from organizations.permissions import Role
from reading import read_document
from tasks.actions.draft.import_document import import_document
from tasks.actions.follow import Followed, follow_previous, would_follow
from tasks.comparison import Comparison, Kind, compare_guidances, counts
from tasks.errors import TransitionNotAllowed
from tasks.models import Basis, Guidance, Responsibility, Task, UnmatchedOwner
from tests.amending import seen_on, send
from tests.conftest import SignIn
from tests.factories import (
    GuidanceFactory,
    MeasureFactory,
    OrganizationFactory,
    ResponsibilityFactory,
    SectionFactory,
    TaskFactory,
)
from tests.world import World, member

HERE = Path(__file__).parent
DEPARTMENTS = ("办公室", "条法司", "战略规划司", "保护司", "运用促进司", "公共服务司", "国际合作司", "联席办")
LOCAL = Responsibility.Collective.LOCAL_BUREAUS
ASSIGNED = "完善知识产权运用促进政策"


def imported(name: str) -> Guidance:
    text = (HERE / name).read_text(encoding="utf-8")
    return import_document(
        document=read_document(text), by=None, at=timezone.now(), source_text=text, source_name=name
    ).guidance


@pytest.fixture
def office(db: None) -> Organization:
    return OrganizationFactory(code="CNIPA", short_name="国家局", kind="office")


@pytest.fixture
def old(office: Organization) -> Guidance:
    """The guidance of 2021 in force, with one duty that the office has assigned itself."""
    for name in DEPARTMENTS:
        OrganizationFactory(name=f"国家知识产权局{name}", short_name=name, kind="department", parent=office)
    OrganizationFactory(name="广东省知识产权局", kind="bureau", parent=office)
    guidance = imported("../../../fixtures/guidance_2021.txt")
    task = guidance.tasks.get(title=ASSIGNED)
    ResponsibilityFactory(task=task, collective=LOCAL, role="support", basis=Basis.ASSIGNED)
    guidance.status, guidance.published_at = Guidance.Status.PUBLISHED, timezone.now()
    guidance.save()
    return guidance


@pytest.fixture
def new(old: Guidance) -> Guidance:
    """The draft of the year after."""
    return imported("documents/guidance_2022.txt")


def of_kind(comparison: Comparison, kind: Kind) -> list[str]:
    changes = [change for change in comparison.changes if change.kind is kind]
    return [clause.text for change in changes for clause in [change.new or change.old] if clause]


# --- What is found ----------------------------------------------------------------------------------


def test_a_real_document_is_compared_as_a_person_would(old: Guidance, new: Guidance) -> None:
    comparison = compare_guidances(old, new)
    assert {kind.value: count for kind, count in counts(comparison.changes).items()} == {
        "kept": 61,
        "reworded": 12,
        "moved": 1,
        "new": 3,
        "dropped": 4,
    }
    assert of_kind(comparison, Kind.MOVED) == ["优化升级知识产权服务业集聚区。"]
    assert "出台完善知识产权市场化运营机制政策。" in of_kind(comparison, Kind.DROPPED)
    assert "组织第三方机构开展中期评估准备工作。" in of_kind(comparison, Kind.NEW)
    goals = next(change for change in comparison.changes if change.new and "16.5" in change.new.text)
    assert [mark.text for mark in goals.marks if mark.op != "equal"] == ["18.5", "16.5", "14", "13"]


def test_owners_and_dates_that_changed_are_found(old: Guidance, new: Guidance) -> None:
    found = {duty.new.title: duty for duty in compare_guidances(old, new).duties}
    assert len(found["深化知识产权国际合作"].left) == 1
    assert len(found["加强知识产权宏观政策研究（办公室、战略规划司）"].joined) == 1
    assert found["优化知识产权公共服务政策"].has_other_date


# --- The page ---------------------------------------------------------------------------------------


@pytest.fixture
def administrator(office: Organization) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    person = member("chief", office, Role.ADMINISTRATOR)
    client.force_login(person, backend="organizations.backends.RoleBackend")
    return client


def page(client: Client, **query: str) -> str:
    response = client.get("/guidances/2022/compare/2021/", query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_page_marks_words_and_counts(administrator: Client, new: Guidance) -> None:
    html = page(administrator)
    assert "<ins>" in html
    assert "<del>" in html
    assert "deleted:" in html
    assert "深度参与全球知识产权治理" not in html
    assert 'href="/guidances/2022/follow/"' in html


@pytest.mark.parametrize(
    ("show", "within", "without"),
    [
        ("all", "深度参与全球知识产权治理", "Nothing of this kind"),
        ("new", "组织第三方机构", "16.5"),
        ("dropped", "出台完善知识产权市场化运营机制政策", "组织第三方机构"),
        ("reworded", "16.5", "组织第三方机构"),
        ("moved", "优化升级知识产权服务业集聚区", "16.5"),
        ("owners", "深化知识产权国际合作", "16.5"),
        ("no such filter", "Nothing is listed", "16.5"),
    ],
)
def test_a_filter_shows_its_kind_alone(
    administrator: Client, new: Guidance, show: str, within: str, without: str
) -> None:
    html = page(administrator, show=show).replace("<wbr>", "")
    assert within in html
    assert without not in html


def test_the_page_tells_who_guides_now_and_the_people(
    administrator: Client, old: Guidance, new: Guidance
) -> None:
    compared = {"title": "深化知识产权国际合作"}
    task = new.tasks.get(**compared)
    kept = task.responsibilities.all()[0]
    task.responsibilities.filter(pk=kept.pk).update(role="guide")
    new.tasks.filter(pk=task.pk).update(people="张三（甲局）")
    html = page(administrator, show="owners")
    assert f"{kept.owner_name} guides now" in html
    assert '<ins lang="zh-Hans">张三（甲局）</ins>' in html


def test_a_later_or_missing_year_is_not_found(world: World, signed_in: SignIn) -> None:
    GuidanceFactory(year=2020)
    client = signed_in("administrator")
    assert client.get("/guidances/2021/compare/2020/").status_code == 200
    assert client.get("/guidances/2020/compare/2021/").status_code == 404
    assert client.get("/guidances/2021/compare/2021/").status_code == 404
    assert client.get("/guidances/2021/compare/1999/").status_code == 404


# --- Carrying over ----------------------------------------------------------------------------------


def owners(task: Task) -> set[tuple[str, str, str]]:
    return {(owner.owner_name, owner.role, owner.basis) for owner in task.responsibilities.all()}


def followed_by(**said: Any) -> Followed:
    """Carry over what would be carried over now."""
    said |= {"at": timezone.now()}
    return follow_previous(**said, seen=would_follow(**said).statement)


def test_what_the_office_assigned_is_carried_over_beside_what_stands(
    old: Guidance, new: Guidance, administrator: Client
) -> None:
    by = member("second", old.receiving_department or Organization.objects.first(), Role.ADMINISTRATOR)
    before = owners(new.tasks.get(title=ASSIGNED))
    followed = followed_by(guidance=new, previous=old, by=by)
    assert len(followed.owners) == 1
    assert owners(new.tasks.get(title=ASSIGNED)) == before | {
        (str(LOCAL.label), "support", Basis.ASSIGNED.value)
    }
    assert not followed_by(guidance=new, previous=old, by=by)


def test_a_task_without_owner_takes_over_those_of_last_year(world: World) -> None:
    task = next_year(world)
    followed_by(guidance=task.guidance, previous=world.guidance, by=world.administrator)
    assert [(owner.organization, owner.basis) for owner in task.responsibilities.all()] == [
        (world.department, Basis.ASSIGNED)
    ]


def test_a_task_with_a_guide_alone_takes_over_who_answered_last_year(world: World) -> None:
    task = next_year(world)
    other = OrganizationFactory(kind="department", parent=world.office, short_name="指导司")
    for guided in (task, world.department_task):
        ResponsibilityFactory(task=guided, organization=other, role="guide")
    followed_by(guidance=task.guidance, previous=world.guidance, by=world.administrator)
    assert [(owner.organization, owner.role) for owner in task.responsibilities.all()] == [
        (world.department, "lead"),
        (other, "guide"),
    ]


def test_a_printed_name_that_was_matched_last_year_is_matched_again(world: World) -> None:
    task = next_year(world)
    Task.objects.filter(pk=world.department_task.pk).update(as_printed="（促进运用部门负责）")
    UnmatchedOwner.objects.create(task=task, name="促进运用部门", role="lead")
    UnmatchedOwner.objects.create(task=task, name="别的部门", role="support")
    followed = would_follow(
        guidance=task.guidance, previous=world.guidance, by=world.administrator, at=timezone.now()
    )
    assert [str(carried.settles) for carried in followed.owners] == ["促进运用部门"]
    assert task.unmatched_owners.count() == 2
    followed_by(guidance=task.guidance, previous=world.guidance, by=world.administrator)
    assert [(owner.organization, owner.basis) for owner in task.responsibilities.all()] == [
        (world.department, Basis.STATED)
    ]
    assert [owner.name for owner in task.unmatched_owners.all()] == ["别的部门"]


def next_year(world: World) -> Task:
    """A draft of 2022 whose one task says what the department's task of 2021 says, and names nobody."""

    section = SectionFactory(guidance=GuidanceFactory(year=2022), path="三/六")
    task = TaskFactory(section=section, title=world.department_task.title, as_printed="")
    MeasureFactory(task=task, text="健全知识产权评估体系。")
    return task


def test_a_published_guidance_follows_nobody(world: World) -> None:
    with pytest.raises(TransitionNotAllowed):
        followed_by(guidance=world.guidance, previous=world.guidance, by=world.administrator)


def test_the_preview_changes_nothing_and_the_button_does(
    administrator: Client, old: Guidance, new: Guidance
) -> None:
    assert "1 owner" in administrator.get("/guidances/2022/follow/").content.decode()
    count = Responsibility.objects.count()
    response = send(administrator, "/guidances/2022/follow/", {})
    assert response.status_code == 302
    assert Responsibility.objects.count() == count + 1
    assert "Nothing to carry over" in administrator.get("/guidances/2022/follow/").content.decode()


def test_what_would_be_carried_over_is_not_carried_over_as_something_else(
    world: World, signed_in: SignIn
) -> None:
    administrator = signed_in("administrator")
    task, address = next_year(world), "/guidances/2022/follow/"
    read = seen_on(administrator, address)
    other = OrganizationFactory(kind="department", parent=world.office, short_name="新司")
    ResponsibilityFactory(task=world.department_task, organization=other, role="support")
    response = administrator.post(address, {"seen": read})
    assert (response.status_code, "新司</ins>" in response.content.decode()) == (409, True)
    assert not task.responsibilities.exists()
    assert send(administrator, address, {}).status_code == 302
    assert task.responsibilities.count() == 2
