"""收到的记录表: a workbook of records that somebody brought back, kept until it is settled, for some days."""

import datetime as dt
import secrets
from pathlib import PurePosixPath
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models.user import User

# So long a file is kept, whatever became of it; the logs of what it changed tell of it for good.
KEPT = dt.timedelta(days=7)
LONGEST_NAME, LONGEST_KIND = 200, 40


def storage_name(received: "ReceivedRecords", _name: str) -> str:
    """Where a file is kept: under its kind, by a name that nobody chose and nobody can guess."""
    suffix = PurePosixPath(received.name).suffix.lower()[:10]
    return f"received/records/{received.kind}/{secrets.token_hex(16)}{suffix}"


class ReceivedRecordsQuerySet(models.QuerySet["ReceivedRecords"]):
    def of(self, user: User, kind: str) -> Self:
        """Those of a kind that the person brought: a file is its bringer's alone."""
        return self.filter(received_by=user, kind=kind)

    def waiting(self) -> Self:
        """Those that nobody has taken over yet: one a person and kind at most."""
        return self.filter(applied_at=None)

    def outdated(self, *, at: dt.datetime) -> Self:
        """Those that have been kept long enough."""
        return self.filter(received_at__lt=at - KEPT)


class ReceivedRecords(models.Model):
    """One workbook of records that somebody brought, and what became of it.

    ``rows`` are its rows that were edited, as they were read once; ``changes`` is what they come to, as the
    person was shown it, and after ``applied_at`` what was done. ``untouched`` counts the other rows.

    ``state`` says what the worker does with it at the moment, ``done`` how many rows of ``total`` it has so
    dealt with, ``problem`` why it cannot be read, or was not taken over. ``order`` is what the person has
    decided who lets the worker take it over: "sides" by row, "good_only", "reason", "source" and "at".
    """

    class State(models.TextChoices):
        OPENING = "opening", _("Being read")
        COMPARING = "comparing", _("Being compared with what went out")
        TRYING = "trying", _("Being tried out")
        READ = "read", _("Looked at")
        REFUSED = "refused", _("Cannot be read")
        TAKING = "taking", _("Being taken over")

    READING = (State.OPENING, State.COMPARING, State.TRYING)
    UNDER_WAY = (*READING, State.TAKING)

    kind = models.CharField(_("kind"), max_length=LONGEST_KIND)
    file = models.FileField(_("file"), upload_to=storage_name, max_length=200)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    rows = models.JSONField(_("rows read"), default=list, blank=True)
    changes = models.JSONField(_("changes"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.READ)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    done = models.PositiveIntegerField(_("rows dealt with"), default=0)
    total = models.PositiveIntegerField(_("rows in all"), default=0)
    problem = models.TextField(_("problem"), blank=True)
    order: "models.JSONField[Any, Any]" = models.JSONField(_("what was decided"), default=dict, blank=True)
    cautions = models.JSONField(_("cautions"), default=list, blank=True)
    untouched = models.PositiveIntegerField(_("rows left as they were"), default=0)
    received_at = models.DateTimeField(_("received at"), editable=False, db_index=True)
    received_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("received by")
    )
    applied_at = models.DateTimeField(_("taken over at"), null=True, blank=True, editable=False)
    applied_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
        verbose_name=_("taken over by"),
    )

    objects = ReceivedRecordsQuerySet.as_manager()

    class Meta:
        verbose_name = _("received records")
        verbose_name_plural = _("received records")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["received_by", "kind"],
                condition=Q(applied_at=None),
                name="%(app_label)s_%(class)s_one_waiting",
                violation_error_message=_("Another file of this kind that you brought waits."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_applied_at_with_by",
                condition=Q(applied_at__isnull=True, applied_by__isnull=True)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
                violation_error_message=_("Who and when belong together."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_state_known",
                condition=Q(state="read")
                | Q(
                    state__in=["opening", "comparing", "trying", "refused", "taking"], applied_at__isnull=True
                ),
                violation_error_message=_("What was taken over is not at work any more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.name}"

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has it at hand."""
        return self.state in self.UNDER_WAY

    @property
    def is_applied(self) -> bool:
        return self.applied_at is not None
