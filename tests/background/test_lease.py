"""Who holds a job: taken by one, kept while its worker lives, taken over when it falls silent, given up."""

import datetime as dt
from itertools import islice

import pytest
from django.tasks import TaskResultStatus
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from background.actions import (
    fail_job,
    finish_job,
    give_back_job,
    renew_lease,
    requeue_job,
    retry_job,
    take_job,
)
from background.errors import BrokenOff
from background.lease import LONGEST_PAUSE, MOST_ATTEMPTS, Claim, growing_pauses, is_exhausted, renewed_every
from background.models import Job
from background.models.job import JobQuerySet
from background.terms import lease_lasts, patience
from tests.background.jobs import GIVEN_UP, break_down, double
from tests.background.queue import enqueued

pytestmark = pytest.mark.django_db
LASTS = dt.timedelta(seconds=90)
INSTANT = dt.timedelta(microseconds=1)


def now() -> dt.datetime:
    return timezone.now()


def taken(worker: str = "first", at: dt.datetime | None = None) -> Claim:
    claim = take_job(worker=worker, at=at or now())
    assert claim is not None
    return claim


def status(claim: Claim) -> str:
    return Job.objects.get(pk=claim.job).status


# --- The rules, without a database ------------------------------------------------------------------


def test_a_job_is_given_up_after_three_attempts() -> None:
    assert [is_exhausted(attempts) for attempts in range(5)] == [False, False, False, True, True]


@given(st.integers(1, 3_600))
def test_several_renewals_may_fail_before_a_lease_lapses(seconds: int) -> None:
    lasts = dt.timedelta(seconds=seconds)
    assert 3 * renewed_every(lasts) < seconds


def test_pauses_grow_and_stay_bounded() -> None:
    pauses = list(islice(growing_pauses(), 20))
    assert pauses == sorted(pauses)
    assert pauses[0] < 1
    assert pauses[-1] == LONGEST_PAUSE


# --- Taking and taking over -------------------------------------------------------------------------


def test_a_job_is_taken_once() -> None:
    job = enqueued(double, 2)
    claim = taken()
    assert claim == Claim(job.pk, "first", 1)
    assert take_job(worker="second", at=now()) is None


def test_the_most_urgent_and_then_the_oldest_comes_first() -> None:
    old, young, urgent = enqueued(double, 1), enqueued(double, 2), enqueued(double.using(priority=5), 3)
    assert [taken().job for _ in range(3)] == [urgent.pk, old.pk, young.pk]


def test_a_job_for_later_waits_until_then() -> None:
    later = now() + dt.timedelta(hours=1)
    job = enqueued(double.using(run_after=later), 1)
    assert take_job(worker="first", at=later - INSTANT) is None
    assert taken(at=later).job == job.pk


def test_a_lapsed_lease_is_taken_over_to_the_instant() -> None:
    enqueued(double, 2)
    began = now()
    first = taken(at=began)
    assert take_job(worker="second", at=began + LASTS - INSTANT) is None
    second = taken("second", at=began + LASTS)
    assert (second.job, second.attempt) == (first.job, 2)


def test_a_renewed_lease_is_not_taken_over() -> None:
    enqueued(double, 2)
    began = now()
    claim = taken(at=began)
    assert renew_lease(claim=claim, at=began + LASTS / 2)
    assert take_job(worker="second", at=began + LASTS) is None
    assert taken("second", at=began + 1.5 * LASTS).attempt == 2


def test_a_lease_that_is_renewed_in_the_moment_of_taking_it_over_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another worker saw it lapsed, and has the row by the time that it was renewed."""
    enqueued(double, 2)
    began = now()
    claim = taken(at=began)
    renew_lease(claim=claim, at=began + LASTS)
    monkeypatch.setattr(JobQuerySet, "takeable", lambda jobs, at: jobs.all())
    assert take_job(worker="second", at=began + LASTS) is None
    assert finish_job(claim=claim, value=4, at=began + LASTS)


def test_a_lease_renewed_late_still_holds_while_nobody_else_took_the_job() -> None:
    """As after a restart of the database that took longer than a lease."""
    enqueued(double, 2)
    began = now()
    claim = taken(at=began)
    assert renew_lease(claim=claim, at=began + 2 * LASTS)
    assert take_job(worker="second", at=began + 2.5 * LASTS) is None


def test_a_job_left_running_before_there_were_leases_is_taken_over() -> None:
    job = enqueued(double, 2)
    Job.objects.filter(pk=job.pk).update(status=TaskResultStatus.RUNNING, started_at=now())
    claim = taken()
    assert (claim.job, claim.attempt) == (job.pk, 1)


# --- Who was taken over has no say ------------------------------------------------------------------


@pytest.mark.parametrize("end", ["finish", "fail", "give back", "retry", "renew"])
def test_a_worker_that_was_taken_over_changes_nothing(end: str) -> None:
    enqueued(break_down, 2)
    began = now()
    first = taken(at=began)
    second = taken("second", at=began + LASTS)
    later = began + LASTS + INSTANT
    before = Job.objects.values().get(), Job.objects.get().lease.expires_at
    ended = {
        "finish": lambda: finish_job(claim=first, value=1, at=later),
        "fail": lambda: fail_job(claim=first, error=ValueError(), at=later),
        "give back": lambda: give_back_job(claim=first),
        "retry": lambda: retry_job(claim=first, at=later),
        "renew": lambda: renew_lease(claim=first, at=later),
    }[end]()
    assert ended is False
    assert (Job.objects.values().get(), Job.objects.get().lease.expires_at) == before
    assert GIVEN_UP == []
    assert finish_job(claim=second, value=2, at=later)
    assert Job.objects.get().return_value == 2


def test_an_earlier_attempt_of_the_same_worker_has_no_say_either() -> None:
    enqueued(double, 2)
    first = taken()
    retry_job(claim=first, at=now() - LASTS)
    taken()
    assert not finish_job(claim=first, value=1, at=now())


# --- Giving back, trying again, giving up, putting back ---------------------------------------------


def test_a_worker_that_is_told_to_stop_costs_no_attempt() -> None:
    enqueued(double, 2)
    for _ in range(2 * MOST_ATTEMPTS):
        claim = taken()
        assert claim.attempt == 1
        give_back_job(claim=claim)


def test_a_job_that_lost_its_database_is_tried_again_later_each_time() -> None:
    enqueued(double, 2)
    at = now()
    for seconds in (15, 30):
        retry_job(claim=taken(at=at), at=at)
        later = at + dt.timedelta(seconds=seconds)
        assert take_job(worker="second", at=later - INSTANT) is None
        at = later


@pytest.mark.parametrize("is_lapse", [True, False])
def test_a_job_that_broke_off_three_times_fails_and_its_room_is_told(is_lapse: bool) -> None:
    enqueued(break_down, 7)
    at = now()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        claim = taken(at=at)
        assert claim.attempt == attempt
        if not is_lapse:
            retry_job(claim=claim, at=at)
        at += LASTS
    assert GIVEN_UP == []
    assert take_job(worker="last", at=at) is None
    job = Job.objects.get()
    assert (job.status, GIVEN_UP) == (TaskResultStatus.FAILED, [7])
    assert job.exception_class_path.endswith(BrokenOff.__name__)
    assert "3 times" in job.problem
    assert take_job(worker="last", at=at + LASTS) is None


def test_a_failed_job_is_put_back_with_all_its_attempts() -> None:
    enqueued(break_down, 7)
    fail_job(claim=taken(), error=ValueError("x"), at=now())
    job = Job.objects.get()
    assert "(ValueError)" in job.problem
    assert requeue_job(job=job, at=now())
    assert taken().attempt == 1
    assert not requeue_job(job=job, at=now())


def test_a_room_that_cannot_be_told_does_not_keep_the_job(caplog: pytest.LogCaptureFixture) -> None:
    job = enqueued(break_down, 7)
    Job.objects.filter(pk=job.pk).update(args_kwargs={"args": [1, 2, 3], "kwargs": {}})
    assert fail_job(claim=taken(), error=ValueError("x"), at=now())
    assert Job.objects.get().status == TaskResultStatus.FAILED
    assert "could not be told" in caplog.text


# --- What is stuck ----------------------------------------------------------------------------------


def stuck(at: dt.datetime) -> int:
    return Job.objects.stuck(at=at).count()


def test_a_job_is_stuck_that_waits_runs_or_lapses_for_long() -> None:
    enqueued(double, 2)
    assert stuck(now()) == 0
    assert stuck(now() + patience()) == 1
    began = now()
    claim = taken(at=began)
    assert stuck(began + lease_lasts() - INSTANT) == 0
    assert stuck(began + lease_lasts()) == 1
    renew_lease(claim=claim, at=now() + patience())
    assert stuck(now() + patience()) == 1
    finish_job(claim=claim, value=None, at=now())
    assert stuck(now() + patience()) == 0


def test_a_job_for_later_is_not_stuck_before() -> None:
    later = now() + dt.timedelta(days=1)
    enqueued(double.using(run_after=later), 2)
    assert stuck(later) == 0
    assert stuck(later + patience()) == 1


def test_the_jobs_of_one_call_are_found() -> None:
    enqueued(double, 1), enqueued(double, 12), enqueued(break_down, 2)
    job = enqueued(double, 2)
    assert list(Job.objects.of(double, 2)) == [job]
