"""How the tasks of one section are told apart: by who leads them, those of earlier guidances too."""

import pytest
from django.urls import reverse

from reports.gathering.filings import Standpoint
from reports.tables.scope import TableScope
from tasks.models import Guidance, Task
from tasks.task_titles import owner_marks, unnumbered
from tests.conftest import SignIn
from tests.factories import ResponsibilityFactory, SectionFactory, TaskFactory
from tests.reports.tables.reading import table_records
from tests.reports.years import year_of
from tests.world import DAY, World


@pytest.mark.parametrize(
    ("tasks", "marks"),
    [
        ([("一", ["条法司"])], [""]),
        ([("一", ["条法司"]), ("二", ["保护司"])], ["", ""]),
        ([("一", ["条法司"]), ("一", ["条法司", "保护司"])], ["（条法司）", "（条法司、保护司）"]),
        ([("一", ["条法司"]), ("一", ["条法司"])], ["（条法司 1）", "（条法司 2）"]),
        ([("一", ["甲"]), ("一", ["乙"]), ("一", ["甲"])], ["（甲 1）", "（乙）", "（甲 2）"]),
        ([("一", ["甲", "乙", "丙"]), ("一", [])], ["（甲、乙等）", "（1）"]),
    ],
)
def test_tasks_of_a_section_are_marked_by_who_leads(
    tasks: list[tuple[str, list[str]]], marks: list[str]
) -> None:
    assert owner_marks(tasks) == marks


@pytest.mark.parametrize(
    ("title", "heading", "stem"),
    [
        ("统计监测（1）", "统计监测", "统计监测"),
        ("统计监测（12）", "", "统计监测"),
        ("统计监测", "统计监测", None),
        ("修订办法（2021）", "", None),
        ("修订目录（1）", "目录与清单", None),
        ("统计监测（条法司）", "统计监测", None),
    ],
)
def test_only_the_portals_own_number_is_taken_for_one(title: str, heading: str, stem: str | None) -> None:
    assert unnumbered(title, heading) == stem


@pytest.fixture
def numbered(world: World) -> tuple[Task, Task]:
    """Two tasks of one section, as they were published before: by number."""
    section = SectionFactory(guidance=world.guidance, number="（七）", title="统计监测", path="三/七")
    first, second = (TaskFactory(section=section, title=f"统计监测（{place}）") for place in (1, 2))
    ResponsibilityFactory(task=first, organization=world.department)
    ResponsibilityFactory(task=second, collective="local_bureaus", organization=None)
    return first, second


def test_tasks_published_by_number_are_shown_by_who_leads(
    world: World, numbered: tuple[Task, Task], signed_in: SignIn
) -> None:
    shown = [task.display_title for task in numbered]
    assert shown == [f"统计监测（{world.department.short_name}）", "统计监测（各地方知识产权局）"]
    client = signed_in("filer")
    for page in (
        reverse("tasks:task-list"),
        reverse("tasks:task-detail", args=[numbered[1].pk]),
        reverse("reports:dashboard-task", args=[world.province.code, numbered[1].pk]),
        reverse("tasks:filing-detail", args=[world.filing().pk]),
        reverse("api:task-list"),
    ):
        text = client.get(page).content.decode()
        assert shown[1] in text, page
        assert "统计监测（2）" not in text, page


def test_the_reports_tasks_are_shown_by_who_leads(world: World, numbered: tuple[Task, Task]) -> None:
    rows = table_records(TableScope(world.guidance, world.office, Standpoint(DAY)), "task_standings")
    told = {task["task"] for task in rows} | {
        task.title.zh for task in year_of(world.guidance, world.office).tasks
    }
    assert told >= {task.display_title for task in numbered}


def test_what_was_published_and_signed_stays_as_it_is_written(
    world: World, numbered: tuple[Task, Task]
) -> None:
    assert Task.objects.get(pk=numbered[0].pk).title == "统计监测（1）"
    assert not Guidance.objects.get(pk=world.guidance.pk).amendments.exists()


def test_a_task_that_nobody_answers_for_keeps_its_number(world: World, numbered: tuple[Task, Task]) -> None:
    numbered[0].responsibilities.all().delete()
    assert numbered[0].display_title == "统计监测（1）"


def test_a_task_is_not_called_after_who_guides_it(world: World, numbered: tuple[Task, Task]) -> None:
    numbered[1].responsibilities.update(role="support")
    ResponsibilityFactory(task=numbered[1], organization=world.department, role="guide")
    assert numbered[1].display_title == "统计监测（各地方知识产权局）"
    numbered[0].responsibilities.update(role="guide")
    assert numbered[0].display_title == "统计监测（1）"
