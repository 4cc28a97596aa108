"""What reading a document left open, to be settled before its guidance is published."""

from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tasks.models.filing import moment, pair, person
from tasks.models.guidance import Guidance, Section
from tasks.models.task import Responsibility, Task

LONGEST_OWNER = 200


class UnmatchedOwner(models.Model):
    """An owner as the document prints it that is no known organization yet.

    It becomes a ``Responsibility`` once an administrator says who is meant, or is dropped.
    """

    task = models.ForeignKey(
        Task, on_delete=models.CASCADE, related_name="unmatched_owners", verbose_name=_("task")
    )
    name = models.CharField(_("name as printed"), max_length=LONGEST_OWNER)
    role = models.CharField(_("role"), max_length=10, choices=Responsibility.Role)

    class Meta:
        verbose_name = _("unmatched owner")
        verbose_name_plural = _("unmatched owners")
        ordering = ["task__order", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "name"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The task already names this owner."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReadingCaution(models.Model):
    """A doubt that the reader of the document had, until somebody has looked at it.

    ``message`` is a template of ``reading.cautions``, ``values`` what it is filled with.
    """

    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="cautions", verbose_name=_("guidance")
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cautions",
        verbose_name=_("section"),
    )
    message = models.TextField(_("message"))
    values: "models.JSONField[dict[str, Any]]" = models.JSONField(_("values"), default=dict)
    settled_at = moment(_("settled at"))
    settled_by = person(_("settled by"))

    class Meta:
        verbose_name = _("doubt of the reader")
        verbose_name_plural = _("doubts of the reader")
        ordering = ["guidance", F("section__order").asc(nulls_first=True), "pk"]
        constraints = [pair("settled")]

    def __str__(self) -> str:
        return str(gettext(self.message) % self.values)

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None
