"""The pages that amend a guidance in force, in two steps, and those that tell what was amended."""

import datetime as dt
import html
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tasks.actions.amend_dates import amend_period
from tasks.actions.amend_task import add_task, withdraw_task
from tasks.actions.draft.owners import Owner
from tasks.amendments.plan_statement import task_statement, tasks_statement, window_statement
from tasks.models import Amendment, Filing, Responsibility, Task
from tests.amending import confirm, seen_on
from tests.conftest import SignIn
from tests.world import World

REASON = "机构改革后职责调整。"


@pytest.fixture
def administrator(signed_in: SignIn) -> Client:
    return signed_in("administrator")


def fields(task: Task, **changed: str) -> dict[str, str]:
    """What the form of a task sends as it stands."""
    rows = list(task.responsibilities.select_related("organization"))
    sent = {
        "title": task.title,
        "due_on": task.due_on.isoformat() if task.due_on else "",
        "new_measures": "",
        "reason": REASON,
        "owners-TOTAL_FORMS": str(len(rows) + 1),
        "owners-INITIAL_FORMS": str(len(rows)),
        f"owners-{len(rows)}-who": "",
        f"owners-{len(rows)}-role": "lead",
    }
    for measure in task.measures.all():
        sent[f"measure_{measure.pk}"] = measure.text
    for place, row in enumerate(rows):
        sent[f"owners-{place}-who"] = row.organization.name if row.organization else str(row.collective)
        sent[f"owners-{place}-role"] = row.role
    return sent | changed


def url(task: Task) -> str:
    return f"/guidances/2021/amend/tasks/{task.pk}/"


def content(response: Any) -> str:
    return str(response.content.decode())


# --- Two steps --------------------------------------------------------------------------------------


def test_one_sees_whom_it_concerns_before_it_is_saved(world: World, administrator: Client) -> None:
    world.approve(world.filing(world.neighbour))
    sent = fields(world.local_task, title="健全监测体系")
    html = content(administrator.post(url(world.local_task), sent))
    assert "Whom it concerns" in html
    assert '<dd class="num">3</dd>' in html  # three local bureaus
    assert '<dd class="num">5</dd>' in html  # their filings but the approved one
    assert not Amendment.objects.exists()
    world.local_task.refresh_from_db()
    assert world.local_task.title == "健全地方统计监测体系"
    response = confirm(administrator, url(world.local_task), sent)
    assert response["Location"] == "/guidances/2021/amendments/"
    assert Amendment.objects.get().reason == REASON


def test_one_may_go_back_and_change_something(world: World, administrator: Client) -> None:
    sent = fields(world.local_task, title="健全监测体系", edit="1")
    response = administrator.post(url(world.local_task), sent)
    assert response.status_code == 200
    assert 'value="健全监测体系"' in content(response)
    assert not Amendment.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Nothing is another than it was."),
        ({"title": "另一个", "reason": " "}, "Reason: This field is required."),
        ({"title": ""}, "Title: This field is required."),
        ({"owners-0-DELETE": "on"}, "Somebody answers for each task."),
    ],
)
def test_what_is_not_right_is_said_on_the_form(
    world: World, administrator: Client, changed: dict[str, str], said: str
) -> None:
    response = administrator.post(url(world.local_task), fields(world.local_task, **changed))
    assert response.status_code == 422
    assert said in content(response)
    assert not Amendment.objects.exists()


def test_a_measure_is_emptied_and_another_added(world: World, administrator: Client) -> None:
    first, second = world.department_task.measures.all()
    changed = {f"measure_{second.pk}": "", "new_measures": "发布指引\n开展评估。"}
    confirm(administrator, url(world.department_task), fields(world.department_task, **changed))
    texts = [measure.text for measure in world.department_task.measures.all()]
    assert texts == [first.text, "发布指引。", "开展评估。"]


def test_an_owner_is_added_by_name(world: World, administrator: Client) -> None:
    changed = {"owners-1-who": "江苏", "owners-1-role": "support"}
    confirm(administrator, url(world.department_task), fields(world.department_task, **changed))
    owners = world.department_task.responsibilities.values_list("organization__short_name", "role")
    assert set(owners) == {("运用促进司", "lead"), ("江苏", "support")}


def test_a_task_is_withdrawn_and_added(world: World, administrator: Client) -> None:
    confirm(administrator, f"{url(world.local_task)}withdraw/", {"reason": REASON})
    world.local_task.refresh_from_db()
    assert world.local_task.withdrawn_on == dt.date(2021, 10, 10)
    assert administrator.get(url(world.local_task)).status_code == 404
    sent = {
        "section": str(world.local_task.section_id),
        "title": "开展专项行动",
        "measures": "印发方案",
        "reason": REASON,
        "owners-TOTAL_FORMS": "1",
        "owners-INITIAL_FORMS": "0",
        "owners-0-who": Responsibility.Collective.LOCAL_BUREAUS.value,
        "owners-0-role": "lead",
    }
    confirm(administrator, "/guidances/2021/amend/tasks/add/", sent)
    assert Task.objects.get(title="开展专项行动").text == "印发方案。"


def test_dates_are_amended(world: World, administrator: Client) -> None:
    sent = {"report_due_on": "2021-12-20", "reason": REASON}
    confirm(administrator, "/guidances/2021/amend/facts/", sent)
    world.guidance.refresh_from_db()
    assert world.guidance.report_due_on == dt.date(2021, 12, 20)
    window = {"opens_on": "2021-10-01", "due_on": "2021-10-31", "reason": REASON}
    confirm(administrator, f"/guidances/2021/amend/periods/{world.period.pk}/", window)
    assert world.filing().due_on == dt.date(2021, 10, 31)
    assert Amendment.objects.count() == 2


# --- What others see --------------------------------------------------------------------------------


@pytest.fixture
def amended(world: World) -> World:
    """The local task is withdrawn, and one was added."""
    told: dict[str, Any] = {"by": world.administrator, "at": timezone.now(), "reason": REASON}
    withdraw_task(task=world.local_task, seen=task_statement(world.local_task), **told)
    add_task(
        section=world.local_task.section,
        title="开展专项行动",
        due_on=None,
        measures=["印发方案。"],
        owners=[Owner(role="lead", organization=world.department)],
        seen=tasks_statement(world.guidance),
        **told,
    )
    return world


def test_everybody_reads_what_was_amended_and_why(amended: World, signed_in: SignIn) -> None:
    client = signed_in("filer")
    html = content(client.get("/guidances/2021/amendments/"))
    assert html.count(REASON) == 2
    assert "Amend the guidance" not in html
    assert "Withdrawn" in html
    assert "印发方案。" in html


def test_pages_mark_what_was_amended(amended: World, signed_in: SignIn) -> None:
    client = signed_in("filer")
    document = content(client.get("/guidances/2021/"))
    assert "Withdrawn on 2021-10-10" in document
    assert "Added on 2021-10-10" in document
    listed = content(client.get("/tasks/"))
    assert "Withdrawn on 2021-10-10" in listed
    assert listed.index("开展专项行动") < listed.index("健全地方统计监测体系")
    assert REASON in content(client.get(f"/tasks/{amended.local_task.pk}/"))


def test_a_withdrawn_task_is_not_asked_for_in_drafts(amended: World, signed_in: SignIn) -> None:
    filing = Filing.objects.get(organization=amended.province, period=amended.period)
    html = content(signed_in("filer").get(f"/filings/{filing.pk}/"))
    assert "健全地方统计监测体系" not in html


# --- What was read ----------------------------------------------------------------------------------


def test_what_another_amended_since_is_shown_and_not_written_over(
    world: World, administrator: Client
) -> None:
    address, task = url(world.local_task), world.local_task
    read = seen_on(administrator, address)
    amend_period_of(world)
    confirm(administrator, address, fields(task, title="健全监测体系"))
    for step in ({}, {"confirm": "1"}):
        sent = fields(task, title="健全统计体系", seen=read, **step)
        response = administrator.post(address, sent)
        page = content(response)
        assert response.status_code == 409
        assert "was amended since you opened the page" in page
        assert re.search(r"<dt>标题</dt><dd>.*<del>.*地方统计</del>", page)
        assert f"{world.administrator} · " in page
        assert 'value="健全统计体系"' in page
    again = re.findall(r'name="seen" value="([^"]*)"', page)[0]
    administrator.post(address, fields(task, title="健全统计体系", seen=html.unescape(again), confirm="1"))
    task.refresh_from_db()
    assert task.title == "健全统计体系"


def test_a_confirmation_without_what_was_read_amends_nothing(world: World, administrator: Client) -> None:
    response = administrator.post(url(world.local_task), fields(world.local_task, title="别的", confirm="1"))
    assert response.status_code == 422
    assert not Amendment.objects.exists()


def test_a_window_that_another_moved_since_is_not_moved_again_unread(
    world: World, administrator: Client
) -> None:
    address = f"/guidances/2021/amend/periods/{world.period.pk}/"
    read = seen_on(administrator, address)
    amend_period_of(world)
    sent = {"opens_on": "2021-10-01", "due_on": "2021-11-05", "reason": REASON, "seen": read, "confirm": "1"}
    assert administrator.post(address, sent).status_code == 409
    assert world.filing().due_on == dt.date(2021, 10, 31)


def amend_period_of(world: World) -> None:
    """Another administrator moves the window of the third quarter."""
    amend_period(
        period=world.period,
        by=world.administrator,
        at=timezone.now(),
        reason=REASON,
        seen=window_statement(world.period),
        opens_on=dt.date(2021, 10, 1),
        due_on=dt.date(2021, 10, 31),
    )


def test_a_task_that_another_added_since_is_read_before_one_is_added(
    world: World, administrator: Client
) -> None:
    address = "/guidances/2021/amend/tasks/add/"
    read = seen_on(administrator, address)
    sent = {
        "section": world.local_task.section_id,
        "title": "开展专项行动",
        "measures": "印发方案。",
        "reason": REASON,
        "owners-TOTAL_FORMS": "1",
        "owners-INITIAL_FORMS": "0",
        "owners-0-who": "广东",
        "owners-0-role": "lead",
    }
    confirm(administrator, address, sent)
    assert Task.objects.filter(title="开展专项行动").count() == 1
    for step in ({}, {"confirm": "1"}, {"reason": ""}):
        response = administrator.post(address, sent | {"seen": read} | step)
        assert response.status_code == 409
        assert "开展专项行动</ins>" in content(response)
        assert f"{world.administrator} · " in content(response)
    assert Task.objects.filter(title="开展专项行动").count() == 1
