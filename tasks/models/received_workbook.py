"""收到的表格: a spreadsheet that somebody brought for a filing, kept until it is settled, for some days."""

import datetime as dt
import secrets
from pathlib import PurePosixPath
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from tasks.models.evidence import LONGEST_NAME
from tasks.models.filing import Filing
from tasks.models.own_spreadsheet import OwnSpreadsheet
from tasks.models.who_and_when import moment, pair, person

# So long a file is kept, whatever became of it; the filing's log tells of it for good.
KEPT = dt.timedelta(days=7)


def storage_name(workbook: "ReceivedWorkbook", _name: str) -> str:
    """Where a file is kept: under its filing, by a name that nobody chose and nobody can guess."""
    suffix = PurePosixPath(workbook.name).suffix.lower()[:10]
    return f"received/{workbook.filing_id}/{secrets.token_hex(16)}{suffix}"


class ReceivedWorkbookQuerySet(models.QuerySet["ReceivedWorkbook"]):
    def of(self, user: User) -> Self:
        """Those that the person brought, of filings that they may see: a file is its bringer's alone."""
        return self.filter(received_by=user, filing__in=Filing.objects.visible_to(user))

    def waiting(self) -> Self:
        """Those that nobody has taken over yet: one a person and filing at most."""
        return self.filter(taken_over_at=None)

    def outdated(self, *, at: dt.datetime) -> Self:
        """Those that have been kept long enough."""
        return self.filter(received_at__lt=at - KEPT)


class ReceivedWorkbook(models.Model):
    """One file that somebody brought for a filing, and what became of it.

    ``lines`` are those that were taken over from it: kind, subject, the version before (0 for a line that
    nobody had saved) and the one that was made.
    """

    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, related_name="received_workbooks", verbose_name=_("filing")
    )
    file = models.FileField(_("file"), upload_to=storage_name, max_length=200)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    own_spreadsheet = models.ForeignKey(
        OwnSpreadsheet,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("own spreadsheet"),
    )
    lines = models.JSONField(_("lines taken over"), default=list, blank=True)
    received_at = models.DateTimeField(_("received at"), editable=False, db_index=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("received by"),
    )
    taken_over_at = moment(_("taken over at"))
    taken_over_by = person(_("taken over by"), db_index=False)
    undone_at = moment(_("undone at"))
    undone_by = person(_("undone by"), db_index=False)

    objects = ReceivedWorkbookQuerySet.as_manager()

    class Meta:
        verbose_name = _("received spreadsheet")
        verbose_name_plural = _("received spreadsheets")
        ordering = ["filing", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "received_by"],
                condition=Q(taken_over_at=None),
                name="%(app_label)s_%(class)s_one_waiting",
                violation_error_message=_("Another file that you brought for this filing waits."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_undone_after_taken_over",
                condition=Q(undone_at=None)
                | Q(taken_over_at__isnull=False, undone_at__gte=F("taken_over_at")),
                violation_error_message=_("Only what was taken over is undone, and later."),
            ),
            pair("taken_over"),
            pair("undone"),
        ]

    def __str__(self) -> str:
        return f"{self.filing} · {self.name}"

    @property
    def is_taken_over(self) -> bool:
        return self.taken_over_at is not None

    @property
    def may_be_undone(self) -> bool:
        """Whether it was taken over, changed anything, and still stands."""
        return self.is_taken_over and self.undone_at is None and bool(self.lines)
