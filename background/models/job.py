"""Jobs of the queue, and who holds them."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Case, ExpressionWrapper, F, Q, Value, When
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, Task, TaskResultStatus
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult, get_date_max

from background.errors import BrokenOff, path_of
from background.kinds import JOB_KINDS, JobKind
from background.lease import MOST_ATTEMPTS
from background.terms import patience

# The queue's way to write that a job may run at once.
AT_ONCE = get_date_max()


class JobQuerySet(models.QuerySet["Job"]):
    def of(self, job: Task[..., Any], *arguments: int) -> Self:
        """Those that call one function with these arguments."""
        called = {"args": list(arguments), "kwargs": {}}
        return self.filter(task_path=job.module_path, args_kwargs=called)

    def unfinished(self) -> Self:
        """Those that wait or run; also where the worker has died, because another one takes them over.

        Asked first, it spares the database the leases of all the jobs that are over.
        """
        return self.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])

    def takeable(self, *, at: dt.datetime) -> Self:
        """Those that a worker may take: due, or lapsed. First comes what is most urgent, then the oldest."""
        takeable = is_due(at) | is_lapsed(at)
        return self.unfinished().filter(takeable, backend_name=DEFAULT_TASK_BACKEND_ALIAS)

    def stuck(self, *, at: dt.datetime) -> Self:
        """Those that wait or run for longer than patience lasts, and those whose worker fell silent."""
        return self.unfinished().filter(is_stuck(at))

    def with_state(self, *, at: dt.datetime) -> Self:
        """Annotate ``state`` and ``is_stuck``, with the lease at hand."""
        return self.select_related("lease").annotate(
            state=Case(
                When(is_lapsed(at), then=Value(Job.State.LAPSED)),
                default=F("status"),
                output_field=models.CharField(),
            ),
            is_stuck=ExpressionWrapper(is_stuck(at), output_field=models.BooleanField()),
        )

    def locked(self) -> Self:
        """The rows locked, without those that another worker has just locked."""
        return self.select_for_update(skip_locked=True, of=("self",))


def is_due(at: dt.datetime) -> Q:
    """The job waits, and may run by now."""
    return Q(status=TaskResultStatus.READY) & (Q(run_after=AT_ONCE) | Q(run_after__lte=at))


def is_lapsed(at: dt.datetime) -> Q:
    """The job runs, and nobody holds a lease on it: the worker fell silent, or knew no leases yet."""
    is_free = Q(lease__expires_at__isnull=True) | Q(lease__expires_at__lte=at)
    return Q(status=TaskResultStatus.RUNNING) & is_free


def is_stuck(at: dt.datetime) -> Q:
    """The job waits or runs for longer than patience lasts, or has lapsed."""
    long_ago = at - patience()
    waits = is_due(long_ago) & Q(enqueued_at__lte=long_ago)
    runs = Q(status=TaskResultStatus.RUNNING, started_at__lte=long_ago)
    return waits | runs | is_lapsed(at)


class Job(DBTaskResult[Any, Any]):
    """A job of the queue, as the portal looks at it: with its lease."""

    class State(models.TextChoices):
        WAITING = TaskResultStatus.READY.value, _("Waiting")
        RUNNING = TaskResultStatus.RUNNING.value, _("In progress")
        LAPSED = "LAPSED", _("Its worker fell silent")
        DONE = TaskResultStatus.SUCCESSFUL.value, _("Done")
        FAILED = TaskResultStatus.FAILED.value, _("Failed")

    # What ``with_state`` adds.
    state: str
    is_stuck: bool

    # It can tell more than the queue's own.
    objects = JobQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        proxy = True
        verbose_name = _("job")
        verbose_name_plural = _("jobs")

    def __str__(self) -> str:
        return f"{self.kind.name} {self.arguments}".strip()

    @property
    def attempts(self) -> int:
        """How often the job was begun, not counting what a worker gave back when it was told to stop."""
        return self.lease.attempt if hasattr(self, "lease") else 0

    @property
    def kind(self) -> JobKind:
        """What its room says about the job; loads the room's ``jobs`` module, which says it."""
        try:
            return JOB_KINDS.get(self.task.module_path, JobKind(self.task_name))
        except ImportError:
            return JobKind(self.task_name)

    @property
    def arguments(self) -> str:
        """The ids that the job was given; what else it was given is not for every eye."""
        given = [*self.args_kwargs["args"], *self.args_kwargs["kwargs"].values()]
        return ", ".join(str(value) for value in given if isinstance(value, int))

    @property
    def problem(self) -> str:
        """Why the job failed, in a sentence; empty when it did not. The log has the rest."""
        if self.status != TaskResultStatus.FAILED:
            return ""
        if self.exception_class_path == path_of(BrokenOff):
            return _t(
                "Its worker ended in the middle %(times)d times. Look at the log of the workers before it is"
                " put back in the queue."
            ) % {"times": MOST_ATTEMPTS}
        name = self.exception_class_path.rpartition(".")[2]
        return _t("It ended with an error (%(name)s). The log of the workers has the rest.") % {"name": name}


class JobLease(models.Model):
    """Who holds a job, until when, and how often it was begun. It stays when the job is over."""

    job = models.OneToOneField(
        DBTaskResult,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="lease",
        verbose_name=_("job"),
    )
    worker = models.CharField(_("worker"), max_length=64, blank=True)
    attempt = models.PositiveSmallIntegerField(_("attempt"))
    expires_at = models.DateTimeField(_("holds until"), null=True, blank=True)

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_held_until_some_time",
                condition=Q(worker="", expires_at__isnull=True) | Q(worker__gt="", expires_at__isnull=False),
                violation_error_message=_("A lease that somebody holds ends some time, and no other does."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_attempts_are_few",
                condition=Q(attempt__lte=MOST_ATTEMPTS),
                violation_error_message=_("A job is begun only so often."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_id} · {self.worker} · {self.attempt}"
