"""Files of annual reports that the portal makes in the background."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.statistical_regions import REGION_LABELS, Region
from reports.models.report_form import FORM_CHOICES, PACKAGE, FormKey
from tasks.models import Guidance

# What an export is asked for, and by whom: two that have it all in common are the same.
WISH = ("guidance", "organization", "scope", "among", "forms", "language", "with_submitted", "requested_by")


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: User) -> Self:
        """A person's own exports of whom they see still, and of what their department receives (design R18);
        administrators of the office see everyone's."""
        if user.is_administrator:
            return self.all()
        held = [organization.pk for organization in user.organizations_held]
        received = Q(scope=Export.Scope.HANDED_IN, guidance__receiving_department__in=held)
        return self.filter(user.scope.organizations("organization__") | received, requested_by=user)

    def unfinished(self) -> Self:
        """Those that wait or are being made."""
        return self.filter(status__in=[Export.Status.WAITING, Export.Status.RUNNING])

    def like(self, export: "Export") -> Self:
        """Those by which the same person asks for the same."""
        return self.filter(**{name: getattr(export, name) for name in WISH})

    def in_turn(self, pk: int, turn: int) -> Self:
        """One export while it is made in this turn: no later one has begun, and nobody has cancelled it."""
        return self.filter(pk=pk, status=Export.Status.RUNNING, times_begun=turn)


class Export(models.Model):
    """One requested file: the reports of which organizations in which forms, who asked, how far it is, and
    the file once it is made. More than one report or form come as a package (.zip)."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("In progress")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    class Scope(models.TextChoices):
        ALONE = "alone", _("The report of this organization")
        ALL = "all", _("Its report, and that of each organization that files to it")
        HANDED_IN = "handed_in", _("The reports handed in, each in the version that was")

    class Among(models.TextChoices):
        """Of whom reports that were handed in are taken; without one of everybody."""

        EAST = Region.EAST.value, REGION_LABELS[Region.EAST]
        CENTRE = Region.CENTRE.value, REGION_LABELS[Region.CENTRE]
        WEST = Region.WEST.value, REGION_LABELS[Region.WEST]
        NORTHEAST = Region.NORTHEAST.value, REGION_LABELS[Region.NORTHEAST]
        LOCAL = "local", _("Local bureaus and centres")
        DEPARTMENTS = "department", _("Departments")
        ONE = "one", _("One organization")

    guidance = models.ForeignKey(
        Guidance, on_delete=models.PROTECT, related_name="exports", verbose_name=_("guidance")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="exports", verbose_name=_("organization")
    )
    scope = models.CharField(_("reports"), max_length=10, choices=Scope, default=Scope.ALONE)
    among = models.CharField(_("of whom"), max_length=10, choices=Among, blank=True)
    # As report_form.as_stated writes them.
    forms = models.CharField(_("forms"), max_length=30)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    with_submitted = models.BooleanField(_("with what waits for approval"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    times_begun = models.PositiveIntegerField(_("times begun"), default=0)
    steps_done = models.PositiveIntegerField(_("steps done"), default=0)
    steps_total = models.PositiveIntegerField(_("steps in all"), default=0)
    # reports.exports.stages.Stage while it is made, reports.exports.manifest.Manifest once it is.
    stage = models.JSONField(_("stage"), null=True, blank=True)
    manifest = models.JSONField(_("manifest"), null=True, blank=True)
    report_version = models.PositiveIntegerField(
        _("version of the report"),
        null=True,
        blank=True,
        help_text=_("Empty where it is of no frozen report, or of several."),
    )
    file = models.FileField(_("file"), upload_to="exports/", blank=True)
    size = models.PositiveBigIntegerField(_("size"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    sm3 = models.CharField(_("SM3"), max_length=64, blank=True)
    problem = models.TextField(_("problem"), blank=True)
    requested_at = models.DateTimeField(_("requested at"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports", verbose_name=_("by")
    )
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exports_cancelled",
        verbose_name=_("cancelled by"),
    )

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
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_status_known",
                condition=Q(status__in=["waiting", "running", "done", "failed", "cancelled"]),
                violation_error_message=_("An export waits, is made, done, failed or cancelled."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_scope_known",
                condition=Q(scope__in=["alone", "all", "handed_in"]),
                violation_error_message=_("An export is of one report, of all below, or of those handed in."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_among_known",
                condition=Q(among="")
                | Q(
                    scope="handed_in",
                    among__in=["east", "centre", "west", "northeast", "local", "department", "one"],
                ),
                violation_error_message=_("Only reports that were handed in are taken of some."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_forms_known",
                condition=Q(forms__in=FORM_CHOICES),
                violation_error_message=_("Choose at least one form, each once."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_cancelled_at_with_by",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                violation_error_message=_("Who cancelled it, and when, belong together."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_cancelled_when",
                condition=Q(status="cancelled", cancelled_at__isnull=False)
                | ~Q(status="cancelled") & Q(cancelled_at__isnull=True),
                violation_error_message=_("A cancelled export says when, and no other does."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_cancelled_has_no_file",
                condition=~Q(status="cancelled") | Q(file="", sha256=""),
                violation_error_message=_("A cancelled export leaves no file."),
            ),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_at_a_time",
                fields=WISH,
                condition=Q(status__in=["waiting", "running"]),
                violation_error_message=_("The same export is being made."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guidance.year} · {timezone.localtime(self.requested_at):%Y-%m-%d %H:%M}"

    @property
    def form_keys(self) -> list[FormKey]:
        """The forms asked for, in their order."""
        return [FormKey(key) for key in self.forms.split(",")]

    @property
    def is_package(self) -> bool:
        """Whether its files come as one package, for there may be more than one."""
        return self.scope != self.Scope.ALONE or len(self.form_keys) > 1

    @property
    def stated_among(self) -> str:
        """Of whom, as the form that orders a package of what was handed in takes it."""
        return f"{self.among}-{self.organization_id}" if self.among == self.Among.ONE else self.among

    @property
    def among_in_words(self) -> str:
        """Of whom reports that were handed in are taken; "" where it is everybody."""
        return str(self.organization if self.among == self.Among.ONE else self.get_among_display())

    @property
    def extension(self) -> str:
        """What the file's name ends in, without the dot."""
        return PACKAGE if self.is_package else str(self.form_keys[0].value)

    @property
    def file_name(self) -> str:
        """How the file is called where a person saves it; those made before manifests have no name of their
        own."""
        return str(self.manifest["name"]) if self.manifest else f"{self.stem}.{self.extension}"

    def stored_name(self, turn: int) -> str:
        """How the file is called where the portal keeps it: each turn's file has a name of its own."""
        return f"{self.stem}-{self.pk}-{turn}.{self.extension}"

    @property
    def stem(self) -> str:
        requested = timezone.localtime(self.requested_at)
        return f"{self.guidance.year}-{self.organization.code}-{requested:%Y%m%d-%H%M}"

    @property
    def is_finished(self) -> bool:
        return self.status not in {self.Status.WAITING, self.Status.RUNNING}
