"""Large files of records: read and taken over by the worker, while a page shows how far it is."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from background.models import Job
from organizations.models import Membership, Organization, OrganizationEvent, ReceivedRecords, User
from organizations.record_kinds import received, record_work
from organizations.record_kinds.jobs import work_on_records
from organizations.record_kinds.record_work import work_on
from tests.background.queue import QUEUE, work_off, worker
from tests.conftest import SignIn
from tests.organizations.record_kinds.there_and_back import Sheet, edited
from tests.organizations.views.test_records import PEOPLE, TREE, bring, renamed, shown, workbook
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


def latest() -> ReceivedRecords:
    return ReceivedRecords.objects.latest("pk")


def name_of_guangdong() -> str:
    return Organization.objects.get(code="44").short_name


def ordered(client: Client) -> str:
    """The address of a file that renames Guangdong, read, and ordered to be taken over."""
    address = renamed(client)
    work_off()
    assert client.post(address, shown(client, address)).status_code == 302
    assert latest().state == State.TAKING
    return address


def killed_at(monkeypatch: pytest.MonkeyPatch, target: object, name: str) -> None:
    """Work on the file that ends in the middle, as that of a worker that is killed."""

    def die(*_given: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(target, name, die)
        with pytest.raises(KeyboardInterrupt):
            work_on(latest())


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


# --- Taking over --------------------------------------------------------------------------------------
def test_many_rows_are_taken_over_by_the_worker_with_what_was_decided(client: Client, world: World) -> None:
    address = ordered(client)
    page = client.get(address)
    assert "Being taken over" in page.text
    assert 'value="0" max="1"' in page.text
    assert name_of_guangdong() == "广东"
    work_off()
    assert name_of_guangdong() == "粤"
    event = OrganizationEvent.objects.get()
    assert (event.reason, event.by) == ("改革", world.administrator)
    assert "Rows that were added: 0; changed: 1." in client.get(address).text
    assert (latest().rows, latest().order, latest().state) == ([], {}, State.READ)
    assert latest().applied_by == world.administrator


def test_what_was_not_shown_is_not_taken_over_by_the_worker(client: Client) -> None:
    """The page comes back with what the file comes to now, and with what the person had decided."""
    address = ordered(client)
    Organization.objects.filter(code="44").update(short_name="南粤")
    work_off()
    page = client.get(address)
    assert "the portal has changed since this page was made" in page.text
    assert page.context["form"]["reason"].value() == "改革"
    assert name_of_guangdong() == "南粤"
    assert client.post(address, shown(client, address) | {"row-7": "mine"}).status_code == 302
    work_off()
    assert name_of_guangdong() == "粤"


def test_the_good_rows_alone_are_taken_over_by_the_worker(client: Client) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.put("44", short_name="粤")
        sheet.put("32", parent="nowhere")

    address = bring(client, edited(workbook(client), edit)).url
    work_off()
    client.post(address, shown(client, address))
    work_off()
    assert "rows have errors" in client.get(address).text
    client.post(address, shown(client, address) | {"good_only": "on"})
    work_off()
    assert "Left because of errors" in client.get(address).text
    assert name_of_guangdong() == "粤"


def test_while_it_is_taken_over_nothing_else_is_done_with_it(client: Client) -> None:
    address = ordered(client)
    for action in ("", "discard/", "go-on/"):
        client.post(f"{address}{action}", {"shown": "", "reason": "x"})
    assert (latest().state, Job.objects.unfinished().count()) == (State.TAKING, 1)
    second = bring(client, workbook(client))
    assert second.status_code == 422
    assert "A file is being taken over" in second.text
    assert ReceivedRecords.objects.count() == 1
    work_off()
    assert name_of_guangdong() == "粤"


def test_a_worker_that_dies_while_taking_over_has_changed_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered(client)

    killed_at(monkeypatch, received, "note_applied")
    silent = latest()
    assert (silent.state, name_of_guangdong()) == (State.TAKING, "广东")
    work_off()
    assert name_of_guangdong() == "粤"
    work_on(silent)
    assert OrganizationEvent.objects.count() == 1


def test_an_error_while_taking_over_leaves_the_file_to_be_looked_at(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = ordered(client)
    monkeypatch.setattr(received, "note_applied", lambda *_given: 1 // 0)
    work_off()
    assert "nothing was taken over" in client.get(address).text
    assert (latest().state, name_of_guangdong()) == (State.READ, "广东")


def test_what_is_shown_once_never_waits_for_the_worker(client: Client) -> None:
    """Temporary passwords stand on the answer to whoever takes the people over (decision 0071)."""
    content = edited(workbook(client, PEOPLE), lambda sheet: sheet.add(username="wang", name="王五"))
    address = bring(client, content, PEOPLE).url
    work_off()
    answer = client.post(address, shown(client, address))
    [(_about, password)] = answer.context["handed_out"]
    assert User.objects.get(username="wang").check_password(password)
    assert not Job.objects.unfinished().exists()


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
