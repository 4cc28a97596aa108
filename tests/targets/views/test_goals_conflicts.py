"""What another decided on the goals of a draft since a page was opened is shown, not written over."""

import html

import pytest
from django.test import Client

from targets.models import Target
from tasks.models import Guidance
from tests.amending import carried, press, seen_on, send
from tests.conftest import SignIn
from tests.drafts import make_draft
from tests.targets.goals.goal_draft import TEXT, goal
from tests.targets.views.test_goals import CHECK, offers, page_of, sent, url
from tests.world import World


@pytest.fixture
def draft(world: World) -> Guidance:
    return make_draft(TEXT)


@pytest.fixture
def admin(signed_in: SignIn) -> Client:
    return signed_in("administrator")


# What another decided


def test_what_another_decided_on_a_goal_since_is_shown_and_not_written_over(
    world: World, admin: Client, draft: Guidance
) -> None:
    proposal = goal(draft, "质押")
    read = seen_on(admin, url("edit", proposal.pk))
    assert send(admin, url("edit", proposal.pk), sent(world, proposal)).status_code == 302
    late = sent(world, proposal, value="3300", text="改过的文字") | {"seen": read}
    for slip in ({}, {"value": "viele"}):
        response = admin.post(url("edit", proposal.pk), late | slip)
        page = page_of(response)
        assert response.status_code == 409
        assert "Corrected since you opened the page" in page
        assert "运用促进司（原文载明）</ins>" in page
        assert "改过的文字" in page
    assert draft.targets.get().value == 3200
    again = html.unescape(page.partition('name="seen" value="')[2].partition('"')[0])
    assert admin.post(url("edit", proposal.pk), late | {"seen": again}).status_code == 302
    assert draft.targets.get().value == 3300


@pytest.mark.parametrize("name", ["drop", "restore", "reopen", "split"])
def test_a_goal_that_another_decided_on_is_not_decided_on_unread(
    world: World, admin: Client, draft: Guidance, name: str
) -> None:
    proposal = goal(draft, "质押")
    read = seen_on(admin, url("edit", proposal.pk))
    send(admin, url("edit", proposal.pk), sent(world, proposal))
    response = admin.post(url(name, proposal.pk), {"seen": read})
    assert (response.status_code, "Nothing was done." in page_of(response)) == (409, True)
    assert draft.targets.count() == 1
    assert draft.proposed_goals.count() == 3
    proposal.refresh_from_db()
    assert not proposal.is_dropped


def test_a_goal_is_accepted_as_it_was_offered_or_shown_again(
    world: World, admin: Client, draft: Guidance
) -> None:
    proposal = goal(draft, "质押")
    action = url("accept", proposal.pk)
    read, all_read = carried(admin, CHECK, action), offers(admin)
    Target.objects.filter(pk=world.pledge.pk).update(responsible=world.office)
    response = admin.post(action, {"seen": read})
    assert (response.status_code, "Nothing was done." in page_of(response)) == (409, True)
    page = page_of(admin.post(url("accept-all"), {"offer": all_read}, follow=True))
    assert "1 goal is a target now." in page
    assert f'Not accepted: <a href="#goal-{proposal.pk}">' in page
    assert not draft.targets.filter(indicator=world.pledge.indicator).exists()
    assert press(admin, CHECK, action).status_code == 302
    assert draft.targets.get(indicator=world.pledge.indicator).responsible == world.office


@pytest.mark.parametrize("offer", ["", "x {}", "1", "1 []", '1 {"a":1}', "99999999 {}"])
def test_odd_offers_are_told_in_words_and_accept_nothing(admin: Client, draft: Guidance, offer: str) -> None:
    sent_offers = [offer] if offer else []
    page = page_of(admin.post(url("accept-all"), {"offer": sent_offers}, follow=True))
    assert "The page was incomplete." in page or "0 goals are targets now." in page
    assert not draft.targets.exists()


def test_a_goal_that_another_added_since_is_read_before_one_is_added(
    world: World, admin: Client, draft: Guidance
) -> None:
    section, read = draft.sections.get(title__contains="运用"), seen_on(admin, url("add"))
    clause = {"section": section.pk, "text": "专利转让次数超过40万次"}
    assert send(admin, url("add"), clause).status_code == 302
    response = admin.post(url("add"), clause | {"seen": read})
    assert response.status_code == 409
    assert "专利转让次数超过40万次</ins>" in page_of(response)
    assert draft.proposed_goals.count() == 4
