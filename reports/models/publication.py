"""发布: the office's report given to everybody in the portal, and the files that it is given as."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import AppendOnly, User
from reports.models.annual_report import SHA256_LENGTH, AnnualReport
from tasks.models import Guidance
from tasks.models.who_and_when import moment, pair, person

LONGEST_REASON = 500


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: User) -> Self:
        """What stands, for everybody, whatever their scope (design R18); administrators of the office see
        what was replaced or withdrawn as well."""
        return self.all() if user.is_administrator else self.standing()

    def standing(self) -> Self:
        """Those that are neither replaced nor withdrawn, one a guidance at most."""
        return self.filter(withdrawn_at=None, replaced_at=None)

    def of(self, guidance: Guidance) -> Self:
        """Every publication of one year's report, the latest first."""
        return self.filter(guidance=guidance).order_by("-pk")

    def for_page(self) -> Self:
        """With what a page says of them, in one query."""
        people = ("published_by", "replaced_by", "withdrawn_by")
        report = (
            "report__organization",
            "report__verification",
            "report__number",
            "report__frozen_by",
            "report__frozen_in_place_of",
        )
        return self.select_related("guidance", *people, *report).defer("guidance__source_text")


class Publication(AppendOnly):
    """One version of the office's report, signed out and numbered, that everybody in the portal may read.

    It stands until it is withdrawn with a reason, or replaced by a newer version; the row stays. ``is_made``
    says that its files were made, ``problem`` which could not be, and why. ``published_on`` is the day in the
    portal's calendar.
    """

    CHANGING: ClassVar[tuple[str, ...]] = (
        *("replaced_at", "replaced_by_id", "withdrawn_at", "withdrawn_by_id", "withdrawal_reason"),
        *("is_made", "problem"),
    )

    guidance = models.ForeignKey(
        Guidance, on_delete=models.PROTECT, related_name="publications", verbose_name=_("guidance")
    )
    report = models.ForeignKey(
        AnnualReport, on_delete=models.PROTECT, related_name="publications", verbose_name=_("annual report")
    )
    published_on = models.DateField(_("day"))
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("published by")
    )
    replaced_at = moment(_("replaced at"))
    replaced_by = person(_("replaced by"))
    withdrawn_at = moment(_("withdrawn at"))
    withdrawn_by = person(_("withdrawn by"))
    withdrawal_reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    is_made = models.BooleanField(_("files made"), default=False)
    problem = models.TextField(_("problem"), blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("published report")
        verbose_name_plural = _("published reports")
        ordering = ["-guidance__year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance"],
                condition=Q(withdrawn_at__isnull=True, replaced_at__isnull=True),
                name="%(app_label)s_%(class)s_one_stands",
                violation_error_message=_("A report of this year is published already."),
            ),
            pair("replaced"),
            pair("withdrawn"),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_once",
                condition=Q(replaced_at__isnull=True) | Q(withdrawn_at__isnull=True),
                violation_error_message=_("What is replaced is not withdrawn as well."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_with_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawal_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason=""),
                violation_error_message=_("Who withdraws a published report says why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guidance.year} · {self.report}"

    @property
    def stands(self) -> bool:
        """Whether everybody may read it."""
        return self.withdrawn_at is None and self.replaced_at is None


class PublicationFile(AppendOnly):
    """One file of a published report, made once; ``name`` is how it is called where a person saves it."""

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF (.pdf)")
        DOCX = "docx", _("Word (.docx)")
        DATA = "data", _("Open data (.zip)")

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="files", verbose_name=_("published report")
    )
    kind = models.CharField(_("file"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=255)
    file = models.FileField(_("stored file"), upload_to="publications/")
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=SHA256_LENGTH)
    sm3 = models.CharField(_("SM3"), max_length=SHA256_LENGTH)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("file of a published report")
        verbose_name_plural = _("files of published reports")
        ordering = ["publication", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "kind"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This file is made already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_kind_known",
                condition=Q(kind__in=["pdf", "docx", "data"]),
                violation_error_message=_("A published report has a PDF, a Word file and its data."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_checksums",
                condition=Q(file__gt="", sha256__gt="", sm3__gt="", size__gt=0),
                violation_error_message=_("A file of a published report has its size and its checksums."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
