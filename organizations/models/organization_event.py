"""What was changed in the reporting tree."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models.append_only import AppendOnly
from organizations.models.user import User

LONGEST_REASON = 500


class OrganizationEvent(AppendOnly):
    """One change of the reporting tree: of which organization, what, why, who made it and when.

    Names the organization by its code, which never changes, and by the name it had; so the entry stays when
    a mistaken organization is removed. ``changes`` holds objects of ``field``, ``before`` and ``after`` as
    people read them. ``by`` is None for what a file brought, which is an addition without a reason.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("Added")
        CORRECTED = "corrected", _("Corrected")
        MOVED = "moved", _("Moved")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Reopened")
        REMOVED = "removed", _("Removed")

    code = models.CharField(_("code"), max_length=20, db_index=True)
    name = models.CharField(_("full name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    changes = models.JSONField(_("changes"), default=list)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("change of the tree")
        verbose_name_plural = _("changes of the tree")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_reason_given",
                condition=Q(by__isnull=False, reason__gt="") | Q(by__isnull=True, kind="added"),
                violation_error_message=_("Say who changes the tree, and why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.get_kind_display()}"
