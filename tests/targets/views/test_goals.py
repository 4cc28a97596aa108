"""The pages on which the goals of a draft become targets."""

import html
import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from targets.goals.plan_part import GoalsPart
from targets.models import Indicator, ProposedGoal, Target
from tasks.models import Guidance
from tests.amending import press, seen_on, send
from tests.conftest import SignIn
from tests.drafts import make_draft
from tests.targets.goals.goal_draft import TEXT, YEAR, goal, reach
from tests.targets.goals.goals_as_read import add_goal, drop_goal
from tests.world import World

# Both clauses say the same of what the clause before each speaks of.
TWICE = TEXT.replace(
    "知识产权服务机构达到500家。",
    "专利质押项目数量翻一番，达到500个。商标质押项目数量翻一番，达到500个。",
)


@pytest.fixture
def draft(world: World) -> Guidance:
    return make_draft(TEXT)


@pytest.fixture
def admin(signed_in: SignIn) -> Client:
    return signed_in("administrator")


CHECK = reverse("tasks:draft-check", args=[YEAR])


def url(name: str, *arguments: int) -> str:
    return reverse(f"targets:goal-{name}", args=[YEAR, *arguments])


def page_of(response: HttpResponseBase) -> str:
    return getattr(response, "content", b"").decode()


def offers(client: Client) -> list[str]:
    """What the page offers to accept at once."""
    found = re.findall(r'name="offer" value="([^"]*)"', client.get(CHECK).content.decode())
    return [html.unescape(offer) for offer in found]


def send_to(client: Client, proposal: ProposedGoal, name: str) -> HttpResponseBase:
    """Press a button about a goal, as somebody who has just opened its page."""
    answer: HttpResponseBase = client.post(
        url(name, proposal.pk), {"seen": seen_on(client, url("edit", proposal.pk))}
    )
    return answer


def sent(world: World, proposal: ProposedGoal, **changes: Any) -> dict[str, Any]:
    """What the form of a goal sends."""
    return {
        "section": proposal.section_id,
        "text": proposal.text,
        "indicator": world.pledge.indicator_id,
        "comparator": "at_least",
        "value": "0.32 万亿元",
        "tolerance": "",
        "baseline": "",
        "responsible": world.department.pk,
        "basis": "stated",
        "reported_by": "local_bureaus",
    } | changes


def test_the_panel_shows_each_goal_with_its_indicator(world: World, admin: Client, draft: Guidance) -> None:
    page = page_of(admin.get(reverse("tasks:draft-check", args=[YEAR])))
    for proposal in draft.proposed_goals.all():
        assert f'id="goal-{proposal.pk}"' in page
        assert f'href="#goal-{proposal.pk}"' in page
    assert "Pledge financing" in page
    assert "No indicator is known by this name." in page
    assert "as in 2021" in page


def test_a_goal_is_accepted_as_proposed_with_one_button(world: World, admin: Client, draft: Guidance) -> None:
    response = press(admin, CHECK, url("accept", goal(draft, "质押").pk))
    assert response.status_code == 302
    target = draft.targets.get()
    assert (target.value, target.indicator) == (3200, world.pledge.indicator)
    assert (target.responsible, target.reported_by) == (world.department, "local_bureaus")


def test_all_goals_with_the_very_name_are_accepted_at_once(
    world: World, admin: Client, draft: Guidance
) -> None:
    admin.post(url("accept-all"), {"offer": offers(admin)})
    values = draft.targets.order_by("order").values_list("indicator", "value")
    assert list(values) == [
        (world.cycle.indicator_id, Decimal("16.5")),
        (world.pledge.indicator_id, Decimal(3200)),
    ]
    assert GoalsPart().points(draft) == (2, 3)


def test_a_goal_without_an_indicator_cannot_be_accepted_unseen(
    world: World, admin: Client, draft: Guidance
) -> None:
    response = admin.post(url("accept", goal(draft, "服务").pk))
    assert response.status_code == 422
    assert 'name="new-name"' in page_of(response)
    assert not draft.targets.exists()


def test_the_form_converts_the_unit_and_writes_the_target(
    world: World, admin: Client, draft: Guidance
) -> None:
    proposal = goal(draft, "质押")
    response = send(admin, url("edit", proposal.pk), sent(world, proposal, baseline="2,480 亿元"))
    assert response["Location"].endswith(f"#goal-{proposal.pk}")
    target = draft.targets.get()
    assert (target.value, target.baseline) == (3200, 2480)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"value": "3200 家"}, "value", "The unit here is “100 million yuan”, not “家”."),
        ({"value": "viele"}, "value", "is not a number"),
        ({"value": ""}, "value", "“at least” needs a number."),
        ({"comparator": "qualitative"}, "value", "“qualitative” has no number: leave it empty."),
        ({"comparator": "all", "value": ""}, "comparator", "choose an indicator in percent"),
        ({"baseline": "5 个月"}, "baseline", "The unit here is “100 million yuan”, not “个月”."),
        ({"tolerance": "-1"}, "tolerance", "negative"),
        ({"responsible": ""}, "responsible", "This field is required."),
        ({"indicator": "999999"}, "indicator", "Select a valid choice"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_stays_typed(
    world: World, admin: Client, draft: Guidance, changes: dict[str, str], field: str, sentence: str
) -> None:
    proposal = goal(draft, "质押")
    response = send(admin, url("edit", proposal.pk), sent(world, proposal, text="改过的文字", **changes))
    page = page_of(response)
    assert response.status_code == 422
    assert sentence in page.replace("&#x27;", "'")
    assert f'id="id_{field}_error"' in page
    assert "改过的文字" in page
    assert not draft.targets.exists()


def test_a_level_of_one_department_is_not_asked_of_every_bureau(
    world: World, admin: Client, draft: Guidance
) -> None:
    proposal = goal(draft, "审查周期")
    changes = {"indicator": world.cycle.indicator_id, "value": "16.5", "reported_by": "local_bureaus"}
    page = page_of(send(admin, url("edit", proposal.pk), sent(world, proposal, **changes)))
    assert 'id="id_reported_by_error"' in page


NEW = {
    "indicator": "",
    "value": "500家",
    "new-name": "知识产权服务机构数量",
    "new-unit": "家",
    "new-decimals": "0",
    "new-form": "value",
    "new-over_organizations": "sum",
    "new-over_periods": "latest",
}


def test_a_new_indicator_is_described_on_the_same_page(world: World, admin: Client, draft: Guidance) -> None:
    proposal = goal(draft, "服务")
    assert send(admin, url("edit", proposal.pk), sent(world, proposal, **NEW)).status_code == 302
    indicator = draft.targets.get().indicator
    assert (indicator.code, indicator.name, indicator.scale) == ("goal-2022-1", "知识产权服务机构数量", 1)
    assert str(indicator) == "知识产权服务机构数量"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"new-name": ""}, "new-name", "This field is required."),
        ({"new-name": "发明专利审查周期"}, "new-name", "There is an indicator of this name already"),
        ({"new-form": "ratio", "new-over_organizations": "none"}, "new-numerator_name", "names of both"),
        ({"new-over_organizations": "weighted_mean"}, "new-over_organizations", "needs numerator"),
        ({"new-unit": "%"}, "value", "The unit here is “%”, not “家”."),
        ({"new-decimals": "9"}, "new-decimals", "At most six decimals."),
    ],
)
def test_what_is_wrong_with_a_new_indicator_is_said_at_its_field(
    world: World, admin: Client, draft: Guidance, changes: dict[str, str], field: str, sentence: str
) -> None:
    proposal, count = goal(draft, "服务"), Indicator.objects.count()
    response = send(admin, url("edit", proposal.pk), sent(world, proposal, **NEW | changes))
    page = page_of(response)
    assert response.status_code == 422
    assert sentence in page
    assert Indicator.objects.count() == count
    if field != "new-decimals":
        assert f'id="id_{field}_error"' in page


def test_everything_that_is_wrong_is_said_at_once(world: World, admin: Client, draft: Guidance) -> None:
    proposal = goal(draft, "服务")
    changes = NEW | {"new-name": "", "value": "500 个月"}
    page = page_of(send(admin, url("edit", proposal.pk), sent(world, proposal, **changes)))
    assert 'id="id_new-name_error"' in page
    assert 'id="id_value_error"' in page


def test_two_goals_for_one_indicator_are_refused_at_it(world: World, admin: Client, draft: Guidance) -> None:
    first, second = goal(draft, "质押"), goal(draft, "服务")
    send(admin, url("edit", first.pk), sent(world, first))
    page = page_of(send(admin, url("edit", second.pk), sent(world, second)))
    assert 'id="id_indicator_error"' in page
    assert send(admin, url("edit", first.pk), sent(world, first, value="3300")).status_code == 302
    assert draft.targets.get().value == 3300


def test_the_form_begins_with_what_stands_or_is_known(
    world: World, admin: Client, draft: Guidance, settings: Any
) -> None:
    reach(world, settings)
    proposal = goal(draft, "质押")
    page = page_of(admin.get(url("edit", proposal.pk)))
    assert 'value="0.32 万亿元"' in page
    assert 'value="2480"' in page
    assert "2 of 2" in page
    send(admin, url("edit", proposal.pk), sent(world, proposal, value="3300"))
    assert 'value="3300 亿元"' in page_of(admin.get(url("edit", proposal.pk)))
    assert 'value="知识产权服务机构"' in page_of(admin.get(url("edit", goal(draft, "服务").pk)))


def test_goals_are_dropped_restored_split_opened_and_added(
    world: World, admin: Client, draft: Guidance
) -> None:
    proposal = goal(draft, "质押")
    for name, is_dropped in (("drop", True), ("restore", False), ("reopen", False)):
        assert send_to(admin, proposal, name).status_code == 302
        proposal.refresh_from_db()
        assert proposal.is_dropped is is_dropped
    send_to(admin, proposal, "split")
    assert draft.proposed_goals.count() == 4
    section = draft.sections.get(title__contains="运用")
    response = send(admin, url("add"), {"section": section.pk, "text": "专利转让次数超过40万次"})
    added = draft.proposed_goals.get(value=40)
    assert response["Location"] == url("edit", added.pk)
    assert send(admin, url("add"), {"section": section.pk, "text": ""}).status_code == 422


def test_the_goals_of_another_draft_are_not_found(world: World, admin: Client, draft: Guidance) -> None:
    other = make_draft()
    assert (
        admin.get(reverse("targets:goal-edit", args=[other.year, goal(draft, "质押").pk])).status_code == 404
    )


def test_the_panel_asks_as_many_queries_however_many_goals_there_are(
    world: World, admin: Client, draft: Guidance, settings: Any
) -> None:
    reach(world, settings)
    address = reverse("tasks:draft-check", args=[YEAR])
    with CaptureQueriesContext(connection) as few:
        admin.get(address)
    section = draft.sections.get(title__contains="运用")
    for number in range(8):
        add_goal(
            guidance=draft, by=world.administrator, section=section, text=f"第{number}类专利转让超过40万次"
        )
    ProposedGoal.objects.update(indicator=world.growth.indicator)
    with CaptureQueriesContext(connection) as many:
        admin.get(address)
    assert len(many) <= len(few)


def test_nobody_else_reaches_the_goals(world: World, signed_in: SignIn, draft: Guidance) -> None:
    for person in ("filer", "reviewer", "observer"):
        assert signed_in(person).get(url("edit", goal(draft, "质押").pk)).status_code == 404
    assert not Target.objects.filter(guidance=draft).exists()


def marked(client: Client) -> list[tuple[str, str]]:
    """The goals of the same words that the document marks: what they speak of, and where they lead."""
    text = client.get(CHECK).content.decode().partition('id="document"')[2].partition("</article>")[0]
    goal = r'(..)质押项目数量翻一番，<a class="mark mark--goal" href="#goal-(\d+)"[^>]*>达到500个</a>'
    return re.findall(goal, text)


def test_goals_of_the_same_words_are_each_marked_where_they_stand(world: World, admin: Client) -> None:
    patents, trademarks = make_draft(TWICE).proposed_goals.filter(text="达到500个").order_by("order")
    assert (patents.name, trademarks.name) == ("专利质押项目数量", "商标质押项目数量")
    assert marked(admin) == [("专利", str(patents.pk)), ("商标", str(trademarks.pk))]
    drop_goal(proposal=patents, by=world.administrator)
    assert marked(admin) == [("商标", str(trademarks.pk))]
