"""Many rows of records are taken over by the worker: all of them as they were shown, or nothing."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from background.models import Job
from organizations.errors import ActionRefused
from organizations.models import Organization, OrganizationEvent, ReceivedRecords, User
from organizations.record_kinds import received, record_work
from organizations.record_kinds.organization_records import OrganizationRecords
from organizations.record_kinds.received import keep, take_over_records
from organizations.record_kinds.record_work import order_taking_over, work_on
from organizations.record_kinds.weighing import RecordChoice
from tests.background.queue import QUEUE, work_off
from tests.conftest import SignIn
from tests.organizations.record_kinds.there_and_back import Sheet, act, edited
from tests.organizations.views.large_records import killed_at, latest, name_of_guangdong, ordered
from tests.organizations.views.test_records import PEOPLE, bring, renamed, shown, workbook
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
    assert "A file is being taken over" in bring(client, b"no workbook").text
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


def test_what_two_windows_decide_counts_once(client: Client, world: World) -> None:
    """Each acts on what it saw before the other."""
    renamed(client)
    work_off()
    seen, choice, doing = latest(), RecordChoice({}), act(world.administrator)
    assert order_taking_over(received=seen, choice=choice, act=doing)
    assert not order_taking_over(received=seen, choice=choice, act=doing)
    about = {"received": seen, "kind": OrganizationRecords(), "choice": choice, "act": doing}
    assert take_over_records(**about) == []
    with pytest.raises(ActionRefused):
        keep(ReceivedRecords(kind=seen.kind, received_by=seen.received_by), doing.at)
    assert (latest(), name_of_guangdong()) == (seen, "广东")
    work_on(latest())
    assert name_of_guangdong() == "粤"
    assert take_over_records(**about) == []
    assert OrganizationEvent.objects.count() == 1
