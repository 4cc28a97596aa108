"""Settling what is open in a draft: several doubts at once, names as before, tasks of sections; no script."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organizations.models import Organization
from reading.cautions import GOAL_SHARED, caution
from tasks.models import Guidance, LearntOwner, SettledOwner, UnmatchedOwner
from tests import drafts
from tests.checked_drafts import checked_document, make_checked, place_of, table_read
from tests.conftest import SignIn
from tests.drafts import page_of, said, url
from tests.tasks.views.test_draft import answer
from tests.world import World


@pytest.fixture
def admin(signed_in: SignIn) -> Client:
    return signed_in("administrator")


@pytest.fixture
def draft(world: World) -> Guidance:
    return make_checked()


def page(client: Client, query: str = "") -> str:
    return page_of(client.get(url("check") + query))


def fields(html: str, form: str) -> list[str]:
    """The doubts that the forms with this address would send."""
    return re.findall(rf'action="{re.escape(form)}[^"]*".*?name="doubts" value="([\d,]*)"', html, re.DOTALL)


def test_every_doubt_leads_to_an_anchor_that_is_there_once(admin: Client, draft: Guidance) -> None:
    html = page(admin)
    addresses = re.findall(r'<a href="#([^"]+)">Show it', html)
    assert len(addresses) == draft.cautions.count()
    for address in re.findall(r'href="#([^"]+)"', html):
        assert html.count(f' id="{address}"') == 1, address


def test_every_card_and_every_printed_name_leads_to_its_words(admin: Client, draft: Guidance) -> None:
    html = page(admin)
    for task in draft.tasks.all():
        assert f'<a href="#note-{task.pk}" lang="zh-Hans">{task.title}</a>' in html
    for owner in UnmatchedOwner.objects.all():
        assert f'href="#name-{owner.pk}"' in html


def test_the_words_lead_back_to_the_doubt(admin: Client, draft: Guidance) -> None:
    caution = draft.cautions.get(message__contains="one number")
    words = f'id="words-caution-{caution.pk}" href="#caution-{caution.pk}"'
    assert re.search(rf"<a class=\"mark mark--doubt\" {words}[^>]*>组织夜间观测</a>", page(admin))


def test_a_goal_that_is_doubted_leads_to_the_goal_and_to_the_doubt(admin: Client, world: World) -> None:
    goal = "专利商标质押融资规模达到2600亿元"
    doubt = caution(GOAL_SHARED, section="二/二", text=goal, at=place_of(goal))
    draft = make_checked(checked_document(warnings=[doubt]))
    drafts.goal_on(draft)
    key = f"caution-{draft.cautions.get().pk}"
    words = page(admin).partition(f'id="words-{key}"')[2].partition("</p>")[0]
    assert 'href="#goal-' in words
    assert f'href="#{key}"' in words


def test_doubts_of_one_kind_are_settled_together_and_opened_again(admin: Client, draft: Guidance) -> None:
    [ids, *_others] = [ids for ids in fields(page(admin), url("doubts-settle")) if "," in ids]
    html = said(admin, admin.post(url("doubts-settle"), {"doubts": ids}))
    assert "Noted: you have looked at 2 doubts." in html
    kinds = set(draft.cautions.exclude(settled_at=None).values_list("message", flat=True))
    assert len(kinds) == 1
    assert "Open the last 2 again" in html
    [again] = fields(html, url("doubts-unsettle"))
    assert set(again.split(",")) == set(ids.split(","))
    assert "2 doubts are open again." in said(admin, admin.post(url("doubts-unsettle"), {"doubts": again}))
    assert not draft.cautions.exclude(settled_at=None).exists()


def test_the_doubts_of_a_choice_are_settled_together_and_the_choice_stays(
    admin: Client, draft: Guidance
) -> None:
    html = page(admin, "?certainty=unknown")
    whole = fields(html, url("doubts-settle"))[0]
    assert "doubts about the tasks chosen below" in html
    response = admin.post(url("doubts-settle") + "?certainty=unknown", {"doubts": whole})
    assert response["Location"] == f"{url('check')}?certainty=unknown#open-points"
    left = draft.cautions.filter(settled_at=None)
    assert {str(caution.pk) for caution in left}.isdisjoint(whole.split(","))


@pytest.mark.parametrize("sent", ["", "x", "1;2", "9" * 30, "-1", "²"])
def test_what_are_no_doubts_settles_nothing(admin: Client, draft: Guidance, sent: str) -> None:
    response = admin.post(url("doubts-settle"), {"doubts": sent})
    assert "you have looked at 0 doubts" in said(admin, response)


def test_a_count_opens_what_it_counted(admin: Client, draft: Guidance) -> None:
    html = page(admin)
    tabs = re.findall(r'href="(\?certainty=\w+)#recognised"[^>]*>\s*[^<]*<span class="count[^>]*>(\d+)', html)
    assert len(tabs) == 3
    assert sum(int(count) for _query, count in tabs) == draft.tasks.count()
    for query, count in tabs:
        shown = page(admin, query)
        assert shown.count('<article class="task-card') == int(count)
        assert f'href="{query}#recognised" aria-current="page"' in re.sub(r"\s+", " ", shown)


def test_an_address_with_another_word_shows_all(admin: Client, draft: Guidance) -> None:
    shown = page(admin, "?certainty=<b>")
    assert shown.count('<article class="task-card') == draft.tasks.count()


def test_each_card_says_how_certain_it_was_read(admin: Client, draft: Guidance) -> None:
    cards = page(admin).split('<article class="task-card')[1:]
    assert all('<span class="pill certainty' in card for card in cards)


def test_an_unread_table_is_said_at_its_place(admin: Client, draft: Guidance) -> None:
    html = page(admin)
    assert "This table was not read" in html
    document = html[html.index('id="document"') :]
    places = [document.index(words) for words in ("以下事项按表落实", "近海观测行动", "各单位按季度报送")]
    assert places == sorted(places)


def test_a_table_that_was_read_has_no_such_doubt(admin: Client, world: World) -> None:
    make_checked(checked_document(tables=[table_read(is_read=True)]))
    assert "This table was not read" not in page(admin)


# Names settled as before


def next_draft(text: str = "") -> Guidance:
    """The same document of the year after, beside the draft of 2030."""
    return drafts.make_draft((text or drafts.TEXT).replace("2030", "2031"))


def test_names_settled_as_before_say_so_and_are_opened_again(
    world: World, admin: Client, draft: Guidance
) -> None:
    answer(admin, "owner-match", "天文台", {"choice": "local_bureaus", "remember": "on"})
    following = next_draft()
    address = reverse("tasks:draft-check", args=[2031])
    html = page_of(admin.get(address))
    name = world.administrator.name
    assert f"as settled for 2030 by {name}" in html
    reopen = reverse("tasks:draft-owner-reopen", args=[2031])
    assert "“天文台” is open again." in said(admin, admin.post(reopen, {"name": "天文台"}))
    assert UnmatchedOwner.objects.filter(task__guidance=following, name="天文台").count() == 2
    assert LearntOwner.objects.in_use().exists()


def test_opening_again_and_forgetting_asks_again_in_the_next(
    world: World, admin: Client, draft: Guidance
) -> None:
    answer(admin, "owner-drop", "天文台", {"remember": "on"})
    next_draft()
    admin.post(reverse("tasks:draft-owner-reopen", args=[2031]), {"name": "天文台", "forget": "on"})
    assert LearntOwner.objects.get().forgotten_by == world.administrator


def test_a_name_settled_in_this_draft_is_opened_again(admin: Client, draft: Guidance) -> None:
    answer(admin, "owner-match", "海洋司", {"choice": "local_bureaus"})
    html = page(admin)
    assert "1 printed name settled" in html
    said(admin, admin.post(url("owner-reopen"), {"name": "海洋司"}))
    assert not SettledOwner.objects.exists()


def test_several_names_parted_as_documents_do_split_a_name(
    world: World, admin: Client, draft: Guidance
) -> None:
    typed = {"choice": "typed", "organization": "广东知识产权局、江苏", "remember": "on"}
    answer(admin, "owner-match", "海洋司", typed)
    owners = drafts.task_on(draft, "统计").responsibilities.values_list("organization__code", flat=True)
    assert set(owners) == {"44", "32"}


def test_a_collective_beside_others_is_refused(admin: Client, draft: Guidance) -> None:
    response = answer(admin, "owner-match", "海洋司", {"organization": "local_bureaus、江苏"})
    assert response.status_code == 422
    assert "one collective alone" in page_of(response)


def test_a_name_is_settled_in_one_task_alone(world: World, admin: Client, draft: Guidance) -> None:
    task = drafts.task_on(draft, "服务")
    answer(
        admin, "owner-match", "天文台", {"choice": "local_bureaus", "task": str(task.pk), "remember": "on"}
    )
    assert UnmatchedOwner.objects.filter(name="天文台").count() == 1
    assert not LearntOwner.objects.exists()


def test_an_organization_that_was_renamed_since_is_proposed_with_the_reason(
    world: World, admin: Client, draft: Guidance
) -> None:
    answer(admin, "owner-match", "天文台", {"choice": world.department.code, "remember": "on"})
    Organization.objects.filter(pk=world.department.pk).update(name="另一个司")
    next_draft()
    html = page_of(admin.get(reverse("tasks:draft-check", args=[2031])))
    assert "Organizations have changed since" in html
    form = html.partition('name="name" value="天文台"')[2].partition("</form>")[0]
    assert f'value="{world.department.code}"' in form


def test_what_was_learnt_is_listed_and_forgotten_in_the_back_office(
    world: World, admin: Client, draft: Guidance
) -> None:
    answer(admin, "owner-match", "天文台", {"choice": "local_bureaus", "remember": "on"})
    address = reverse("admin:tasks_learntowner_changelist")
    assert "天文台" in page_of(admin.get(address, {"meaning": "collective", "in_use": "yes"}))
    learnt = LearntOwner.objects.get()
    chosen: dict[str, Any] = {"action": "forget", "_selected_action": [learnt.pk]}
    assert "1 name is forgotten." in page_of(admin.post(address, chosen, follow=True))
    learnt.refresh_from_db()
    assert learnt.forgotten_by == world.administrator
    assert "天文台" not in page_of(admin.get(address, {"in_use": "yes"})).partition("result_list")[2]


# No task


def test_a_draft_without_a_task_offers_its_sections(admin: Client, draft: Guidance) -> None:
    draft.tasks.all().delete()
    html = page(admin)
    assert "No task was recognised" in html
    seen = html.partition('id="make-tasks"')[2].partition('name="seen" value="')[2].partition('">')[0]
    sections = re.findall(r'name="section" value="(\d+)" checked', html)
    assert len(sections) == draft.sections.filter(kind="section").count()
    response = admin.post(url("add-tasks"), {"seen": seen, "section": sections[:3]})
    assert response["Location"].endswith("#recognised")
    assert "3 tasks are made." in said(admin, response)
    assert draft.tasks.count() == 3


def test_tasks_made_meanwhile_are_not_made_twice(admin: Client, draft: Guidance) -> None:
    html = page(admin)
    assert 'id="make-tasks"' not in html
    response = admin.post(url("add-tasks"), {"section": [str(draft.sections.all()[1].pk)]})
    assert response.status_code == 422
