"""Large files of records: read by the worker, while a page shows how far it is."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from background.models import Job
from organizations.models import Membership, Organization, ReceivedRecords
from organizations.record_kinds import received, record_work
from organizations.record_kinds.jobs import work_on_records
from organizations.record_kinds.record_work import work_on
from tests.background.queue import QUEUE, work_off, worker
from tests.conftest import SignIn
from tests.organizations.views.large_records import killed_at, latest, name_of_guangdong
from tests.organizations.views.test_records import PEOPLE, TREE, bring, renamed, workbook
from tests.world import World

State = ReceivedRecords.State


@pytest.fixture
def client(world: World, signed_in: SignIn) -> Client:
    return signed_in("administrator")


@pytest.fixture(autouse=True)
def all_is_the_workers(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs wait in the database, and no file is small."""
    settings.TASKS = QUEUE
    monkeypatch.setattr(received, "READ_AT_ONCE", 0)
    monkeypatch.setattr(record_work, "TAKEN_AT_ONCE", 0)


# --- Reading ------------------------------------------------------------------------------------------
def test_a_large_file_is_read_by_the_worker_and_then_shown_as_any(client: Client) -> None:
    address = renamed(client)
    page = client.get(address)
    assert latest().state == State.OPENING
    assert latest().total > Organization.objects.count()
    assert 'hx-trigger="every 1s"' in page.text
    assert f'href="{address}"' in page.text
    assert "Being read" in client.get(TREE).text
    work_off()
    assert (latest().state, latest().order) == (State.READ, {})
    assert "1 row changes" in client.get(address).text
    assert name_of_guangdong() == "广东"


@pytest.mark.parametrize("limit", ["rows", "edited rows"])
def test_a_small_file_is_read_at_once(client: Client, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of few rows, of which few were edited."""
    renamed(client)
    rows = latest().total
    monkeypatch.setattr(received, "READ_AT_ONCE", rows)
    monkeypatch.setattr(received, "TRIED_AT_ONCE", 1)
    assert "1 row changes" in client.get(renamed(client)).text
    assert Job.objects.count() == 1
    if limit == "rows":
        monkeypatch.setattr(received, "READ_AT_ONCE", rows - 1)
    else:
        monkeypatch.setattr(received, "TRIED_AT_ONCE", 0)
    renamed(client)
    assert latest().state == State.OPENING
    assert Job.objects.of(work_on_records, latest().pk).exists()


def test_the_part_of_the_page_that_changes_comes_alone_until_the_page_is_loaded_anew(client: Client) -> None:
    address = renamed(client)
    part = client.get(address, headers={"hx-request": "true"})
    assert "<html" not in part.text
    assert 'id="records-state"' in part.text
    work_off()
    assert client.get(address, headers={"hx-request": "true"}).headers["HX-Refresh"] == "true"


def test_the_bar_says_how_many_rows_were_dealt_with(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step counts its own rows, and a page that asks in between shows them."""
    monkeypatch.setattr("organizations.record_kinds.rows_done.PAUSE", 0)
    address, seen = renamed(client), []
    update = record_work.RowsDone.update

    def noted(self: Any, **values: Any) -> None:
        update(self, **values)
        found = latest()
        seen.append((found.state, found.done, found.total))
        if found.done == 2:
            assert f'value="2" max="{found.total}"' in client.get(address).text

    monkeypatch.setattr(record_work.RowsDone, "update", noted)
    work_off()
    for state in (State.OPENING, State.COMPARING):
        counts = [done for found, done, _total in seen if found == state]
        total = next(total for found, _done, total in seen if found == state)
        assert counts == list(range(total + 1))
        assert total > Organization.objects.count()
    assert (State.TRYING, 0, 1) in seen


def test_a_file_that_cannot_be_read_says_why_and_leads_back(client: Client) -> None:
    address = bring(client, workbook(client, PEOPLE)).url
    work_off()
    page = client.get(address)
    assert latest().state == State.REFUSED
    assert "This is a file of other records" in page.text
    assert f'href="{TREE}"' in page.text
    assert "every 1s" not in page.text
    assert client.post(address, {"shown": "", "reason": "x"}).status_code == 200
    assert client.post(f"{address}discard/").status_code == 302
    assert not ReceivedRecords.objects.exists()


def test_too_many_edited_rows_are_refused_by_the_worker_too(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(received, "MOST_ROWS", 0)
    address = renamed(client)
    work_off()
    assert "at most 0 are taken in at once" in client.get(address).text


def test_a_file_let_go_while_it_is_read_is_gone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = renamed(client)
    monkeypatch.setattr("organizations.record_kinds.rows_done.PAUSE", 0)
    note = record_work.RowsDone.note

    def discarding(self: Any, done: int) -> None:
        if done == 2:
            assert client.post(f"{address}discard/").status_code == 302
        note(self, done)
        assert done <= 2

    monkeypatch.setattr(record_work.RowsDone, "note", discarding)
    assert work_off() == 1
    assert not ReceivedRecords.objects.exists()
    assert Job.objects.get().status == "SUCCESSFUL"
    renamed(client)
    client.post(reverse("records:discard", args=["organizations", latest().pk]))
    assert work_off() == 1
    assert not Job.objects.exclude(status="SUCCESSFUL").exists()


def test_a_worker_that_dies_loses_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes the job over reads the file anew; the one that was silent, and is not dead, ends."""
    address = renamed(client)
    claim = worker().take()
    assert claim is not None
    monkeypatch.setattr("organizations.record_kinds.rows_done.PAUSE", 0)

    killed_at(monkeypatch, record_work.RowsDone, "note")
    silent = latest()
    assert (silent.state, silent.rows) == (State.OPENING, [])
    Job.objects.get().lease.delete()
    assert work_off() == 1
    assert "1 row changes" in client.get(address).text
    before = ReceivedRecords.objects.values().get()
    work_on(silent)
    assert ReceivedRecords.objects.values().get() == before


def test_a_job_that_is_gone_can_be_let_go_on(client: Client) -> None:
    address = renamed(client)
    Job.objects.all().delete()
    page = client.get(address)
    assert page.context["progress"].is_lost
    assert "every 1s" not in page.text
    assert client.post(f"{address}go-on/").status_code == 302
    client.post(f"{address}go-on/")
    assert work_off() == 1
    assert "1 row changes" in client.get(address).text


def test_an_error_in_the_middle_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_work, "read_records", lambda *_given: 1 // 0)
    address = renamed(client)
    work_off()
    assert "An error ended the work in the middle." in client.get(address).text


def test_who_may_change_them_no_more_is_told_by_the_worker(client: Client, world: World) -> None:
    renamed(client)
    Membership.objects.filter(user=world.administrator).delete()
    work_off()
    assert (latest().state, latest().rows) == (State.REFUSED, [])


# --- Pages --------------------------------------------------------------------------------------------
def test_the_page_of_progress_is_its_bringers_alone(client: Client, world: World, signed_in: SignIn) -> None:
    address = renamed(client)
    office = world.administrator.memberships.get().organization
    Membership.objects.create(user=world.reviewer, organization=office, role="administrator")
    assert client.head(address).status_code == 200
    for name in ("reviewer", "filer"):
        other = signed_in(name)
        assert other.get(address).status_code == 404
        for action in ("go-on/", "discard/"):
            assert other.post(f"{address}{action}").status_code == 404
    assert signed_in("reviewer").get(TREE).status_code == 200
    bring(signed_in("reviewer"), workbook(client))
    assert ReceivedRecords.objects.count() == 2


def test_the_page_of_progress_costs_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = renamed(client)
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address, headers={"hx-request": "true"})
