"""Who guides a task (指导) is named wherever owners are, and asked for nothing."""

import csv
import datetime as dt
from typing import Any

import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation

from organizations.models import Organization, User
from organizations.permissions import Role
from reports.actions.filed_texts import keep_filed_texts
from reports.dashboards.choices import departments_of
from reports.models import FiledText
from reports.overview import filings_beneath
from reports.overview import tasks_of as tasks_on_dashboard
from targets.goals.suggestions import reporters
from targets.models import Target
from tasks.actions import open_period
from tasks.actions.amend_task import MeasureEdit, amend_task
from tasks.actions.draft import Owner
from tasks.amendments.plan_statement import task_statement
from tasks.drafts.publication_preview import publication_preview
from tasks.errors import TransitionNotAllowed
from tasks.filings.task_progress import owned_by, task_progress, task_progress_at
from tasks.lines.answerers import Answerers, answerers_of
from tasks.lines.kinds import LINE_KINDS
from tasks.models import CaseStudy, Filing, OwnerRole, ProgressEntry, Responsibility, Task
from tasks.notices.reminders import outstanding
from tests.cases import at_year_end, submitted, tell_case
from tests.conftest import SignIn
from tests.factories import OrganizationFactory, ResponsibilityFactory
from tests.world import PASSWORD, World, member

PEOPLE = "张三（甲局）、李四"


@pytest.fixture
def guide(world: World) -> Organization:
    """A department that guides both tasks, and is named nowhere else."""
    department = OrganizationFactory(
        code="D-ZDS", name="国家知识产权局指导司", short_name="指导司", kind="department", parent=world.office
    )
    for task in (world.local_task, world.department_task):
        ResponsibilityFactory(task=task, organization=department, role=OwnerRole.GUIDE)
    Task.objects.update(people=PEOPLE)
    return Organization.objects.get(pk=department.pk)


@pytest.fixture
def person(guide: Organization) -> User:
    return member("of-the-guide", guide, Role.FILER, Role.LEAD)


def amended(world: World, task: Task, *owners: Owner, **changed: Any) -> Any:
    said: dict[str, Any] = {
        "title": task.title,
        "due_on": task.due_on,
        "measures": [MeasureEdit(measure.text, measure.pk) for measure in task.measures.all()],
        "seen": task_statement(Task.objects.get(pk=task.pk)),
        "reason": "职责调整。",
    }
    return amend_task(task=task, owners=owners, by=world.administrator, at=timezone.now(), **(said | changed))


# --- Asked for nothing --------------------------------------------------------------------------------


def test_a_guide_gets_no_filing(world: World, guide: Organization) -> None:
    assert [open_period(period=period) for period in (world.period, world.year_end)] == [0, 0]
    assert not Filing.objects.filter(organization=guide).exists()


def test_a_guide_answers_no_task(world: World, guide: Organization) -> None:
    asked = answerers_of([world.local_task, world.department_task])
    assert asked[world.local_task.pk] == Answerers(local_bureaus=True)
    assert asked[world.department_task.pk] == Answerers(frozenset({world.department.pk}))

    def held() -> list[bool]:
        return [
            bool(owned_by(guide, [world.local_task, world.department_task])),
            bool(tasks_on_dashboard(guide, world.guidance.pk)),
            filings_beneath(guide).exists(),
            guide in departments_of(world.guidance),
        ]

    assert held() == [False] * 4
    Responsibility.objects.filter(organization=guide).update(role=OwnerRole.SUPPORT)
    assert held() == [True] * 4


def test_bureaus_that_guide_together_are_not_asked(world: World) -> None:
    Target.objects.update(reported_by=Target.ReportedBy.RESPONSIBLE)
    Responsibility.objects.create(task=world.local_task, organization=world.department, role="support")

    def asked() -> list[bool]:
        return [
            answerers_of([world.local_task])[world.local_task.pk].local_bureaus,
            bool(LINE_KINDS["progress"].subjects_of(world.filing())),
            filings_beneath(world.department).exclude(organization=world.department).exists(),
            reporters(None, [world.local_task]) == Target.ReportedBy.LOCAL_BUREAUS,
        ]

    assert asked() == [True] * 4
    Responsibility.objects.filter(collective="local_bureaus").update(role=OwnerRole.GUIDE)
    world.local_task.refresh_from_db()
    assert asked() == [False] * 4


def test_publishing_asks_no_guide(world: World, guide: Organization) -> None:
    before = publication_preview(world.guidance).organizations
    Responsibility.objects.filter(organization=guide).update(role=OwnerRole.SUPPORT)
    assert publication_preview(world.guidance).organizations == before + 1


def test_a_guide_is_reminded_of_nothing(world: World, person: User) -> None:
    def reminded() -> set[int]:
        for period in (world.period, world.year_end):
            open_period(period=period)
        days = (dt.date(2021, 10, 1) + dt.timedelta(days=day) for day in range(90))
        return {notice.user_id for day in days for notice in outstanding(on=day, at=timezone.now())}

    before = reminded()
    assert world.filer.pk in before
    assert person.pk not in before
    Responsibility.objects.filter(role=OwnerRole.GUIDE).update(role=OwnerRole.SUPPORT)
    assert reminded() == before | {person.pk}


def test_a_guide_counts_no_answers_but_its_own(world: World, guide: Organization, person: User) -> None:
    world.approve(world.filing())
    tasks = [world.local_task, world.department_task]
    assert {progress.organizations for progress in task_progress_at(guide, tasks).values()} == {0}
    assert {progress.organizations for progress in task_progress(person, tasks).values()} == {0}
    office = task_progress_at(world.office, tasks)
    assert [office[task.pk].organizations for task in tasks] == [2, 1]


def test_a_guide_does_not_read_what_others_file(world: World, guide: Organization, person: User) -> None:
    """It sees the task, as all do; who answers for it sees the answers as well."""
    world.approve(world.filing())
    keep_filed_texts(filings=[world.filing().pk])
    with at_year_end():
        tell_case(world)
        submitted(world)
    kind = LINE_KINDS["progress"]
    counts = [
        lambda: ProgressEntry.objects.visible_to(person).filter(filing__organization=world.province).count(),
        lambda: CaseStudy.objects.visible_to(person).count(),
        lambda: FiledText.objects.visible_to(person).filter(task=world.local_task).count(),
        lambda: ProgressEntry.objects.filter(kind.owned_by([guide.pk]) | Q(pk=None)).count(),
    ]
    assert [count() for count in counts] == [0, 0, 0, 0]
    Responsibility.objects.filter(organization=guide).update(role=OwnerRole.SUPPORT)
    assert [count() > 0 for count in counts] == [True] * 4


def test_a_task_needs_somebody_besides_its_guide(world: World, guide: Organization) -> None:
    with pytest.raises(TransitionNotAllowed, match="Somebody answers"):
        amended(world, world.department_task, Owner(OwnerRole.GUIDE, guide))
    assert amended(world, world.department_task, Owner(OwnerRole.SUPPORT, guide))


def test_an_amendment_names_a_guide_and_concerns_others(world: World, guide: Organization) -> None:
    Responsibility.objects.filter(organization=guide).delete()
    lead = Owner(OwnerRole.LEAD, world.department)
    amendment = amended(world, world.department_task, Owner(OwnerRole.GUIDE, guide), lead, people="王五")
    assert list(amendment.affected.all()) == [world.department]
    assert {(change["before"], change["after"]) for change in amendment.changes} == {
        ("牵头 运用促进司", "牵头 运用促进司；指导 指导司"),
        (PEOPLE, "王五"),
    }
    assert not Filing.objects.filter(organization=guide).exists()
    again = amended(world, world.department_task, lead, Owner(OwnerRole.SUPPORT, guide))
    assert set(again.affected.all()) == {world.department, guide}
    assert Filing.objects.filter(organization=guide).count() == 2
    assert Task.objects.get(pk=world.department_task.pk).people == "王五"


# --- Named everywhere ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        lambda world: reverse("tasks:task-detail", args=[world.local_task.pk]),
        lambda _world: reverse("tasks:task-list"),
        lambda world: reverse("tasks:guidance-detail", args=[world.guidance.year]),
    ],
)
@pytest.mark.parametrize(
    ("language", "role", "people"), [("en", "Guide", "People in charge"), ("zh-hans", "指导", "责任人")]
)
def test_pages_name_the_guide_and_the_people(
    world: World, guide: Organization, signed_in: SignIn, address: Any, language: str, role: str, people: str
) -> None:
    client = signed_in("filer")
    client.cookies["django_language"] = language
    page = client.get(address(world)).content.decode()
    with translation.override(language):
        assert guide.display_name in page
    assert PEOPLE in page
    assert page.index(role, page.index("owners")) < page.index(people, page.index("owners"))


def test_who_amends_reads_the_guide_and_the_people(
    world: World, guide: Organization, signed_in: SignIn
) -> None:
    client, year = signed_in("administrator"), world.guidance.year
    chosen = client.get(reverse("tasks:amend-choose", args=[year])).content.decode()
    form = client.get(reverse("tasks:amend-task", args=[year, world.local_task.pk])).content.decode()
    assert all(name in page for page in (chosen, form) for name in (guide.display_name, PEOPLE))
    assert '<option value="guide" selected>' in form


def test_the_back_office_names_the_guide_and_the_people(
    world: World, guide: Organization, signed_in: SignIn
) -> None:
    address = reverse("admin:tasks_task_change", args=[world.local_task.pk])
    page = signed_in("administrator").get(address).content.decode()
    assert all(words in page for words in (str(guide), "Guide", PEOPLE))


def test_calls_name_the_guide_and_the_people(world: World, guide: Organization, signed_in: SignIn) -> None:
    found = signed_in("filer").get(reverse("api:task-detail", args=[world.department_task.pk])).json()
    assert [(owner["organization"], owner["role"]) for owner in found["responsibilities"]] == [
        ("D-TFS", "lead"),
        ("D-ZDS", "guide"),
    ]
    assert found["people"] == PEOPLE


@pytest.mark.parametrize("name", ["tasks:task-list", "api:task-list"])
def test_tasks_are_found_by_whom_they_name_and_in_which_role(
    world: World, guide: Organization, signed_in: SignIn, name: str
) -> None:
    ResponsibilityFactory(task=world.local_task, organization=world.department, role=OwnerRole.SUPPORT)
    client = signed_in("filer")

    def found(**query: str) -> list[int]:
        answer = client.get(reverse(name), query)
        if name.startswith("api"):
            return [row["id"] for row in answer.json()["results"]]
        return [task.pk for task, _standing in answer.context["rows"]]

    local, own = world.local_task.pk, world.department_task.pk
    assert found(responsible="D-ZDS") == [local, own]
    assert found(responsible="D-ZDS", role="guide") == [local, own]
    assert found(responsible="D-ZDS", role="lead") == []
    assert found(responsible="D-TFS") == [local, own]
    assert found(responsible="D-TFS", role="support") == [local]
    assert found(responsible="D-TFS", role="lead") == [own]
    assert found(role="guide") == [local, own]
    assert found(role="support") == [local]


def test_the_filters_offer_a_guide_for_tasks_and_not_for_lines(
    world: World, guide: Organization, signed_in: SignIn
) -> None:
    assert guide.display_name in signed_in("filer").get(reverse("tasks:task-list")).content.decode()
    client, address = signed_in("observer"), reverse("reports:dashboard-stream", args=["CNIPA"])
    assert guide.display_name not in client.get(address).content.decode()
    Responsibility.objects.filter(organization=guide).update(role=OwnerRole.SUPPORT)
    assert guide.display_name in client.get(address).content.decode()


def test_the_view_of_the_work_names_the_guide_and_the_people(
    world: World, guide: Organization, signed_in: SignIn
) -> None:
    client, address = signed_in("observer"), reverse("reports:dashboard-work", args=["CNIPA"])
    said = f"Lead: Utilization; Guide: {guide.display_name}; People in charge: {PEOPLE}"
    assert client.get(address).content.decode().count(said) == 1
    written = client.get(address, {"format": "csv", "table": "tasks"}).content.decode("utf-8-sig")
    tables = [line for line in csv.reader(written.splitlines()) if len(line) > 5]
    header, *rows = [line[-4:] for line in tables]
    assert header == [f"Responsible · {name}" for name in ("Lead", "Support", "Guide", "People in charge")]
    assert rows == [
        ["Every local bureau", "", guide.display_name, PEOPLE],
        ["Utilization", "", guide.display_name, PEOPLE],
    ]


def test_a_guide_may_sign_in_and_read_the_task(world: World, person: User, client: Any) -> None:
    assert client.login(username=person.username, password=PASSWORD)
    page = client.get(reverse("tasks:task-detail", args=[world.local_task.pk]))
    assert page.status_code == 200
    assert "Your organization reports on it" not in client.get(reverse("tasks:task-list")).content.decode()
