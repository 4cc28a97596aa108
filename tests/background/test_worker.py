"""What a worker makes of a job's end, and of a database that does not answer."""

import pytest
from django.db import InterfaceError, OperationalError
from django.tasks import TaskResultStatus
from pytest_django.fixtures import Settings

from background import worker as module
from background.models import Job
from background.worker import Interrupted
from tests.background import jobs
from tests.background.queue import enqueued, work_off, worker

pytestmark = pytest.mark.django_db
BROKEN = [OperationalError("the connection is lost"), InterfaceError("connection already closed")]


def test_a_job_is_done_and_its_value_kept() -> None:
    enqueued(jobs.double, 21)
    enqueued(jobs.tell_attempt)
    assert work_off() == 2
    assert set(Job.objects.values_list("status", "return_value")) == {("SUCCESSFUL", 42), ("SUCCESSFUL", 1)}


@pytest.mark.parametrize("job", [jobs.break_down, jobs.leave, jobs.return_nonsense])
def test_a_job_that_raises_has_failed(job: object, caplog: pytest.LogCaptureFixture) -> None:
    enqueued(job, 3)
    assert work_off() == 1
    assert Job.objects.get().status == TaskResultStatus.FAILED
    assert [3] * (job is jobs.break_down) == jobs.GIVEN_UP
    assert "Traceback" in caplog.text


def test_a_job_whose_code_is_gone_has_failed() -> None:
    job = enqueued(jobs.double, 3)
    Job.objects.filter(pk=job.pk).update(task_path="tests.background.jobs.vanished")
    assert work_off() == 1
    failed = Job.objects.get()
    assert failed.status == TaskResultStatus.FAILED
    assert str(failed) == "vanished 3"


@pytest.mark.parametrize("error", BROKEN)
def test_a_job_that_loses_its_database_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, error: Exception
) -> None:
    settings.JOB_LEASE_SECONDS = 0
    answers = iter([error, error])

    def call(_job: Job) -> int:
        for failure in answers:
            raise failure
        return 5

    monkeypatch.setattr(module, "call", call)
    monkeypatch.setattr(module, "drop_connection", lambda: None)
    enqueued(jobs.double, 3)
    assert work_off() == 3
    assert (Job.objects.get().return_value, Job.objects.get().attempts) == (5, 3)


def test_a_job_that_is_interrupted_goes_back_to_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    def call(_job: Job) -> None:
        raise Interrupted

    monkeypatch.setattr(module, "call", call)
    enqueued(jobs.double, 3)
    one = worker()
    claim = one.take()
    assert claim is not None
    one.work(claim)
    assert (Job.objects.get().status, Job.objects.get().attempts) == (TaskResultStatus.READY, 0)


@pytest.mark.parametrize("step", ["take_job", "finish_job"])
@pytest.mark.parametrize("error", BROKEN)
def test_a_database_that_does_not_answer_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> None:
    action, failures = getattr(module, step), [error] * 5

    def falter(**arguments: object) -> object:
        if failures:
            raise failures.pop()
        return action(**arguments)

    one, pauses = worker(), []
    monkeypatch.setattr(module, step, falter)
    monkeypatch.setattr(module, "drop_connection", lambda: None)
    monkeypatch.setattr(one, "rest", pauses.append)
    enqueued(jobs.double, 3)
    claim = one.patiently(one.take)
    assert claim is not None
    one.work(claim)
    assert Job.objects.get().status == TaskResultStatus.SUCCESSFUL
    assert pauses == [0.5, 1, 2, 4, 8]


def test_a_worker_told_to_stop_does_not_wait_for_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    one = worker()
    one.is_stopping = True
    monkeypatch.setattr(module, "drop_connection", lambda: None)

    def never() -> None:
        raise BROKEN[0]

    assert one.patiently(never) is None
