"""What another corrected in a draft since a page was opened is shown, not written over (design R20)."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tasks.actions.periods import set_up_quarters
from tasks.models import Guidance, Task, UnmatchedOwner
from tests import drafts
from tests.amending import carried, press, seen_on, send
from tests.conftest import SignIn
from tests.drafts import page_of, url
from tests.tasks.views.test_correction import facts, rows
from tests.world import World


@pytest.fixture
def admin(signed_in: SignIn) -> Client:
    return signed_in("administrator")


@pytest.fixture
def draft(world: World) -> Guidance:
    return drafts.make_draft()


# What another corrected


def test_what_another_corrected_since_is_shown_and_not_written_over(admin: Client, draft: Guidance) -> None:
    task, section = drafts.task_on(draft, "统计"), drafts.section_on(draft, "统计")
    said_now = {
        url("task", task.pk): {"title": "改一", "measures": "完善制度。", **rows()},
        url("section", section.pk): {"number": "（一）", "title": "改一"},
        url("facts"): facts(title="改一"),
    }
    read = {address: seen_on(admin, address) for address in said_now}
    for address, sent in said_now.items():
        assert send(admin, address, sent).status_code == 302
    for address, sent in said_now.items():
        response = admin.post(address, sent | {"title": "改二", "seen": read[address]})
        page = page_of(response)
        assert response.status_code == 409
        assert "Somebody else has corrected this since you opened the page." in page
        assert re.search(r'<dl class="key-value amended" lang="zh-Hans">\s*<div><dt>.+</dt>', page)
        assert 'value="改二"' in page
        assert admin.post(address, sent | {"title": "改二"}).status_code == 422
        assert send(admin, address, sent | {"title": "改二"}).status_code == 302


DOORS: dict[str, tuple[str, str, dict[str, str]]] = {
    "section-join": ("section", "服务", {}),
    "section-split": ("section", "指导思想", {"split-at": "7", "split-title": "留着的标题"}),
    "task-add": ("section", "指导思想", {"task-title": "留着的标题"}),
    "task-join": ("task", "统计", {}),
    "task-split": ("task", "统计", {"split-before_measure": "2"}),
    "task-drop": ("task", "统计", {}),
}


@pytest.mark.parametrize("door", DOORS)
def test_what_another_corrected_since_is_neither_joined_nor_split_nor_dropped(
    admin: Client, draft: Guidance, door: str
) -> None:
    kind, words, sent = DOORS[door]
    part = (drafts.task_on if kind == "task" else drafts.section_on)(draft, words)
    page, action = url(kind, part.pk), url(door, part.pk)
    read = carried(admin, page, action)
    type(part).objects.filter(pk=part.pk).update(title="别人改的")
    before = (draft.sections.count(), draft.tasks.count())
    response = admin.post(action, {"seen": read, **sent})
    assert response.status_code == 409
    assert "Corrected since you opened the page" in page_of(response)
    assert "别人改的</ins>" in page_of(response)
    assert (draft.sections.count(), draft.tasks.count()) == before
    for typed in sent.values():
        assert f'value="{typed}"' in page_of(response)
    assert admin.post(action, sent).status_code in {302, 422}
    assert (draft.sections.count(), draft.tasks.count()) == before
    press(admin, page, action, **sent)
    assert (draft.sections.count(), draft.tasks.count()) != before or door == "task-join"


def test_a_printed_name_that_stands_elsewhere_by_now_is_shown_first(
    world: World, admin: Client, draft: Guidance
) -> None:
    read = seen_on(admin, url("check"))
    UnmatchedOwner.objects.filter(name="天文台", task=drafts.task_on(draft, "服务")).delete()
    for action in (url("owner-match"), url("owner-drop")):
        response = admin.post(action, {"name": "天文台", "choice": "44", "seen": read})
        panel = page_of(response).partition('id="open-points"')[2].partition('id="owners"')[0]
        assert response.status_code == 409
        assert "Corrected since you opened the page" in panel
        assert UnmatchedOwner.objects.filter(name="天文台").exists()
    now = seen_on(admin, url("check"))
    assert admin.post(url("owner-match"), {"name": "天文台", "choice": "44", "seen": now}).status_code == 302


@pytest.mark.parametrize("door", ["start-over", "discard"])
def test_what_another_corrected_since_is_not_thrown_away_unseen(
    admin: Client, draft: Guidance, door: str
) -> None:
    read, task = seen_on(admin, url(door)), drafts.task_on(draft, "统计")
    Task.objects.filter(pk=task.pk).update(title="别人改的")
    response = admin.post(url(door), {"seen": read})
    assert (response.status_code, "别人改的</ins>" in page_of(response)) == (409, True)
    assert draft.tasks.filter(title="别人改的").exists()
    assert send(admin, url(door), {}).status_code == 302
    assert not draft.tasks.filter(title="别人改的").exists()


def test_windows_that_another_set_since_are_not_written_over(admin: Client, draft: Guidance) -> None:
    address, read = url("periods"), seen_on(admin, url("periods"))
    sent = {"rhythm": "half_yearly", "days_to_file": "20", "seen": read, **rows_of_periods()}
    set_up_quarters(guidance=draft, by=None, at=timezone.now())
    for step in ({}, {"preview": "1"}, {"days_to_file": ""}):
        response = admin.post(address, sent | step)
        assert response.status_code == 409
        assert "Corrected since you opened the page" in page_of(response)
        assert draft.periods.count() == 4


def rows_of_periods() -> dict[str, str]:
    return {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"}


def test_a_form_that_is_not_right_shows_what_another_corrected_since(admin: Client, draft: Guidance) -> None:
    task = drafts.task_on(draft, "统计")
    read = seen_on(admin, url("task", task.pk))
    Task.objects.filter(pk=task.pk).update(title="别人改的")
    wrong: list[dict[str, str]] = [{"measures": ""}, rows(("无此单位", "lead"))]
    for slip in wrong:
        sent = {"title": "改二", "measures": "完善制度。", "seen": read, **rows(), **slip}
        response = admin.post(url("task", task.pk), sent)
        assert response.status_code == 409
        assert "别人改的</ins>" in page_of(response)
        assert 'value="改二"' in page_of(response)
