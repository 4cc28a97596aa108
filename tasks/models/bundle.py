"""批量填报: the workbooks of many filings at once, taken away in one file or brought back."""

import datetime as dt
import secrets
from pathlib import PurePosixPath
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from tasks.models.evidence import LONGEST_NAME
from tasks.models.filing import Filing
from tasks.models.received_workbook import KEPT, ReceivedWorkbook


def storage_name(bundle: "FilingBundle", _name: str) -> str:
    """Where a file is kept: by a name that nobody chose and nobody can guess."""
    suffix = PurePosixPath(bundle.name).suffix.lower()[:10]
    return f"bundles/{secrets.token_hex(16)}{suffix}"


class FilingBundleQuerySet(models.QuerySet["FilingBundle"]):
    def of(self, user: User) -> Self:
        """Those that the person asked for or brought: a bundle is its person's alone."""
        return self.filter(requested_by=user)

    def outdated(self, *, at: dt.datetime) -> Self:
        """Those that have been kept long enough."""
        return self.filter(requested_at__lt=at - KEPT)

    def with_counts(self) -> Self:
        """Annotates ``total``, how many parts there are, and ``done``, how many of them were dealt with."""
        waiting = Q(parts__state__in=BundlePart.UNDER_WAY)
        return self.annotate(total=Count("parts"), done=Count("parts", filter=~waiting))


class FilingBundle(models.Model):
    """The workbooks of many filings: packed for somebody to take away, or brought by somebody, looked at and
    taken over. Its parts tell how far it is; work that broke off goes on with those that wait."""

    class Purpose(models.TextChoices):
        TAKE = "take", _("Taken away")
        BRING = "bring", _("Brought back")

    class State(models.TextChoices):
        WORKING = "working", _("In progress")
        READ = "read", _("Looked at")
        TAKING = "taking", _("Being taken over")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    class Form(models.TextChoices):
        ZIP = "zip", _("A workbook for each filing, packed as .zip")
        WORKBOOK = "xlsx", _("All filings in one workbook (.xlsx)")

    UNFINISHED = (State.WORKING, State.TAKING)

    purpose = models.CharField(_("purpose"), max_length=5, choices=Purpose)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WORKING)
    form = models.CharField(_("form"), max_length=4, choices=Form, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    file = models.FileField(_("file"), upload_to=storage_name, max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField(_("size"), default=0, help_text=_("In bytes."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    problem = models.TextField(_("problem"), blank=True)
    requested_at = models.DateTimeField(_("requested at"), editable=False, db_index=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("requested by"),
    )

    objects = FilingBundleQuerySet.as_manager()

    # What ``with_counts`` brings along.
    total: int = 0
    done: int = 0

    class Meta:
        verbose_name = _("bundle of filings")
        verbose_name_plural = _("bundles of filings")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_state_known",
                condition=Q(purpose="take", form__gt="", state__in=["working", "done", "failed"])
                | Q(purpose="bring", form="", state__in=["working", "read", "taking", "done", "failed"]),
                violation_error_message=_("What is taken away has a form, and only what is brought is read."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_its_file",
                condition=Q(purpose="take", state__in=["working", "failed"]) | Q(file__gt="", sha256__gt=""),
                violation_error_message=_("What was made or brought has its file and checksum."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_brought(self) -> bool:
        return self.purpose == self.Purpose.BRING

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNFINISHED


class BundlePart(models.Model):
    """What a bundle holds for one filing: where it stands in the file, and what became of it.

    ``member`` is the place of its file in a package; several parts have the same where one workbook holds
    many filings. ``seen`` are the versions of the lines that it would write over, as they were shown (design
    R20), ``reading`` the digest of how its file was read, ``findings`` sentences with their places. A part
    whose file could not be read has no ``filing``.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        READ = "read", _("Looked at")
        REFUSED = "refused", _("Cannot be taken over")
        QUEUED = "queued", _("To be taken over")
        DONE = "done", _("Done")
        LEFT = "left", _("Left as it was")

    UNDER_WAY = (State.WAITING, State.QUEUED)

    bundle = models.ForeignKey(
        FilingBundle, on_delete=models.CASCADE, related_name="parts", verbose_name=_("bundle")
    )
    number = models.PositiveIntegerField(_("number"))
    member = models.PositiveIntegerField(_("place in the package"), default=0)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    filing = models.ForeignKey(
        Filing,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="bundle_parts",
        verbose_name=_("filing"),
    )
    workbook = models.ForeignKey(
        ReceivedWorkbook,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="bundle_parts",
        verbose_name=_("received spreadsheet"),
    )
    is_carried = models.BooleanField(_("carried for the organization"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    changed = models.PositiveIntegerField(_("lines that change"), default=0)
    unchanged = models.PositiveIntegerField(_("lines that stay"), default=0)
    conflicts = models.PositiveIntegerField(_("conflicts"), default=0)
    errors = models.PositiveIntegerField(_("errors"), default=0)
    seen: "models.JSONField[Any, Any]" = models.JSONField(_("versions shown"), default=list, blank=True)
    reading = models.CharField(_("reading"), max_length=64, blank=True)
    findings: "models.JSONField[Any, Any]" = models.JSONField(_("findings"), default=list, blank=True)
    problem = models.TextField(_("problem"), blank=True)

    class Meta:
        verbose_name = _("part of a bundle")
        verbose_name_plural = _("parts of a bundle")
        ordering = ["bundle", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "number"],
                name="%(app_label)s_%(class)s_numbered_once",
                violation_error_message=_("Another part of the bundle has this number."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_state_known",
                condition=Q(state__in=["waiting", "read", "refused", "queued", "done", "left"]),
                violation_error_message=_("A part waits, was looked at, refused, taken over or left."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing or self.name}"

    @property
    def is_good(self) -> bool:
        """Whether it can be taken over as it was read: something changes, and nothing stands in the way."""
        return self.state == self.State.READ and bool(self.changed) and not (self.conflicts or self.errors)

    @property
    def is_undoable(self) -> bool:
        """Whether it was taken over and still stands so."""
        return self.state == self.State.DONE and self.workbook is not None and self.workbook.may_be_undone
