"""Taking jobs, keeping them, and saying how they ended.

Every ending begins with the claim: a worker whose job was taken over changes nothing any more.
"""

import datetime as dt
import logging
from traceback import format_exception
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.tasks import TaskResultStatus

from background.errors import BrokenOff, path_of
from background.lease import Claim, expiry, is_exhausted, next_try
from background.models import Job, JobLease, WorkerPresence
from background.terms import lease_lasts

log = logging.getLogger(__name__)
# After this long a worker that was killed is forgotten.
FORGOTTEN_AFTER = dt.timedelta(days=1)


@transaction.atomic
def take_job(*, worker: str, at: dt.datetime) -> Claim | None:
    """Take the next job that is due or whose worker fell silent; None when there is none.

    One that was begun too often is failed in its place. Two workers never take the same job: the row is
    locked, and a lease that was renewed in this moment holds.
    """
    job = Job.objects.takeable(at=at).locked().first()
    if job is None:
        return None
    lease, _is_new = JobLease.objects.select_for_update().get_or_create(
        job_id=job.pk, defaults={"attempt": 0}
    )
    if lease.expires_at is not None and lease.expires_at > at:
        return None
    if is_exhausted(lease.attempt):
        note_failure(job, BrokenOff(f"begun {lease.attempt} times"), at)
        return None
    lease.worker, lease.attempt, lease.expires_at = worker, lease.attempt + 1, expiry(at, lease_lasts())
    lease.save()
    job.claim(worker)
    return Claim(job.pk, worker, lease.attempt)


@transaction.atomic
def renew_lease(*, claim: Claim, at: dt.datetime) -> bool:
    """Keep the job, also after the lease has lapsed. False once somebody else has taken it over."""
    held = JobLease.objects.filter(job_id=claim.job, worker=claim.worker, attempt=claim.attempt)
    return bool(held.update(expires_at=expiry(at, lease_lasts())))


@transaction.atomic
def finish_job(*, claim: Claim, value: Any, at: dt.datetime) -> bool:
    """Note that the job is done, with what it returned. False when it was taken over."""
    if let_go(claim) is None:
        return False
    Job.objects.filter(pk=claim.job).update(
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=at,
        return_value=value,
        exception_class_path="",
        traceback="",
    )
    return True


@transaction.atomic
def fail_job(*, claim: Claim, error: BaseException, at: dt.datetime) -> bool:
    """Note that the job ended with an error, and tell its room. False when it was taken over."""
    job = let_go(claim)
    if job is None:
        return False
    note_failure(job, error, at)
    return True


@transaction.atomic
def give_back_job(*, claim: Claim) -> bool:
    """Put a job back whose worker is told to stop, which is no attempt. False when it was taken over."""
    if let_go(claim) is None:
        return False
    JobLease.objects.filter(job_id=claim.job).update(attempt=F("attempt") - 1)
    Job.objects.filter(pk=claim.job).update(status=TaskResultStatus.READY)
    return True


@transaction.atomic
def retry_job(*, claim: Claim, at: dt.datetime) -> bool:
    """Put a job back that lost its database, for a little later. False when it was taken over."""
    if let_go(claim) is None:
        return False
    later = next_try(at, claim.attempt, lease_lasts())
    Job.objects.filter(pk=claim.job).update(status=TaskResultStatus.READY, run_after=later)
    return True


@transaction.atomic
def requeue_job(*, job: Job, at: dt.datetime) -> bool:
    """Put a failed job back in the queue, as if it had never been begun. False when it is not failed."""
    failed = Job.objects.filter(pk=job.pk, status=TaskResultStatus.FAILED)
    is_back = failed.update(
        status=TaskResultStatus.READY,
        enqueued_at=at,
        started_at=None,
        finished_at=None,
        exception_class_path="",
        traceback="",
    )
    if is_back:
        JobLease.objects.filter(job_id=job.pk).update(worker="", expires_at=None, attempt=0)
    return bool(is_back)


@transaction.atomic
def note_presence(*, worker: str, host: str, pid: int, started_at: dt.datetime, at: dt.datetime) -> None:
    """Note that a worker lives, and forget those that were killed long ago."""
    WorkerPresence.objects.filter(seen_at__lt=at - FORGOTTEN_AFTER).delete()
    WorkerPresence.objects.update_or_create(
        worker=worker, defaults={"host": host, "pid": pid, "started_at": started_at, "seen_at": at}
    )


@transaction.atomic
def note_departure(*, worker: str) -> None:
    """Forget a worker that ends in good order."""
    WorkerPresence.objects.filter(worker=worker).delete()


def let_go(claim: Claim) -> Job | None:
    """Give up the hold on a job and answer the job, locked; None when the hold is no longer this claim's.

    The job is locked before its lease, as taking it does, so that neither waits for the other for good.
    """
    job = Job.objects.select_for_update(of=("self",)).filter(pk=claim.job).first()
    held = JobLease.objects.filter(job_id=claim.job, worker=claim.worker, attempt=claim.attempt)
    return job if held.update(worker="", expires_at=None) else None


def note_failure(job: Job, error: BaseException, at: dt.datetime) -> None:
    """Mark a job as failed and tell its room, in the running transaction."""
    JobLease.objects.filter(job_id=job.pk).update(worker="", expires_at=None)
    Job.objects.filter(pk=job.pk).update(
        status=TaskResultStatus.FAILED,
        finished_at=at,
        return_value=None,
        exception_class_path=path_of(type(error)),
        traceback="".join(format_exception(error)),
    )
    give_up = job.kind.give_up
    if give_up is None:
        return
    try:
        with transaction.atomic():
            give_up(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        # The job has failed all the same; what its room makes of that may not keep it in the queue.
        log.exception("Job %s has failed, and its room could not be told.", job.pk)
