"""Workbooks and other files that the portal makes in the background."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from tasks.models import Guidance


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: User) -> Self:
        """A person's own exports; administrators of the office see everyone's."""
        return self.all() if user.is_administrator else self.filter(requested_by=user)

    def unfinished(self) -> Self:
        """Those that wait or are being made."""
        return self.filter(status__in=[Export.Status.WAITING, Export.Status.RUNNING])

    def in_turn(self, pk: int, turn: int) -> Self:
        """One export while it is made in this turn, and no later one has begun."""
        return self.filter(pk=pk, status=Export.Status.RUNNING, times_begun=turn)


class Export(models.Model):
    """One requested year-end workbook: of which organization and everything under it, who asked, how far it
    is, and the file once it is made."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("In progress")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    guidance = models.ForeignKey(
        Guidance, on_delete=models.PROTECT, related_name="exports", verbose_name=_("guidance")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="exports", verbose_name=_("organization")
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    times_begun = models.PositiveIntegerField(_("times begun"), default=0)
    steps_done = models.PositiveIntegerField(_("steps done"), default=0)
    steps_total = models.PositiveIntegerField(_("steps in all"), default=0)
    file = models.FileField(_("file"), upload_to="exports/", blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    problem = models.TextField(_("problem"), blank=True)
    requested_at = models.DateTimeField(_("requested at"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports", verbose_name=_("by")
    )
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_done_has_file",
                condition=~Q(status="done") | Q(file__gt="", sha256__gt="", finished_at__isnull=False),
                violation_error_message=_("A finished export has its file and checksum."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_steps_in_order",
                condition=Q(steps_done__lte=F("steps_total")),
                violation_error_message=_("More steps done than there are."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guidance.year} · {self.requested_at:%Y-%m-%d %H:%M}"

    @property
    def file_name(self) -> str:
        """How the file is called where a person saves it."""
        requested = timezone.localtime(self.requested_at)
        return f"{self.guidance.year}-{self.organization.code}-{requested:%Y%m%d-%H%M}.xlsx"

    def stored_name(self, turn: int) -> str:
        """How the file is called where the portal keeps it: each turn's file has a name of its own."""
        return f"{self.file_name.removesuffix('.xlsx')}-{self.pk}-{turn}.xlsx"

    @property
    def is_finished(self) -> bool:
        return self.status in {self.Status.DONE, self.Status.FAILED}
