"""Correcting a draft by its pages: facts, sections, tasks, and starting over; no script runs here."""

import datetime as dt
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tasks.models import Guidance, Task, UnmatchedOwner
from tests import drafts
from tests.amending import press, seen_on, send
from tests.conftest import SignIn
from tests.drafts import YEAR, page_of, said, url
from tests.tasks.drafts.as_read import add_task, drop_owner, drop_task, join_section
from tests.world import World


@pytest.fixture
def admin(signed_in: SignIn) -> Client:
    return signed_in("administrator")


@pytest.fixture
def draft(world: World) -> Guidance:
    return drafts.make_draft()


# Facts


def facts(**changed: str) -> dict[str, str]:
    return {"title": "新标题", "year": "2030", "issuer": "国家知识产权局", **changed}


def test_facts_are_corrected(world: World, admin: Client, draft: Guidance) -> None:
    said_now = facts(report_due_on="2030-12-20", receiving_department=str(world.department.pk))
    response = send(admin, url("facts"), said_now)
    assert response["Location"] == url("check") + "#facts"
    draft.refresh_from_db()
    assert (draft.title, draft.report_due_on) == ("新标题", dt.date(2030, 12, 20))
    assert draft.receiving_department == world.department


@pytest.mark.parametrize(
    ("field", "value"), [("year", "2021"), ("year", "1"), ("report_due_on", "昨天"), ("title", "")]
)
def test_wrong_facts_are_said_at_their_field(admin: Client, draft: Guidance, field: str, value: str) -> None:
    response = send(admin, url("facts"), facts(**{field: value, "issuer": "某局"}))
    page = page_of(response)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert 'value="某局"' in page
    draft.refresh_from_db()
    assert draft.year == 2030


def test_a_corrected_year_moves_the_draft(admin: Client, draft: Guidance) -> None:
    response = send(admin, url("facts"), facts(year="2029"))
    assert response["Location"] == reverse("tasks:draft-check", args=[2029]) + "#facts"


# Sections


def test_the_heading_of_a_section_is_corrected(admin: Client, draft: Guidance) -> None:
    section = drafts.section_on(draft, "统计")
    assert admin.get(url("section", section.pk)).status_code == 200
    response = send(admin, url("section", section.pk), {"number": "（一）", "title": "统计监测"})
    assert response["Location"].endswith(f"#section-{section.pk}")
    section.refresh_from_db()
    assert section.title == "统计监测"


def test_too_long_a_heading_is_refused(admin: Client, draft: Guidance) -> None:
    section = drafts.section_on(draft, "统计")
    response = send(admin, url("section", section.pk), {"number": "一" * 21, "title": "保留"})
    assert response.status_code == 422
    assert 'value="保留"' in page_of(response)


def test_what_is_no_section_joins_the_one_before(admin: Client, draft: Guidance) -> None:
    count = draft.sections.count()
    section = drafts.section_on(draft, "服务")
    said(admin, press(admin, url("section", section.pk), url("section-join", section.pk)))
    assert draft.sections.count() == count - 1
    assert draft.tasks.count() == 3


def test_the_first_section_cannot_be_joined_and_the_page_says_so(admin: Client, draft: Guidance) -> None:
    first = draft.sections.order_by("order")[0]
    assert "no section before" in said(
        admin, press(admin, url("section", first.pk), url("section-join", first.pk))
    )


def test_a_section_is_split_at_a_sentence(admin: Client, draft: Guidance) -> None:
    section = drafts.section_on(draft, "指导思想")
    page = page_of(admin.get(url("section", section.pk)))
    at = re.search(r'name="split-at" value="(\d+)"', page)
    assert at
    data = {"split-at": at[1], "split-title": "基本原则", "split-number": "（二）"}
    said(admin, press(admin, url("section", section.pk), url("section-split", section.pk), **data))
    assert drafts.section_on(draft, "基本原则").order == section.order + 1


def test_a_split_without_a_place_asks_for_it(admin: Client, draft: Guidance) -> None:
    section = drafts.section_on(draft, "指导思想")
    response = admin.post(url("section-split", section.pk), {"split-at": "999", "split-title": "留着"})
    assert response.status_code == 422
    assert 'value="留着"' in page_of(response)


# Tasks


def test_a_section_becomes_a_task(admin: Client, draft: Guidance) -> None:
    section = drafts.section_on(draft, "指导思想")
    page = said(
        admin,
        press(
            admin, url("section", section.pk), url("task-add", section.pk), **{"task-title": "落实指导思想"}
        ),
    )
    assert "Nobody answers for these tasks" in page
    assert draft.tasks.filter(title="落实指导思想").exists()


def test_a_task_without_a_title_is_refused(admin: Client, draft: Guidance) -> None:
    section = drafts.section_on(draft, "指导思想")
    assert admin.post(url("task-add", section.pk), {"task-title": " "}).status_code == 422


def rows(*owners: tuple[str, str], initial: int = 0, **more: str) -> dict[str, str]:
    data = {"owners-TOTAL_FORMS": str(len(owners)), "owners-INITIAL_FORMS": str(initial)}
    for number, (who, role) in enumerate(owners):
        data |= {f"owners-{number}-who": who, f"owners-{number}-role": role}
    return data | more


def posted(client: Client, task: Task, **changed: Any) -> HttpResponse:
    owners = changed.pop("owners", rows())
    data = {"title": "统计监测", "due_on": "2030-06-30", "measures": "完善制度。\n\n 加强分析。 ", **changed}
    return send(client, url("task", task.pk), {**data, **owners})


def test_a_task_its_measures_and_its_owners_are_corrected(
    world: World, admin: Client, draft: Guidance
) -> None:
    task = drafts.task_on(draft, "统计")
    owners = rows(("广东", "lead"), ("Every local bureau", "support"), ("", "lead"))
    response = posted(admin, task, owners=owners)
    assert response["Location"].endswith(f"#task-{task.pk}")
    task.refresh_from_db()
    assert (task.title, task.due_on) == ("统计监测", dt.date(2030, 6, 30))
    assert [measure.text for measure in task.measures.all()] == ["完善制度。", "加强分析。"]
    assert {(row.owner_name, row.role) for row in task.responsibilities.all()} == {
        ("Guangdong", "lead"),
        ("Every local bureau", "support"),
    }


def test_a_guide_and_people_are_named(world: World, admin: Client, draft: Guidance) -> None:
    task = drafts.task_on(draft, "统计")
    owners = rows(("江苏", "guide"), ("广东", "lead"))
    assert posted(admin, task, owners=owners, people="张三（甲局）、李四").status_code == 302
    task.refresh_from_db()
    assert task.people == "张三（甲局）、李四"
    assert [(row.owner_name, row.role) for row in task.responsibilities.all()] == [
        ("Guangdong", "lead"),
        ("Jiangsu", "guide"),
    ]
    form = page_of(admin.get(url("task", task.pk)))
    assert 'value="张三（甲局）、李四"' in form
    assert '<option value="guide" selected>' in form
    card = page_of(admin.get(f"/guidances/{draft.year}/check/"))
    assert all(words in card for words in ("张三（甲局）、李四", "People in charge", "Guide"))


def test_an_owner_is_removed(world: World, admin: Client, draft: Guidance) -> None:
    task = drafts.task_on(draft, "运用")
    page = page_of(admin.get(url("task", task.pk)))
    assert 'name="owners-0-DELETE"' in page
    owners = rows((world.department.name, "lead"), initial=1, **{"owners-0-DELETE": "on"})
    assert posted(admin, task, owners=owners).status_code == 302
    assert not task.responsibilities.exists()


@pytest.mark.parametrize(
    ("owners", "sentence"),
    [
        (rows(("无此单位", "lead")), "is no known organization"),
        (rows(("广东", "lead"), ("广东知识产权局", "support")), "in another row already"),
        (rows(("广东", "chief")), "Select a valid choice"),
    ],
)
def test_wrong_owners_are_said_in_their_row_and_nothing_is_lost(
    world: World, admin: Client, draft: Guidance, owners: dict[str, str], sentence: str
) -> None:
    task = drafts.task_on(draft, "统计")
    response = posted(admin, task, owners=owners)
    page = page_of(response)
    assert response.status_code == 422
    assert sentence in page
    assert 'value="统计监测"' in page
    assert owners["owners-0-who"] in page
    task.refresh_from_db()
    assert task.title != "统计监测"


@pytest.mark.parametrize("field", ["title", "measures"])
def test_a_task_needs_a_title_and_a_measure(admin: Client, draft: Guidance, field: str) -> None:
    response = posted(admin, drafts.task_on(draft, "统计"), **{field: " "})
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page_of(response)


def test_a_task_is_split_joined_and_dropped(admin: Client, draft: Guidance) -> None:
    task = drafts.task_on(draft, "运用")
    said(
        admin, press(admin, url("task", task.pk), url("task-split", task.pk), **{"split-before_measure": "2"})
    )
    assert draft.tasks.count() == 4
    split = draft.tasks.get(order=task.order + 1)
    said(admin, press(admin, url("task", split.pk), url("task-join", split.pk)))
    assert draft.tasks.count() == 3
    said(admin, press(admin, url("task", task.pk), url("task-drop", task.pk)))
    assert draft.tasks.count() == 2


def test_a_split_without_a_measure_asks_for_it(admin: Client, draft: Guidance) -> None:
    task = drafts.task_on(draft, "运用")
    assert admin.post(url("task-split", task.pk)).status_code == 422


def test_the_first_task_of_a_section_cannot_be_joined_and_the_page_says_so(
    admin: Client, draft: Guidance
) -> None:
    task = drafts.task_on(draft, "统计")
    assert "first task of its section" in said(
        admin, press(admin, url("task", task.pk), url("task-join", task.pk))
    )


@pytest.mark.parametrize("name", ["task", "section"])
def test_what_belongs_to_another_guidance_is_not_found(
    world: World, admin: Client, draft: Guidance, name: str
) -> None:
    pk = world.local_task.pk if name == "task" else world.local_task.section_id
    assert admin.get(url(name, pk)).status_code == 404


# Starting over


def test_starting_over_asks_first_and_then_reads_again(world: World, admin: Client, draft: Guidance) -> None:
    drop_owner(guidance=draft, by=world.administrator, name="天文台")
    add_task(section=drafts.section_on(draft, "指导思想"), by=world.administrator, title="多余")
    assert "Every correction is lost" in page_of(admin.get(url("start-over")))
    assert draft.tasks.count() == 4
    said(admin, send(admin, url("start-over"), {}))
    assert draft.tasks.count() == 3
    assert UnmatchedOwner.objects.filter(name="天文台").count() == 2


def test_a_correction_of_a_guidance_published_meanwhile_changes_nothing(
    admin: Client, draft: Guidance
) -> None:
    task = drafts.task_on(draft, "统计")
    read = seen_on(admin, url("task", task.pk))
    Guidance.objects.filter(pk=draft.pk).update(status="published", published_at=timezone.now())
    sent = {"title": "统计监测", "measures": "完善制度。", "seen": read, **rows()}
    response = admin.post(url("task", task.pk), sent)
    page = page_of(response)
    assert (response.status_code, "统计监测" in page, "完善制度。" in page) == (409, True, True)
    assert f'href="{reverse("tasks:amend-choose", args=[YEAR])}"' in page
    task.refresh_from_db()
    assert task.title != "统计监测"
    joined = admin.post(url("task-join", task.pk), {"seen": read})
    assert joined["Location"] == reverse("tasks:guidance-detail", args=[YEAR])


@pytest.mark.parametrize("kind", ["task", "section"])
def test_what_was_typed_about_something_that_is_gone_is_shown(
    world: World, admin: Client, draft: Guidance, kind: str
) -> None:
    part = drafts.task_on(draft, "服务") if kind == "task" else drafts.section_on(draft, "服务")
    address = url(kind, part.pk)
    read = seen_on(admin, address)
    join_section(section=drafts.section_on(draft, "服务"), by=world.administrator)
    if kind == "task":
        drop_task(task=part, by=world.administrator)
    sent = {"title": "我写的标题", "number": "（三）", "measures": "完善制度。", "seen": read, **rows()}
    response = admin.post(address, sent)
    page = page_of(response)
    assert response.status_code == 409
    assert "Not in the draft any more" in page
    assert "我写的标题" in page
    assert f'href="{url("check")}"' in page
    assert admin.get(address).status_code == 404
