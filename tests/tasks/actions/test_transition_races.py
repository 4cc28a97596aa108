"""Two people at the same moment, in threads and transactions of their own (design R1, R3)."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tasks.actions import approve_filing, return_filing, save_line, submit_filing
from tasks.errors import ActionRefused, StaleLine
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, LineRevision
from tests.world import World, answers, make_world, seen_in


@pytest.fixture
def busy_world(transactional_db: None, settings: Settings) -> World:
    """The small world with real transactions and a running clock."""
    settings.PORTAL_TODAY = dt.date(2021, 10, 10)
    return make_world()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run every act in a thread of its own from the same moment; what each returned or refused with."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait(timeout=10)
        try:
            return act()
        except ActionRefused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_of_two_reviewers_at_once_one_wins_and_the_other_is_told(busy_world: World) -> None:
    filing = busy_world.submit(busy_world.filing())
    now = timezone.now()
    results = at_once(
        lambda: approve_filing(filing=filing, by=busy_world.reviewer, at=now, version=1),
        lambda: return_filing(
            filing=filing, by=busy_world.second_reviewer, at=now, reason="请核对", version=1
        ),
    )
    refused = [result for result in results if isinstance(result, ActionRefused)]
    decided = list(filing.events.exclude(action="submit").values_list("action", flat=True))
    assert len(refused) == 1
    assert len(decided) == 1
    assert busy_world.filing().status == {"approve": "approved", "return": "returned"}[decided[0]]


def test_of_two_edits_of_one_line_at_once_one_is_saved_and_the_other_is_shown_it(busy_world: World) -> None:
    kind = LINE_KINDS["progress"]

    def edit(text: str, person: str) -> Callable[[], object]:
        line = kind.lines_of(busy_world.filing())[0]
        return lambda: save_line(
            kind=kind,
            line=line,
            expected_version=0,
            content=answers(line) | {"achievements": text},
            by=busy_world.people[person],
            at=timezone.now(),
        )

    results = at_once(edit("甲的文字", "filer"), edit("乙的文字", "colleague"))
    stale = [result for result in results if isinstance(result, StaleLine)]
    saved = busy_world.filing().progress_entries.get()
    assert len(stale) == 1
    assert saved.version == 1
    assert stale[0].current.achievements == saved.achievements  # type: ignore[attr-defined]
    assert LineRevision.objects.count() == 1


def test_edits_of_different_lines_at_once_both_stand(busy_world: World) -> None:
    def edit(kind: str, person: str) -> Callable[[], object]:
        line = LINE_KINDS[kind].lines_of(busy_world.filing())[0]
        return lambda: save_line(
            kind=LINE_KINDS[kind],
            line=line,
            expected_version=0,
            content=answers(line),
            by=busy_world.people[person],
            at=timezone.now(),
        )

    results = at_once(edit("progress", "filer"), edit("measurement", "colleague"))
    assert not [result for result in results if isinstance(result, ActionRefused)]
    assert LineRevision.objects.count() == 2


def test_a_double_submission_at_once_leaves_one_version(busy_world: World) -> None:
    filing = busy_world.filing()
    busy_world.fill(filing, by=busy_world.filer)
    at_once(
        *[lambda: submit_filing(filing=filing, by=busy_world.lead, at=timezone.now(), seen=seen_in(filing))]
        * 2
    )
    stored = Filing.objects.get(pk=filing.pk)
    assert (stored.version, stored.events.count(), stored.snapshots.count()) == (1, 1, 1)


def test_of_two_pages_that_save_one_line_at_once_one_is_shown_what_the_other_saved(busy_world: World) -> None:
    """The page holds the filing while it saves, so that what it checks is what it writes over."""
    filing = busy_world.filing()
    address = reverse("tasks:line-edit", args=[filing.pk, "progress", busy_world.local_task.pk])

    def save(text: str, person: str) -> Callable[[], object]:
        client = Client()
        client.force_login(busy_world.people[person], backend="organizations.backends.RoleBackend")
        data = {"version": 0, "achievements": text, "note": ""}
        return lambda: client.post(address, data, headers={"HX-Request": "true"}).status_code

    statuses = at_once(save("甲的文字", "filer"), save("乙的文字", "colleague"))
    assert sorted(map(str, statuses)) == ["200", "409"]
    assert (busy_world.filing().progress_entries.get().version, LineRevision.objects.count()) == (1, 1)
