"""A page that sends a line again, because the answer was lost, is in no conflict with itself; others are."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tasks.models import LineRevision, ProgressEntry
from tests.conftest import SignIn
from tests.world import World

HTMX = {"HX-Request": "true"}
Send = Callable[..., Any]


@pytest.fixture
def send(world: World, signed_in: SignIn) -> Send:
    """``send("文字", page="a", turn=1)`` is one save of the province's line on its task."""
    url = reverse("tasks:line-edit", args=[world.filing().pk, "progress", world.local_task.pk])

    def sent(text: str, *, version: int = 0, by: str = "filer", **hidden: Any) -> HttpResponse:
        data = {"version": version, "achievements": text, **hidden}
        response: HttpResponse = signed_in(by).post(url, data, headers=HTMX)
        return response

    return sent


def saved(world: World) -> ProgressEntry:
    return world.filing().progress_entries.get()


def texts() -> list[str]:
    return [revision.content["achievements"] for revision in LineRevision.objects.order_by("version")]


def test_what_is_typed_after_a_lost_answer_is_saved(world: World, send: Send) -> None:
    send("甲", page="a1", turn=1)
    send("甲乙", page="a1", turn=2)
    response = send("甲乙丙", page="a1", turn=3)
    assert response.status_code == 200
    assert (saved(world).achievements, saved(world).version) == ("甲乙丙", 3)
    assert texts() == ["甲", "甲乙", "甲乙丙"]
    version = re.search(r'name="version" id="id_version"\s+value="(\d+)"', response.content.decode())
    assert version
    assert version[1] == "3"


def test_a_sending_that_arrives_late_never_replaces_a_newer_one(world: World, send: Send) -> None:
    send("甲乙", page="a1", turn=2)
    assert send("甲", page="a1", turn=1).status_code == 409
    assert saved(world).achievements == "甲乙"


def test_what_somebody_else_saved_between_two_sendings_stays_a_conflict(world: World, send: Send) -> None:
    send("甲", page="a1", turn=1)
    send("同事的文字", version=1, by="colleague", page="b2", turn=1)
    response = send("甲乙", page="a1", turn=2)
    assert response.status_code == 409
    assert "同事的文字" in response.content.decode()
    assert saved(world).achievements == "同事的文字"


def test_nobody_saves_over_another_by_the_name_of_their_page(world: World, send: Send) -> None:
    send("同事的文字", by="colleague", page="b2", turn=1)
    assert send("我的文字", page="b2", turn=2).status_code == 409
    assert saved(world).achievements == "同事的文字"


def test_two_windows_of_one_person_are_told_apart_in_the_right_words(world: World, send: Send) -> None:
    send("那边", page="a1", turn=1)
    response = send("这边", page="c3", turn=1)
    page = response.content.decode()
    assert response.status_code == 409
    assert "in another window" in page
    assert "Somebody else" not in page
    assert saved(world).achievements == "那边"


@pytest.mark.parametrize(
    "hidden",
    [
        {},
        {"page": ""},
        {"page": "a1"},
        {"page": "a1", "turn": "x"},
        {"page": "a1", "turn": "-1"},
        {"page": "a1", "turn": "9" * 30},
        {"page": "a1!", "turn": "2"},
        {"page": "a1" * 40, "turn": "2"},
    ],
)
def test_a_page_that_does_not_say_which_it_is_counts_as_another(
    world: World, send: Send, hidden: dict[str, str]
) -> None:
    send("甲", page="a1", turn=1)
    assert send("乙", **hidden).status_code == 409
    assert saved(world).achievements == "甲"


def test_the_same_words_from_an_old_version_are_no_conflict(world: World, send: Send) -> None:
    send("甲", page="a1", turn=1)
    assert send("甲", by="colleague").status_code == 200
    assert texts() == ["甲"]
