"""Why a goal is one, and the figures that were not offered: on the page on which a draft is checked."""

import html

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from reading.goals import reasons
from targets.models import FigureLeftOut, ProposedGoal
from tasks.actions.draft import start_over
from tasks.drafts.draft_statement import draft_statement
from tasks.models import Guidance
from tests.amending import send
from tests.conftest import SignIn
from tests.drafts import make_draft
from tests.world import World

TEXT = """年度工作指引（2022）

为推动发展，力争2022年有效发明专利达到5万件，制定本指引。

一、总体要求

（一）主要目标。质押融资规模达到100亿元。

二、工作任务

（一）运用工作。培育企业不少于20家，按投资额10%给予补助。（运用促进司负责）
"""
CHECK = reverse("tasks:draft-check", args=[2022])
ADD = reverse("targets:goal-add", args=[2022])


@pytest.fixture
def draft(world: World) -> Guidance:
    return make_draft(TEXT)


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in("administrator")


def page(client: Client, address: str = CHECK) -> str:
    return html.unescape(client.get(address).content.decode())


def test_every_goal_is_kept_in_its_section_with_the_reason(draft: Guidance) -> None:
    kept = draft.proposed_goals.order_by("order").values_list("section__path", "value", "reason")
    assert [(path, int(value), reason) for path, value, reason in kept] == [
        ("序言", 5, reasons.REACHES),
        ("一/一", 100, reasons.REACHES),
        ("二/一", 20, reasons.REACHES),
    ]


def test_the_page_says_why_each_goal_is_one(draft: Guidance, client: Client) -> None:
    assert page(client).count(reasons.REACHES) == 3


def test_the_page_lists_what_was_left_out_with_the_reason(draft: Guidance, client: Client) -> None:
    figure = FigureLeftOut.objects.get()
    text = page(client)
    assert (figure.text, figure.section.path) == ("按投资额10%给予补助", "二/一")
    assert figure.text in text
    assert reasons.RATE in text
    assert f"{ADD}?figure={figure.pk}" in text


def test_the_reasons_are_said_in_the_language_of_the_page(draft: Guidance) -> None:
    with translation.override("zh-hans"):
        assert FigureLeftOut.objects.get().why == "是支付或计算的比例。"


def test_a_figure_is_taken_as_a_goal_and_listed_no_longer(draft: Guidance, client: Client) -> None:
    figure = FigureLeftOut.objects.get()
    text = page(client, f"{ADD}?figure={figure.pk}")
    assert f">\n{figure.text}</textarea>" in text
    assert f'<option value="{figure.section_id}" selected>' in text
    send(client, ADD, {"section": figure.section_id, "text": figure.text})
    goal = ProposedGoal.objects.get(text=figure.text)
    assert (goal.section_id, goal.reason) == (figure.section_id, "")
    assert f"?figure={figure.pk}" not in page(client)
    goal.delete()
    assert f"?figure={figure.pk}" in page(client)


@pytest.mark.parametrize("asked", ["", "x", "-1", "9" * 30])
def test_what_is_no_figure_leaves_the_form_empty(draft: Guidance, client: Client, asked: str) -> None:
    assert client.get(f"{ADD}?figure={asked}").status_code == 200


def test_a_figure_of_no_draft_is_not_found(draft: Guidance, client: Client) -> None:
    assert client.get(f"{ADD}?figure=987654").status_code == 404


def test_reading_the_document_again_keeps_them_once(draft: Guidance, world: World) -> None:
    start_over(guidance=draft, by=world.administrator, at=timezone.now(), seen=draft_statement(draft))
    assert draft.figures_left_out.count() == 1
    assert draft.proposed_goals.count() == 3
