"""Two browsers that save, submit, hand over and withdraw at the same moment (design R1): whoever comes second
waits, and sees what the first did. All through the pages."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tasks.models import Filing, LineRevision, ProgressEntry
from tests.amending import seen_on
from tests.cases import TITLE, section_of, year_end_of
from tests.races import at_once, in_turn
from tests.stored_world import stored_world
from tests.world import World

HTMX = {"HX-Request": "true"}
TELLS_WHO_WAITS = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one transaction begin after another"
)
Act = Callable[[], HttpResponse]


@pytest.fixture
def busy_world(transactional_db: None, settings: Settings) -> World:
    """The small world with real transactions and a running clock."""
    settings.PORTAL_TODAY = dt.date(2021, 10, 10)
    return stored_world()


@pytest.fixture
def filled(busy_world: World) -> World:
    """A filing in which every line is answered."""
    busy_world.fill(busy_world.filing(), by=busy_world.filer)
    return busy_world


def browser(world: World, person: str) -> Client:
    client = Client()
    client.force_login(world.people[person], backend="organizations.backends.RoleBackend")
    return client


def save(world: World, text: str, *, by: str = "filer", kind: str = "progress", version: int = 0) -> Act:
    """Send the form of one line."""
    subject = {"progress": world.local_task, "measurement": world.pledge}[kind]
    address = reverse("tasks:line-edit", args=[world.filing().pk, kind, subject.pk])
    said = {"progress": {"achievements": text}, "measurement": {"value": "7"}}[kind]
    return partial(browser(world, by).post, address, {"version": version, "note": "", **said}, headers=HTMX)


def submit(world: World) -> Act:
    """Sign what the lead has just read."""
    client, filing = browser(world, "lead"), world.filing().pk
    seen = seen_on(client, reverse("tasks:filing-check", args=[filing]))
    return partial(client.post, reverse("tasks:filing-submit", args=[filing]), {"seen": seen})


def hand_over(world: World) -> Act:
    return partial(browser(world, "filer").post, reverse("tasks:filing-hand-over", args=[world.filing().pk]))


def withdraw(world: World) -> Act:
    address = reverse("tasks:filing-withdraw", args=[world.filing().pk])
    return partial(browser(world, "lead").post, address, {"version": world.filing().version})


def entry(world: World) -> ProgressEntry:
    return world.filing().progress_entries.get()


def statuses(answers: list[object]) -> list[int]:
    return [answer.status_code for answer in answers if isinstance(answer, HttpResponse)]


def submitted_texts(world: World) -> list[str]:
    """What the submitted versions say of the line."""
    lines = [line for kept in world.filing().snapshots.all() for line in kept.content["lines"]]
    return [line["achievements"] for line in lines if line["kind"] == "progress"]


# --- At the same moment -----------------------------------------------------------------------------


def test_of_two_browsers_on_one_line_one_saves_and_the_other_is_shown_it(busy_world: World) -> None:
    answers = at_once(save(busy_world, "甲的文字"), save(busy_world, "乙的文字", by="colleague"))
    assert sorted(statuses(answers)) == [200, 409]
    [refused] = [answer for answer in answers if getattr(answer, "status_code", 0) == 409]
    assert isinstance(refused, HttpResponse)
    assert entry(busy_world).achievements in refused.content.decode()
    assert (entry(busy_world).version, LineRevision.objects.count()) == (1, 1)


def test_two_browsers_on_two_lines_both_save(busy_world: World) -> None:
    answers = at_once(save(busy_world, "甲的文字"), save(busy_world, "", by="colleague", kind="measurement"))
    assert statuses(answers) == [200, 200]
    assert LineRevision.objects.count() == 2


def test_of_two_who_begin_the_same_case_one_saves_and_the_other_is_shown_it(
    busy_world: World, settings: Settings
) -> None:
    settings.PORTAL_TODAY = dt.date(2021, 11, 20)
    address = reverse("tasks:line-edit", args=[year_end_of(busy_world).pk, "case", 1])
    said = {"version": 0, "title": TITLE, "sections": [section_of(busy_world).path]}
    acts = [
        partial(browser(busy_world, person).post, address, said | {"text": person}, headers=HTMX)
        for person in ("filer", "colleague")
    ]
    assert sorted(statuses(at_once(*acts))) == [200, 409]
    case = year_end_of(busy_world).case_studies.get()
    assert (case.version, case.section_links.count()) == (1, 1)


# --- One in the middle of another -------------------------------------------------------------------


@TELLS_WHO_WAITS
@pytest.mark.parametrize("version", [0, 1])
def test_a_save_in_the_middle_of_another_waits_and_is_shown_it(busy_world: World, version: int) -> None:
    if version:
        save(busy_world, "旧文字")()
    answers = in_turn(
        save(busy_world, "甲的文字", version=version),
        save(busy_world, "乙的文字", by="colleague", version=version),
    )
    assert statuses(answers) == [200, 409]
    assert (entry(busy_world).achievements, entry(busy_world).version) == ("甲的文字", version + 1)


@TELLS_WHO_WAITS
def test_a_save_in_the_middle_of_a_submission_is_refused(filled: World) -> None:
    answers = in_turn(submit(filled), save(filled, "迟到的文字", version=1))
    assert statuses(answers) == [302, 409]
    assert filled.filing().status == Filing.Status.SUBMITTED
    assert submitted_texts(filled) == [entry(filled).achievements] == ["已完成评估指引。"]


@TELLS_WHO_WAITS
def test_a_submission_in_the_middle_of_a_save_signs_nothing_that_was_not_read(filled: World) -> None:
    answers = in_turn(save(filled, "刚写的文字", version=1), submit(filled))
    assert statuses(answers) == [200, 409]
    assert filled.filing().status == Filing.Status.DRAFT
    assert (entry(filled).achievements, submitted_texts(filled)) == ("刚写的文字", [])


@TELLS_WHO_WAITS
def test_a_save_in_the_middle_of_a_hand_over_ends_it(filled: World) -> None:
    answers = in_turn(hand_over(filled), save(filled, "又写的文字", version=1))
    assert statuses(answers) == [302, 200]
    assert not filled.filing().is_handed_over


@TELLS_WHO_WAITS
def test_a_hand_over_in_the_middle_of_a_save_hands_over_what_was_saved(filled: World) -> None:
    """An empty line cannot be handed over, so a hand-over that did not wait would have gone through."""
    answers = in_turn(save(filled, "", version=1), hand_over(filled))
    assert statuses(answers) == [200, 302]
    assert not filled.filing().is_handed_over


@TELLS_WHO_WAITS
def test_a_save_in_the_middle_of_a_withdrawal_is_in_the_draft_again(filled: World) -> None:
    submit(filled)()
    answers = in_turn(withdraw(filled), save(filled, "又写的文字", version=1))
    assert statuses(answers) == [302, 200]
    assert filled.filing().status == Filing.Status.DRAFT
    assert entry(filled).achievements == "又写的文字"
