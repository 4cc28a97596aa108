"""What was changed in a guidance after it was published."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import AppendOnly, Organization
from tasks.models.guidance import LONGEST_REASON, Guidance
from tasks.models.task import Task

LONGEST_SUBJECT = 300
# In whose language an amendment is kept: that of the guidance (``Amendment.changes``).
LANGUAGE = "zh-hans"


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def published(self) -> Self:
        """Amendments of what is in force: common reading."""
        return self.filter(guidance__status=Guidance.Status.PUBLISHED)

    def latest_by_task(self) -> "dict[int, Amendment]":
        """The latest amendment of each amended task, by task id (one query)."""
        of_tasks = self.filter(task__isnull=False).order_by("at", "pk")
        return {amendment.task_id: amendment for amendment in of_tasks if amendment.task_id is not None}


class Amendment(AppendOnly):
    """修订: one change to a published guidance: what, why, and who is affected. Append-only.

    ``changes`` lists ``{"field", "before", "after"}`` as people read them, in the guidance's language;
    ``subject`` names the task, goal or date that was changed, as it was called then.
    """

    class Kind(models.TextChoices):
        CHANGED = "changed", _("Changed")
        ADDED = "added", _("Added")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    guidance = models.ForeignKey(
        Guidance, on_delete=models.PROTECT, related_name="amendments", verbose_name=_("guidance")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    task = models.ForeignKey(
        Task,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name=_("task"),
        help_text=_("The task that was changed; empty where a goal, a date or the like was."),
    )
    changes: "models.JSONField[list[dict[str, Any]]]" = models.JSONField(_("changes"), default=list)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    affected: "models.ManyToManyField[Organization, Any]" = models.ManyToManyField(
        Organization, blank=True, related_name="+", verbose_name=_("affected organizations")
    )
    affects_local_bureaus = models.BooleanField(_("affects every local bureau"), default=False)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_reason_given",
                condition=Q(reason__gt=""),
                violation_error_message=_("Say why the guidance is amended."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject
