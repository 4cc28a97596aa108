"""Exports: asked for, made in the background, taken away; by administrators alone."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from reports import actions
from reports.actions import make_export, request_export
from reports.models import Export

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import Settings

    from tests.conftest import SignIn
    from tests.world import World


@pytest.fixture
def administrator(signed_in: "SignIn") -> "Client":
    return signed_in("administrator")


@pytest.fixture(autouse=True)
def files_elsewhere(settings: "Settings", tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def waiting(world: "World") -> Export:
    """An export whose job never ran: the transaction of the test does not commit."""
    return request_export(
        guidance=world.guidance,
        organization=world.office,
        language="en",
        by=world.people["administrator"],
        at=timezone.now(),
    )


def ask(client: "Client", world: "World") -> Export:
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(reverse("reports:export-create"), {"guidance": world.guidance.pk})
    export = Export.objects.latest("pk")
    assert answer.url == reverse("reports:export-detail", args=[export.pk])
    return export


def test_export_is_made_and_downloaded(world: "World", administrator: "Client") -> None:
    export = ask(administrator, world)
    assert export.status == Export.Status.DONE
    assert len(export.sha256) == 64
    assert export.steps_done == export.steps_total > 0
    answer = administrator.get(reverse("reports:export-download", args=[export.pk]))
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert ".xlsx" in answer["Content-Disposition"]
    assert (
        reverse("reports:export-download", args=[export.pk])
        in administrator.get(reverse("reports:report-list")).content.decode()
    )


def test_asking_twice_while_it_is_made_gives_the_same_export(world: "World") -> None:
    assert waiting(world) == waiting(world)


def test_an_export_lost_with_its_worker_does_not_stand_in_the_way(world: "World") -> None:
    lost = waiting(world)
    Export.objects.update(status=Export.Status.RUNNING, requested_at=timezone.now() - dt.timedelta(hours=1))
    assert waiting(world) != lost


def test_progress_page_asks_again_until_it_is_finished(world: "World", administrator: "Client") -> None:
    export = waiting(world)
    address = reverse("reports:export-detail", args=[export.pk])
    assert "hx-trigger" in administrator.get(address).content.decode()
    part = administrator.get(address, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    make_export(export=export)
    assert "hx-trigger" not in administrator.get(address).content.decode()


def test_making_twice_changes_nothing_the_second_time(world: "World") -> None:
    export = make_export(export=waiting(world))
    assert make_export(export=export).finished_at == export.finished_at


def test_failure_says_so_plainly_and_offers_another_try(
    world: "World", administrator: "Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(actions, "write_xlsx", broken)
    export = make_export(export=waiting(world))
    assert export.status == Export.Status.FAILED
    text = administrator.get(reverse("reports:export-detail", args=[export.pk])).content.decode()
    assert export.problem in text
    assert "disk full" not in text
    assert reverse("reports:export-create") in text


def test_unfinished_or_lost_files_are_not_found(world: "World", administrator: "Client") -> None:
    export = waiting(world)
    address = reverse("reports:export-download", args=[export.pk])
    assert administrator.get(address).status_code == 404
    export = make_export(export=export)
    export.file.storage.delete(export.file.name)
    assert administrator.get(address).status_code == 404


@pytest.mark.parametrize("guidance", ["", "999999", "x", "\x00"])
def test_unknown_guidance_is_refused_on_the_page(
    world: "World", administrator: "Client", guidance: str
) -> None:
    answer = administrator.post(reverse("reports:export-create"), {"guidance": guidance})
    assert answer.status_code == 422
    assert not Export.objects.exists()


@pytest.mark.parametrize("person", ["lead", "reviewer", "observer", "department_observer"])
def test_people_without_the_right_are_refused(world: "World", signed_in: "SignIn", person: str) -> None:
    client = signed_in(person)
    assert client.get(reverse("reports:report-list")).status_code == 403
    assert client.post(reverse("reports:export-create"), {"guidance": world.guidance.pk}).status_code == 403
    export = make_export(export=waiting(world))
    assert client.get(reverse("reports:export-detail", args=[export.pk])).status_code == 404
    assert client.get(reverse("reports:export-download", args=[export.pk])).status_code == 404
