"""The pages of material: what they show, what marks do there, and that nothing outside the scope is shown."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reports.models import FiledText, MaterialPick
from tasks.actions import reopen_filing
from tests.conftest import SignIn
from tests.reports.material.filed import approved
from tests.reports.material.told import approved_cases, picked, text_name
from tests.rows_read import rows_read
from tests.world import World

EVERY_PART = {"achievements", "next_steps", "note"}
LIST, FIGURES, BASKET = (reverse(f"reports:material-{name}") for name in ("list", "figures", "basket"))


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def shown(client: Client, address: str = LIST, **asked: str) -> list[str]:
    """The texts of the cards that a page shows."""
    return [card.text.text for card in client.get(address, asked).context["cards"]]


def marked(client: Client, item: str, follow: str = LIST) -> Any:
    return client.post(reverse("reports:material-pick"), {"item": item, "next": follow})


def test_a_card_says_whose_it_is_and_who_approved_it(world: World, signed_in: SignIn) -> None:
    filing = approved(world)
    answer = text_of(signed_in("reviewer").get(LIST))
    source = f"{world.province}, {world.period}, version 1, approved by reviewer on 2021-10-10"
    assert source in answer
    assert f"/filings/{filing.pk}/#line-progress-{world.local_task.pk}" in answer
    assert 'data-copy="已完成评估指引。' in answer


def test_words_are_marked_where_they_stand(world: World, signed_in: SignIn) -> None:
    approved(world)
    answer = signed_in("reviewer").get(LIST, {"words": "评估"})
    assert "已完成<mark>评估</mark>指引。" in answer.content.decode()
    assert shown(signed_in("reviewer"), words="pgzy") == ["已完成评估指引。"]
    assert shown(signed_in("reviewer"), words="评估 -指引") == []


def test_what_people_write_is_text_and_no_markup(world: World, signed_in: SignIn) -> None:
    approved(world)
    FiledText.objects.filter(part="achievements").update(text="<b>评估</b>", plain=" b 评估 b ")
    answer = signed_in("reviewer").get(LIST, {"words": "评估"}).content.decode()
    assert "&lt;b&gt;<mark>评估</mark>&lt;/b&gt;" in answer
    assert "<b>评估" not in answer


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ({}, {"achievements", "next_steps", "note"}),
        ({"part": "note"}, {"note"}),
        ({"region": "east"}, {"achievements", "next_steps", "note"}),
        ({"region": "west"}, set()),
        ({"name": "guangdong"}, {"achievements", "next_steps", "note"}),
        ({"name": "江苏"}, set()),
        ({"words": "评估", "part": "next_steps"}, set()),
    ],
)
def test_filters_narrow_what_is_found(
    world: World, signed_in: SignIn, asked: dict[str, str], parts: set[str]
) -> None:
    approved(world)
    cards = signed_in("reviewer").get(LIST, asked).context["cards"]
    assert {card.text.part for card in cards} == parts


@pytest.mark.parametrize(
    ("states", "asked", "is_found"),
    [
        (("completed", "completed"), "completed", True),
        (("completed", "delayed"), "completed", False),
        (("completed", "delayed"), "delayed", True),
        (("completed", "in_progress"), "delayed", False),
    ],
)
def test_texts_are_found_by_how_far_their_measures_are(
    world: World, signed_in: SignIn, states: tuple[str, ...], asked: str, is_found: bool
) -> None:
    entry = approved(world).progress_entries.get(task=world.local_task)
    entry.measure_states.all().delete()
    for order, state in enumerate(states, 91):
        measure = world.local_task.measures.create(order=order, text=f"举措{order}")
        entry.measure_states.create(measure=measure, state=state)
    cards = signed_in("reviewer").get(LIST, {"state": asked}).context["cards"]
    assert {card.text.part for card in cards} == (EVERY_PART if is_found else set())


def test_a_case_is_found_by_each_of_its_sections(world: World, signed_in: SignIn) -> None:
    (case,) = approved_cases(world)
    section = world.pledge.section
    case.section_links.create(section=section)
    client = signed_in("reviewer")
    for each in (section, world.local_task.section):
        assert case.text in shown(client, section=str(each.pk), part="case")


def test_twenty_stand_on_a_page_and_only_those_are_read(world: World, signed_in: SignIn) -> None:
    approved(world)
    text, client, counts = FiledText.objects.get(part="achievements"), signed_in("reviewer"), []
    for size in (40, 400):
        for number in range(FiledText.objects.count(), size):
            text.pk, text.subject_id = None, 10_000 + number
            text._state.adding = True
            text.save()
        client.get(LIST, {"words": "评估"})
        with rows_read() as counted:
            assert len(shown(client, words="评估")) == 20
        counts.append(counted["rows"])
    assert counts[0] == counts[1]


def test_what_is_reopened_is_shown_no_more(world: World, signed_in: SignIn) -> None:
    filing = approved(world)
    reopen_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="有误。", version=1)
    assert "Texts appear once a filing" in text_of(signed_in("reviewer").get(LIST))


def test_figures_stand_with_coverage_outcome_and_chart(world: World, signed_in: SignIn) -> None:
    approved(world)
    answer = signed_in("reviewer").get(FIGURES)
    said = text_of(answer)
    names = [card.target.indicator.display_name for card in answer.context["cards"]]
    assert world.pledge.indicator.display_name in names
    assert "official, 1 of" in said
    outcomes = {card.row.shown.outcome for card in answer.context["cards"]}
    for outcome in outcomes:
        cards = signed_in("reviewer").get(FIGURES, {"outcome": outcome}).context["cards"]
        assert {card.row.shown.outcome for card in cards} == {outcome}


def test_a_mark_leads_back_to_its_page_and_shows_who_marked(world: World, signed_in: SignIn) -> None:
    approved(world)
    name = text_name(FiledText.objects.get(part="achievements"))
    answer = marked(signed_in("reviewer"), name, follow=f"{LIST}?words=评估")
    assert answer["Location"].startswith(LIST)
    assert "Marked by reviewer" in text_of(signed_in("administrator").get(LIST))
    pick = MaterialPick.objects.get()
    signed_in("administrator").post(reverse("reports:material-unpick", args=[pick.pk]), {"next": LIST})
    assert "Marked by reviewer" not in text_of(signed_in("reviewer").get(LIST))


def test_a_mark_leads_to_no_foreign_page(world: World, signed_in: SignIn) -> None:
    answer = marked(signed_in("reviewer"), f"figure-{world.pledge.pk}", follow="https://example.org/")
    assert answer["Location"] == BASKET


@pytest.mark.parametrize("item", ["", "text-1-progress-1-problems", "figure-0", "nonsense"])
def test_nothing_else_is_marked(world: World, signed_in: SignIn, item: str) -> None:
    assert marked(signed_in("reviewer"), item).status_code == 404


def test_the_basket_has_notes_and_an_order_of_its_own(world: World, signed_in: SignIn) -> None:
    approved(world)
    first, second = (picked(f"{kind}-{world.pledge.pk}", world.reviewer) for kind in ("figure", "chart"))
    client = signed_in("administrator")
    client.post(reverse("reports:material-move", args=[second.pk]), {"way": "up"})
    client.post(reverse("reports:material-note", args=[first.pk]), {"note": "放在开头", "seen": ""})
    answer = client.get(BASKET)
    assert [pick.pick.pk for part in answer.context["sections"] for pick in part.marked] == [
        second.pk,
        first.pk,
    ]
    assert "放在开头" in text_of(answer)


def test_a_note_that_would_overwrite_another_is_said(world: World, signed_in: SignIn) -> None:
    pick = picked(f"figure-{world.pledge.pk}", world.reviewer)
    url = reverse("reports:material-note", args=[pick.pk])
    signed_in("reviewer").post(url, {"note": "甲", "seen": ""})
    answer = signed_in("administrator").post(url, {"note": "乙", "seen": ""}, follow=True)
    assert "Somebody has noted “甲” here meanwhile" in text_of(answer)


def test_only_editors_of_the_office_are_led_there(world: World, signed_in: SignIn) -> None:
    annual = reverse("reports:annual-list")
    seen = {
        name: LIST in signed_in(name).get(annual).content.decode()
        for name in ("reviewer", "administrator", "observer", "lead", "provincial_reviewer")
    }
    assert seen == {
        "reviewer": True,
        "administrator": True,
        "observer": False,
        "lead": False,
        "provincial_reviewer": False,
    }
