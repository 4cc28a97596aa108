"""What a watcher of the server is told: alive always, ready only when all that work needs is there."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from background.models import Job, WorkerPresence
from background.terms import lease_lasts, patience
from tests.background.jobs import double
from tests.background.queue import QUEUE, enqueued


@pytest.fixture(autouse=True)
def storage(settings: Settings, tmp_path: Path) -> Path:
    """A place for files that does not exist yet, as on a new machine."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def broken_database(db: None) -> Iterator[None]:
    """A database that refuses every query."""
    with patch.object(connection, "cursor", side_effect=DatabaseError("no route to host")):
        yield


def test_alive_without_signing_in_and_without_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"alive\n")


@pytest.mark.django_db
def test_ready_when_everything_answers(client: Client, storage: Path) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "checks": {
            "database": "ok",
            "migrations": "ok",
            "history": "ok",
            "storage": "ok",
            "people": "ok",
            "worker": "no worker gives a sign of life",
            "jobs": "ok",
        },
    }
    assert list(storage.iterdir()) == []


@pytest.mark.django_db
def test_a_migration_not_applied_is_named(client: Client) -> None:
    newest = MigrationLoader(connection).graph.leaf_nodes("tasks")[0]
    MigrationRecorder(connection).record_unapplied(*newest)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "not applied" in response.json()["checks"]["migrations"]
    assert response.json()["checks"]["database"] == "ok"


@pytest.mark.django_db
def test_a_table_that_lost_its_rules_is_told(client: Client) -> None:
    on_table = " ON tasks_filingevent" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER tasks_filingevent_no_delete{on_table}")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["history"] == "append-only tables without their rules: 1"


def test_a_database_that_does_not_answer_keeps_its_reasons_to_the_log(
    client: Client, broken_database: None, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["database"] == "failed, see the log"
    assert b"no route" not in response.content
    assert "no route to host" in caplog.text


@pytest.mark.django_db
def test_storage_that_cannot_be_written_is_named(client: Client, storage: Path) -> None:
    storage.write_text("a file where the folder should be")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"] == {
        "database": "ok",
        "migrations": "ok",
        "history": "ok",
        "storage": "failed, see the log",
        "people": "ok",
        "worker": "no worker gives a sign of life",
        "jobs": "ok",
    }


def live(*, ago: dt.timedelta) -> None:
    """A worker's last sign of life."""
    seen = timezone.now() - ago
    WorkerPresence.objects.update_or_create(
        worker="one", defaults={"host": "h", "pid": 1, "started_at": seen, "seen_at": seen}
    )


@pytest.mark.django_db
def test_a_worker_that_is_not_there_is_named_and_only_a_watcher_is_refused(client: Client) -> None:
    live(ago=dt.timedelta(0))
    assert client.get("/readyz?all").json()["checks"]["worker"] == "ok"
    assert client.get("/readyz?all").status_code == 200
    live(ago=lease_lasts())
    told = client.get("/readyz?all")
    assert (told.status_code, told.json()["ready"]) == (503, False)
    assert told.json()["checks"]["worker"] == "no worker gives a sign of life"
    # Pages are served all the same: a balancer keeps sending people here.
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_stuck_job_is_named_and_only_a_watcher_is_refused(client: Client, settings: Settings) -> None:
    settings.TASKS = QUEUE
    live(ago=dt.timedelta(0))
    job = enqueued(double, 2)
    assert client.get("/readyz?all").status_code == 200
    Job.objects.filter(pk=job.pk).update(enqueued_at=timezone.now() - patience())
    told = client.get("/readyz?all")
    assert (told.status_code, told.json()["checks"]["jobs"]) == (503, "1 jobs are stuck")
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readiness_asks_as_much_however_many_jobs_there_are(client: Client, settings: Settings) -> None:
    settings.TASKS = QUEUE
    counts = []
    for jobs in (0, 30):
        for number in range(jobs):
            enqueued(double, number)
        with CaptureQueriesContext(connection) as captured:
            client.get("/readyz")
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nothing_can_be_sent(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
