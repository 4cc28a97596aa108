"""Workers in processes of their own: killed in mid-job, told to stop, cut off from PostgreSQL."""

import subprocess
from pathlib import Path

import pytest
from django.db import connection
from django.tasks import TaskResultStatus

from background.lease import MOST_ATTEMPTS
from background.models import Job, JobLease, WorkerPresence
from tests.background.jobs import double, wait_for_go
from tests.background.processes import kill, running_worker, wait_until
from tests.background.queue import enqueued

pytestmark = pytest.mark.django_db(transaction=True)


def has_begun(folder: Path, worker: "subprocess.Popen[str]") -> bool:
    return (folder / f"begun-{worker.pid}").exists()


def is_done(job: Job) -> bool:
    return Job.objects.get(pk=job.pk).status == TaskResultStatus.SUCCESSFUL


def test_a_job_whose_worker_is_killed_is_taken_over_and_done(tmp_path: Path) -> None:
    job = enqueued(wait_for_go, str(tmp_path))
    with running_worker(tmp_path) as first:
        wait_until(lambda: has_begun(tmp_path, first), tmp_path)
        kill(first)
    assert Job.objects.get().status == TaskResultStatus.RUNNING
    (tmp_path / "go").touch()
    with running_worker(tmp_path):
        wait_until(lambda: is_done(job), tmp_path)
    assert (Job.objects.get().return_value, Job.objects.get().attempts) == (1, 2)


def test_a_job_that_kills_every_worker_is_given_up(tmp_path: Path) -> None:
    enqueued(wait_for_go, str(tmp_path))
    for _ in range(MOST_ATTEMPTS):
        with running_worker(tmp_path) as worker:
            wait_until(lambda worker=worker: has_begun(tmp_path, worker), tmp_path)
            kill(worker)
    with running_worker(tmp_path):
        wait_until((tmp_path / "given-up").exists, tmp_path)
        wait_until(lambda: Job.objects.get().status == TaskResultStatus.FAILED, tmp_path)
    assert "3 times" in Job.objects.get().problem


def test_a_long_job_stays_with_its_worker(tmp_path: Path) -> None:
    job = enqueued(wait_for_go, str(tmp_path))
    with running_worker(tmp_path) as first, running_worker(tmp_path):
        wait_until(lambda: list(tmp_path.glob("begun-*")), tmp_path)
        lease = JobLease.objects.get()
        # The lease is renewed past the end that it first had, so the job outlives that.
        renewed = JobLease.objects.filter(expires_at__gt=lease.expires_at)
        wait_until(renewed.exists, tmp_path)
        (tmp_path / "go").touch()
        wait_until(lambda: is_done(job), tmp_path)
        assert first.poll() is None
    assert len(list(tmp_path.glob("begun-*"))) == 1
    assert Job.objects.get().attempts == 1


def test_a_worker_told_to_stop_finishes_its_job(tmp_path: Path) -> None:
    job = enqueued(wait_for_go, str(tmp_path))
    with running_worker(tmp_path, "--grace", "60") as worker:
        wait_until(lambda: has_begun(tmp_path, worker), tmp_path)
        worker.terminate()
        (tmp_path / "go").touch()
        assert worker.wait(60) == 0
    assert is_done(job)
    assert not WorkerPresence.objects.exists()


@pytest.mark.parametrize(("grace", "times"), [("0.2", 1), ("60", 2)])
def test_a_worker_that_must_end_gives_its_job_back_at_once(tmp_path: Path, grace: str, times: int) -> None:
    job = enqueued(wait_for_go, str(tmp_path))
    with running_worker(tmp_path, "--grace", grace) as worker:
        wait_until(lambda: has_begun(tmp_path, worker), tmp_path)
        for number in range(1, times + 1):
            worker.terminate()
            if number < times:
                with pytest.raises(subprocess.TimeoutExpired):
                    worker.wait(0.5)
        assert worker.wait(60) == 0
    given_back = Job.objects.get(pk=job.pk)
    assert (given_back.status, given_back.attempts) == (TaskResultStatus.READY, 0)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that could go away")
def test_a_worker_outlives_the_loss_of_its_connections(tmp_path: Path) -> None:
    """Idle, and in the middle of a job, which is then done anew."""
    with running_worker(tmp_path) as worker:
        wait_until(WorkerPresence.objects.exists, tmp_path)
        cut_connections()
        job = enqueued(wait_for_go, str(tmp_path))
        wait_until(lambda: has_begun(tmp_path, worker), tmp_path)
        cut_connections()
        (tmp_path / "go").touch()
        wait_until(lambda: is_done(job), tmp_path)
        last = enqueued(double, 4)
        wait_until(lambda: is_done(last), tmp_path)
        assert worker.poll() is None
    assert job.lease.attempt == 2


def cut_connections() -> None:
    """End every connection to the test's database but this one, as a restart of PostgreSQL does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
