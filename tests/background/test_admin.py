"""The back office's view of the background work, for administrators of the office."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from background.actions import fail_job, take_job
from background.models import Job, WorkerPresence
from background.terms import lease_lasts, patience
from organizations.jobs import mail_password_reset
from tests.background.jobs import break_down, double
from tests.background.queue import enqueued
from tests.conftest import SignIn

JOBS = "/admin/background/job/"
WORKERS = "/admin/background/workerpresence/"


@pytest.fixture
def administrator(signed_in: SignIn) -> Client:
    return signed_in("administrator")


def page(client: Client, address: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"<[^>]+>|\s+", " ", client.get(address).content.decode())


def failed() -> Job:
    job = enqueued(break_down, 7)
    claim = take_job(worker="one", at=timezone.now())
    assert claim is not None
    fail_job(claim=claim, error=ValueError("secret of the trace"), at=timezone.now())
    return job


def test_a_stuck_job_is_marked(administrator: Client) -> None:
    job = enqueued(double, 2)
    assert "Waiting stuck" not in " ".join(page(administrator, JOBS).split())
    Job.objects.filter(pk=job.pk).update(enqueued_at=timezone.now() - patience())
    assert "Waiting stuck" in " ".join(page(administrator, JOBS).split())


def test_a_job_that_lost_its_worker_says_so(administrator: Client) -> None:
    enqueued(double, 2)
    take_job(worker="one", at=timezone.now() - lease_lasts())
    text = " ".join(page(administrator, JOBS).split())
    assert "Its worker fell silent stuck" in text
    assert "1 of 3" in text


def test_the_list_shows_the_jobs_of_one_state(administrator: Client) -> None:
    enqueued(double, 11)
    old = enqueued(double, 22)
    Job.objects.filter(pk=old.pk).update(enqueued_at=timezone.now() - patience())
    for state, shown in (("stuck", "22"), ("READY", "11 22"), ("FAILED", ""), ("nonsense", "11 22")):
        text = page(administrator, f"{JOBS}?state={state}")
        assert sorted(re.findall(r"double (\d+)", text)) == shown.split()


def test_what_a_job_was_given_beside_ids_is_not_shown(administrator: Client) -> None:
    enqueued(mail_password_reset, "somebody@example.org")
    text = page(administrator, JOBS)
    assert "Mail to set a new password, to an address" in text
    assert "somebody" not in text


def test_a_failed_job_says_why_without_its_trace_and_is_put_back(administrator: Client) -> None:
    job = failed()
    text = page(administrator, f"{JOBS}{job.pk}/change/")
    assert "It ended with an error (ValueError)" in text
    assert "secret" not in text
    chosen = {"action": "put_back", "_selected_action": [str(job.pk)]}
    assert "1 job is back in the queue." in administrator.post(JOBS, chosen, follow=True).content.decode()
    assert Job.objects.get(pk=job.pk).status == "READY"
    answer = administrator.post(JOBS, chosen, follow=True).content.decode()
    assert "None of the chosen jobs has failed" in answer


def test_workers_are_listed_with_their_last_sign_of_life(administrator: Client) -> None:
    at = timezone.now()
    for name, seen in (("alive", at), ("silent", at - lease_lasts())):
        WorkerPresence.objects.create(worker=name, host="portal-1", pid=7, started_at=seen, seen_at=seen)
    answer = administrator.get(WORKERS).content.decode()
    assert answer.index("alive") < answer.index("silent")
    assert answer.count("icon-yes") == answer.count("icon-no") == 1


@pytest.mark.parametrize("person", ["reviewer", "lead", "observer"])
def test_others_do_not_get_there(signed_in: SignIn, person: str) -> None:
    assert signed_in(person).get(JOBS).status_code == 302
    assert signed_in(person).get(WORKERS).status_code == 302


@pytest.mark.parametrize("address", [JOBS + "add/", WORKERS + "add/"])
def test_nobody_adds_anything(administrator: Client, address: str) -> None:
    assert administrator.get(address).status_code == 403
