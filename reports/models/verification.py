"""What a copy of a report is checked by: the code that its forms carry, and the checksums of files made of it
(design R16)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import AppendOnly
from reports.models.annual_report import SHA256_LENGTH, AnnualReport
from reports.models.report_form import PACKAGE, FormKey
from reports.verification_codes.code import LENGTH, printed_code


class VerificationCode(AppendOnly):
    """验证码: the code of one version of a report, never issued twice. Reports frozen before there were codes
    have got one since, which stands on none of their forms."""

    report = models.OneToOneField(
        AnnualReport,
        on_delete=models.PROTECT,
        related_name="verification",
        verbose_name=_("annual report"),
    )
    code = models.CharField(_("verification code"), max_length=LENGTH)

    class Meta:
        verbose_name = _("verification code")
        verbose_name_plural = _("verification codes")
        ordering = ["-report"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This verification code is issued already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_given",
                condition=Q(code__gt=""),
                violation_error_message=_("A verification code is not empty."),
            ),
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """As forms print it."""
        return printed_code(self.code)


class ReportFileQuerySet(models.QuerySet["ReportFile"]):
    def like(self, sha256: str) -> Self:
        """What a file with this checksum was made of, with the names that are told of it (one query)."""
        found = self.filter(sha256=sha256).order_by("pk")
        named = found.select_related("report__guidance", "report__organization")
        return named.defer("report__guidance__source_text")


class ReportFile(AppendOnly):
    """A file that the portal has made of a frozen report, by its checksum: the same file again is the same
    row. A package has a row for each frozen report in it."""

    report = models.ForeignKey(
        AnnualReport, on_delete=models.PROTECT, related_name="files", verbose_name=_("annual report")
    )
    form = models.CharField(
        _("file format"), max_length=10, choices=[*FormKey.choices, (PACKAGE, _("Package (.zip)"))]
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    sha256 = models.CharField(_("SHA-256"), max_length=SHA256_LENGTH)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    made_at = models.DateTimeField(_("made at"))

    objects = ReportFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "report"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This file is noted already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_form_known",
                condition=Q(form__in=[*FormKey.values, PACKAGE]),
                violation_error_message=_("A file of a report has one of its forms, or is a package."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_checksum",
                condition=Q(sha256__gt="", size__gt=0),
                violation_error_message=_("A file of a report has its size and its checksum."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.form}"
