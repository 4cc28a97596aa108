"""The view of the work says what ``task_progress`` says, and its counts open just what they counted."""

import re
from decimal import Decimal
from typing import Any
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import reverse

from organizations.models import Organization
from targets.models import Target
from tasks.filings.task_progress import TaskProgress, task_progress_at
from tasks.models import Filing, ProgressEntry, Section, Task
from tests.conftest import SignIn
from tests.reports.markup import Page
from tests.reports.random_year import draw_year
from tests.world import World

COUNTS = ("completed", "started", "delayed", "not_started", "organizations", "approved", "submitted")
KEYS = ("completed", "in_progress", "delayed", "not_started", "asked", "approved", "waiting")
VIEWPOINTS = (("observer", "CNIPA"), ("lead", "44"), ("department_observer", "D-TFS"))


def cells(table: Any, row: Any) -> dict[str, Any]:
    """The cells of a row by the keys of their columns."""
    return dict(zip((head.key for head in table.heads), row.cells, strict=True))


def tasks_beneath(section: Section, tasks: list[Task]) -> list[Task]:
    return [
        task for task in tasks if task.section == section or task.section.path.startswith(f"{section.path}/")
    ]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("person", "code"), VIEWPOINTS)
def test_the_counts_of_a_section_are_the_sums_of_its_tasks(
    world: World, signed_in: SignIn, person: str, code: str, seed: int
) -> None:
    draw_year(world, seed)
    organization = Organization.objects.get(code=code)
    page = signed_in(person).get(reverse("reports:dashboard-work", args=[code])).context["page"]
    period = signed_in(person).get(reverse("reports:dashboard-work", args=[code])).context["question"].period
    tasks = list(Task.objects.select_related("section"))
    wanted = task_progress_at(organization, tasks, period)
    shown = {row.key.removeprefix("task-"): row for row in page.table("tasks").rows}
    kept = [task for task in tasks if str(task.pk) in shown]
    table = page.table("sections")
    for row in table.rows:
        section = Section.objects.get(pk=row.key.removeprefix("section-"))
        inside = tasks_beneath(section, kept)
        found = cells(table, row)
        assert (found["tasks"].value or 0) == len(inside)
        if inside:
            together = TaskProgress.together(wanted[task.pk] for task in inside)
            assert [found[key].value for key in KEYS] == [getattr(together, name) for name in COUNTS]
            sums = [sum(getattr(wanted[task.pk], name) for task in inside) for name in COUNTS]
            assert [found[key].value for key in KEYS] == sums
            percent = found["percent"].value
            assert (percent and percent.value) == together.percent_complete
    for task in kept:
        found = cells(page.table("tasks"), shown[str(task.pk)])
        assert [found[key].value for key in KEYS] == [getattr(wanted[task.pk], name) for name in COUNTS]


@pytest.mark.parametrize(("person", "code"), VIEWPOINTS)
def test_every_count_opens_just_what_it_counted(
    world: World, signed_in: SignIn, person: str, code: str
) -> None:
    draw_year(world, 1)
    client, address = signed_in(person), reverse("reports:dashboard-work", args=[code])
    followed = 0
    for query in ("", "?counting=submitted", f"?department={world.department.code}"):
        page = Page(client.get(address + query).content.decode())
        for link in page.all("a"):
            if "counted" not in link.classes:
                continue
            target, _hash, name = urljoin(address, link.attributes["href"]).partition("#")
            response = client.get(target)
            assert response.status_code == 200
            found = Page(response.content.decode()).rows(name) if name else listed(response)
            assert int(re.findall(r"\d+", link.text)[0]) == found, (link.text, target)
            followed += 1
    assert followed > 15


def listed(response: Any) -> int:
    count: int = response.context["page_obj"].paginator.count
    return count


def test_the_region_and_the_section_narrow_what_is_counted(world: World, signed_in: SignIn) -> None:
    draw_year(world, 2)
    client, address = signed_in("observer"), reverse("reports:dashboard-work", args=["CNIPA"])
    everything = client.get(address).context["page"].table("tasks")
    inside = client.get(address, {"region": "west"}).context["page"].table("tasks")
    asked = [cells(table, table.rows[0])["asked"].value for table in (everything, inside)]
    # Of the bureaus only 新疆生产建设兵团 lies in the west.
    assert asked[0] > asked[1] == 1
    other = world.pledge.section
    assert client.get(address, {"section": other.pk}).context["page"].table("tasks").rows == ()


def test_targets_are_counted_as_the_question_says(world: World, signed_in: SignIn) -> None:
    world.submit(world.filing(), value="120.5")
    client, address = signed_in("lead"), reverse("reports:dashboard-work", args=["44"])
    for query, value in (("", None), ("counting=submitted", Decimal("120.5"))):
        assert figure_of(client, f"{address}?{query}", world.pledge) == value
    world.approve(world.filing(world.neighbour), by=world.person("reviewer"), value="30")
    client, address = signed_in("observer"), reverse("reports:dashboard-work", args=["CNIPA"])
    for query, value in (("region=east", Decimal(30)), ("region=west", None)):
        assert figure_of(client, f"{address}?{query}", world.pledge) == value


def figure_of(client: Client, address: str, target: Target) -> Decimal | None:
    """What the view says of a target."""
    table = client.get(address).context["page"].table("targets")
    found = {row.key: cells(table, row)["figure"].value for row in table.rows}
    shown = found[f"target-{target.pk}"]
    return shown and shown.value


def test_what_does_not_apply_is_said(world: World, signed_in: SignIn) -> None:
    query = {"on": "2021-10-01", "outcome": "met", "region": "east", "since": "2021-09-01"}
    answer = signed_in("observer").get(reverse("reports:dashboard-work", args=["CNIPA"]), query)
    assert len(answer.context["limits"]) == 2
    assert all(said in answer.content.decode() for said in answer.context["limits"])


def test_a_list_of_answers_claims_no_outcome(world: World, signed_in: SignIn) -> None:
    for name in ("reports:dashboard-measures", "reports:dashboard-answers"):
        answer = signed_in("observer").get(reverse(name, args=["CNIPA"]), {"outcome": "met"})
        assert "Outcome" not in dict(answer.context["page"].facts)
        assert "Not asked of this view: Outcome." in answer.content.decode()


def delay(world: World, organization: Organization) -> Filing:
    """The organization's approved filing calls both measures of the local task delayed."""
    filing = world.approve(world.filing(organization))
    entry = filing.progress_entries.get(task=world.local_task)
    entry.measure_states.update(state="delayed")
    ProgressEntry.objects.filter(pk=entry.pk).update(problems="人员不足，进度滞后。" * 9)
    return filing


def test_a_delay_is_told_with_since_when_and_why(world: World, signed_in: SignIn) -> None:
    filing = delay(world, world.province)
    answer = signed_in("observer").get(reverse("reports:dashboard-work", args=["CNIPA"]))
    table = answer.context["page"].table("delayed")
    measure, province = (cells(table, row) for row in table.rows[:2])
    assert (measure["organizations"].value, province["since"].value) == (1, str(world.period))
    assert province["problems"].value == "人员不足，进度滞后。" * 9
    assert province["measure"].href.startswith(reverse("tasks:filing-detail", args=[filing.pk]))
    assert "人员不足，进度滞后。" * 9 in answer.content.decode()
    written = signed_in("observer").get(reverse("reports:dashboard-work", args=["CNIPA"]), {"format": "csv"})
    assert "人员不足，进度滞后。" * 9 in written.content.decode("utf-8-sig")


def test_a_department_reads_the_delays_of_its_tasks_in_the_stream(world: World, signed_in: SignIn) -> None:
    world.local_task.responsibilities.create(organization=world.department, role="support", basis="assigned")
    filing = delay(world, world.province)
    client = signed_in("department_observer")
    table = client.get(reverse("reports:dashboard-work", args=["D-TFS"])).context["page"].table("delayed")
    address = cells(table, table.rows[1])["measure"].href
    assert address.startswith(reverse("reports:dashboard-stream", args=["D-TFS"]))
    [line] = client.get(address).context["lines"]
    assert line.filing == filing
    assert client.get(reverse("reports:dashboard-work", args=["CNIPA"])).status_code == 404


@pytest.mark.parametrize("name", ["work", "measures", "answers"])
def test_what_does_not_fit_is_said_and_breaks_nothing(world: World, signed_in: SignIn, name: str) -> None:
    world.approve(world.filing())
    address = reverse(f"reports:dashboard-{name}", args=["CNIPA"])
    for parameter in ("task", "measure", "state", "show", "page", "period", "section", "format"):
        for value in ("§", "0" * 5000, "-1", "9" * 30, "\x00", "2021.5"):
            answer = signed_in("observer").get(address, {parameter: value})
            assert answer.status_code == (404 if parameter == "format" else 200)
    if name != "work":
        answer = signed_in("observer").get(address, {"task": "§"})
        assert listed(answer) == 0
        assert "Nothing is listed" in answer.content.decode()
