"""The back office looks at the background work: who does it, what waits, what is stuck or failed."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext

from background.actions import requeue_job
from background.lease import MOST_ATTEMPTS
from background.models import Job, WorkerPresence
from background.read_only import ReadOnly

STUCK = "stuck"
# Words of the queue's own fields, for which it has no Chinese; our catalog supplies it.
QUEUE_WORDS = (gettext_noop("enqueued at"),)


class StateFilter(admin.SimpleListFilter):
    """Only the jobs in one state, or those that are stuck."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        states = [(value, str(label)) for value, label in Job.State.choices]
        return [(STUCK, _t("Stuck")), *states]

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        if self.value() == STUCK:
            return queryset.filter(is_stuck=True)
        return queryset.filter(state=self.value()) if self.value() in Job.State.values else queryset


@admin.register(Job)
class JobAdmin(ReadOnly, admin.ModelAdmin[Job]):
    """Jobs with their state. Their arguments are ids; traces stay in the log of the workers."""

    list_display = ("job", "standing", "attempt", "enqueued_at", "started_at", "finished_at", "held_by")
    list_filter = (StateFilter,)
    list_per_page = 50
    ordering = ("-enqueued_at",)
    fields = (*list_display, "why_failed")
    actions = ("put_back",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        return super().get_queryset(request).with_state(at=timezone.now())  # type: ignore[attr-defined,no-any-return]

    @admin.display(description=_("job"))
    def job(self, job: Job) -> str:
        return str(job)

    @admin.display(description=_("state"), ordering="status")
    def standing(self, job: Job) -> str:
        state = Job.State(job.state).label
        return format_html("{} <strong>{}</strong>", state, _t("stuck")) if job.is_stuck else str(state)

    @admin.display(description=_("attempt"))
    def attempt(self, job: Job) -> str:
        return _t("%(attempt)d of %(most)d") % {"attempt": job.attempts, "most": MOST_ATTEMPTS}

    @admin.display(description=_("worker"))
    def held_by(self, job: Job) -> str:
        return job.lease.worker if job.attempts else ""

    @admin.display(description=_("problem"))
    def why_failed(self, job: Job) -> str:
        return job.problem

    def has_put_back_permission(self, request: HttpRequest) -> bool:
        """Who administers background work may put a failed job back."""
        return request.user.has_perm("background.change_job")

    @admin.action(description=_("Put failed jobs back in the queue"), permissions=["put_back"])
    def put_back(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        """Put the failed ones among the chosen jobs back; the others are left alone."""
        at = timezone.now()
        count = sum(requeue_job(job=job, at=at) for job in jobs)
        text = ngettext("%(count)d job is back in the queue.", "%(count)d jobs are back in the queue.", count)
        left = _t("None of the chosen jobs has failed; nothing was changed.")
        self.message_user(
            request,
            text % {"count": count} if count else left,
            messages.SUCCESS if count else messages.WARNING,
        )


@admin.register(WorkerPresence)
class WorkerPresenceAdmin(ReadOnly, admin.ModelAdmin[WorkerPresence]):
    """Workers with their last sign of life. One that was killed stays for a day."""

    list_display = ("worker", "host", "pid", "started_at", "seen_at", "lives")

    @admin.display(description=_("lives"), boolean=True)
    def lives(self, presence: WorkerPresence) -> bool:
        return presence.is_alive(at=timezone.now())
