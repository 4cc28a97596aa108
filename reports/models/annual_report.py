"""年度报告: the frozen year-end report of one organization, or of the whole office (design R14–R17)."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from organizations.deputy_wording import acting_name
from organizations.models import AppendOnly, Organization, User
from tasks.models import Filing, Guidance

SHA256_LENGTH = 64


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    def visible_to(self, user: User) -> Self:
        """Reports of the organizations in the person's scope (design R18)."""
        return self.filter(user.scope.organizations("organization__"))

    def of(self, guidance: Guidance, organization: Organization) -> Self:
        """Every version of one report, the latest first."""
        return self.filter(guidance=guidance, organization=organization).order_by("-version")

    def current(self) -> Self:
        """The latest version of each report."""
        same = self.model.objects.filter(
            guidance=OuterRef("guidance"), organization=OuterRef("organization")
        ).order_by("-version")
        return self.filter(pk=Subquery(same.values("pk")[:1]))

    def latest_of(self, guidance: Guidance | int, organizations: Iterable[Organization | int]) -> Self:
        """The latest version of each organization's report; guidance and organizations may stand by id."""
        return self.filter(guidance=guidance, organization__in=organizations).current()

    def for_list(self) -> Self:
        """With the names that a list shows, in one query."""
        related = ("guidance", "organization", "frozen_by", "frozen_in_place_of", "verification")
        return self.select_related(*related).defer("guidance__source_text")


class AnnualReport(AppendOnly):
    """One version of a report: written once, never changed (design R15).

    ``filing`` and ``filing_version`` are what its approval froze; None for the office, whose report an
    administrator freezes. A deputy has signed it out for ``frozen_in_place_of``. ``substance`` is the
    checksum of all that it says but for when, by whom and as which version, so that freezing the same again
    makes no version.
    """

    guidance = models.ForeignKey(
        Guidance, on_delete=models.PROTECT, related_name="annual_reports", verbose_name=_("guidance")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="annual_reports", verbose_name=_("organization")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    filing = models.ForeignKey(
        Filing,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="annual_reports",
        verbose_name=_("filing"),
    )
    filing_version = models.PositiveIntegerField(_("version of the filing"), null=True, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=SHA256_LENGTH)
    sm3 = models.CharField(_("SM3"), max_length=SHA256_LENGTH)
    substance = models.CharField(_("SHA-256 of what it says"), max_length=SHA256_LENGTH)
    is_sample = models.BooleanField(_("sample data"), default=False)
    frozen_at = models.DateTimeField(_("frozen at"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("frozen by")
    )
    frozen_in_place_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in place of"),
    )

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        ordering = ["-guidance__year", "organization__path", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "organization", "version"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This version of the report is frozen already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_replaces_another",
                condition=Q(version=1, replaces__isnull=True) | Q(version__gt=1, replaces__isnull=False),
                violation_error_message=_("Every version but the first names the one that it replaces."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_replaces_no_self",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")),
                violation_error_message=_("A version does not replace itself."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_filing_with_version",
                condition=Q(filing__isnull=True, filing_version__isnull=True)
                | Q(filing__isnull=False, filing_version__isnull=False),
                violation_error_message=_("A filing goes with its version."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_checksums",
                condition=Q(sha256__gt="", sm3__gt="", substance__gt="", size__gt=0),
                violation_error_message=_("A frozen report has its size and its checksums."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guidance.year} · {self.organization} · v{self.version}"

    @property
    def frozen_by_name(self) -> str:
        """Who froze it or signed it out, with the one whom a deputy stood in for."""
        return acting_name(self.frozen_by.name, self.frozen_in_place_of or "")


class ReportContent(AppendOnly):
    """The snapshot of a report: its canonical JSON, compressed (zlib). A table of its own, so that no list
    of reports reads it; in the database, so that report and content are there together or not at all."""

    report = models.OneToOneField(
        AnnualReport,
        on_delete=models.PROTECT,
        related_name="content",
        verbose_name=_("annual report"),
    )
    compressed = models.BinaryField(_("compressed snapshot"))

    class Meta:
        verbose_name = _("snapshot of a report")
        verbose_name_plural = _("snapshots of reports")

    def __str__(self) -> str:
        return str(self.report)
