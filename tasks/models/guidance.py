"""The year's document and its tree of sections."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User

LONGEST_ISSUER = 300
LONGEST_REASON = 500


class GuidanceQuerySet(models.QuerySet["Guidance"]):
    def published(self) -> Self:
        return self.filter(status=Guidance.Status.PUBLISHED)

    def readable_by(self, user: User) -> Self:
        """Published guidances for everyone, drafts for administrators of the office: what the list of
        documents and the pages of one document show, and no other page."""
        return self.all() if user.is_administrator else self.published()


class Guidance(models.Model):
    """年度工作指引: one year's document, as the office issued it."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    issuer = models.CharField(_("issuer"), max_length=LONGEST_ISSUER)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    report_due_on = models.DateField(_("report due on"), null=True, blank=True)
    receiving_department = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("receiving department"),
    )
    source_name = models.CharField(_("source file"), max_length=200)
    source_text = models.TextField(_("source text"))
    source_sha256 = models.CharField(_("SHA-256 of the source"), max_length=64)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("guidance")
        verbose_name_plural = _("guidances")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_when",
                condition=Q(status="draft", published_at__isnull=True)
                | Q(status="published", published_at__isnull=False),
                violation_error_message=_("A guidance is published with a time, and only then."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_by_with_at",
                condition=Q(published_by__isnull=True) | Q(published_at__isnull=False),
                violation_error_message=_("Who published it goes with when."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED


class Section(models.Model):
    """条目: a node of the document tree.

    ``starts_at`` and ``ends_at`` are character offsets of its own stretch of the guidance's source text;
    the stretches of all sections lie end to end, so that nothing of the source is dropped.
    """

    class Kind(models.TextChoices):
        NOTICE = "notice", _("Notice")
        PREAMBLE = "preamble", _("Preamble")
        PART = "part", _("Part")
        SECTION = "section", _("Section")
        BULLET = "bullet", _("Bullet")
        ITEM = "item", _("Item")

    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="sections", verbose_name=_("guidance")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
    )
    order = models.PositiveSmallIntegerField(_("order"))
    path = models.CharField(_("path"), max_length=80, help_text=_("Printed numbers from the top: 二/三."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    level = models.PositiveSmallIntegerField(_("level"))
    number = models.CharField(_("number as printed"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    starts_at = models.PositiveIntegerField(_("starts at"))
    ends_at = models.PositiveIntegerField(_("ends at"))

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["guidance", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "order"],
                name="%(app_label)s_%(class)s_order_once",
                violation_error_message=_("Another section has this place in the document."),
            ),
            models.UniqueConstraint(
                fields=["guidance", "path"],
                name="%(app_label)s_%(class)s_path_once",
                violation_error_message=_("Another section has this path."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_offsets_in_order",
                condition=Q(starts_at__lte=F("ends_at")),
                violation_error_message=_("The stretch ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.title}"

    @property
    def source(self) -> str:
        """Its own stretch of the source, exactly as published."""
        return self.guidance.source_text[self.starts_at : self.ends_at]


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def published(self) -> Self:
        """Periods of published guidances."""
        return self.filter(guidance__status=Guidance.Status.PUBLISHED)

    def ordinary(self) -> Self:
        """Without the supplements: the periods of the plan, which everybody files for."""
        return self.exclude(kind=ReportingPeriod.Kind.SUPPLEMENT)

    def supplements(self) -> Self:
        return self.filter(kind=ReportingPeriod.Kind.SUPPLEMENT)


class ReportingPeriod(models.Model):
    """报告期: the period reported on (``starts_on``…``ends_on``) and the window to file in
    (``opens_on``…``due_on``), all days inclusive, Asia/Shanghai.

    补报: a supplement is a period after the year end for results that exist only then (design R6). It asks
    some organizations for some lines, for a ``reason``; it reports on the whole year.
    """

    class Kind(models.TextChoices):
        MONTH = "month", _("Month")
        QUARTER = "quarter", _("Quarter")
        HALF_YEAR = "half_year", _("Half-year")
        OWN = "own", _("Own dates")
        YEAR_END = "year_end", _("Year end")
        SUPPLEMENT = "supplement", _("Supplement")

    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="periods", verbose_name=_("guidance")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    order = models.PositiveSmallIntegerField(_("order"), help_text=_("Its place in the year, from 1."))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    opens_on = models.DateField(_("window opens on"))
    due_on = models.DateField(_("due on"))
    reason = models.CharField(
        _("reason"),
        max_length=LONGEST_REASON,
        blank=True,
        help_text=_("Why a supplement was opened; empty for every other period."),
    )

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["guidance__year", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "order"],
                name="%(app_label)s_%(class)s_order_once",
                violation_error_message=_("Another period of this guidance has this place in the year."),
            ),
            models.UniqueConstraint(
                fields=["guidance"],
                condition=Q(kind="year_end"),
                name="%(app_label)s_%(class)s_one_year_end",
                violation_error_message=_("A guidance has one year end."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_period_in_order",
                condition=Q(starts_on__lte=F("ends_on")),
                violation_error_message=_("The period ends before it starts."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_window_in_order",
                condition=Q(opens_on__lte=F("due_on")),
                violation_error_message=_("The window is due before it opens."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_supplement_with_reason",
                condition=Q(kind="supplement", reason__gt="") | ~Q(kind="supplement") & Q(reason=""),
                violation_error_message=_("A supplement has a reason, and no other period has one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    @admin.display(description=_("Period"))
    def name(self) -> str:
        """How people call it, in the language of the page: 2021 年第三季度."""
        kind, year = self.Kind(self.kind), {"year": self.guidance.year}
        if kind is self.Kind.YEAR_END:
            return _("Year end %(year)s") % year
        if kind is self.Kind.SUPPLEMENT:
            return _("Supplement to %(year)s, due %(day)s") % (year | {"day": date_format(self.due_on)})
        if kind is self.Kind.OWN:
            return _("%(first)s to %(last)s") % {
                "first": date_format(self.starts_on),
                "last": date_format(self.ends_on),
            }
        place = (self.ends_on.month - 1) // MONTHS_OF[kind] + 1
        return PERIOD_NAMES[kind, place] % year

    def has_opened(self, *, on: dt.date) -> bool:
        """Whether its window is open on a day, or was before."""
        return self.opens_on <= on

    @property
    def is_year_end(self) -> bool:
        return self.kind == self.Kind.YEAR_END

    @property
    def is_supplement(self) -> bool:
        return self.kind == self.Kind.SUPPLEMENT


MONTHS_OF = {
    ReportingPeriod.Kind.MONTH: 1,
    ReportingPeriod.Kind.QUARTER: 3,
    ReportingPeriod.Kind.HALF_YEAR: 6,
}
PERIOD_NAMES = {
    (ReportingPeriod.Kind.QUARTER, 1): _("First quarter of %(year)s"),
    (ReportingPeriod.Kind.QUARTER, 2): _("Second quarter of %(year)s"),
    (ReportingPeriod.Kind.QUARTER, 3): _("Third quarter of %(year)s"),
    (ReportingPeriod.Kind.QUARTER, 4): _("Fourth quarter of %(year)s"),
    (ReportingPeriod.Kind.HALF_YEAR, 1): _("First half of %(year)s"),
    (ReportingPeriod.Kind.HALF_YEAR, 2): _("Second half of %(year)s"),
    (ReportingPeriod.Kind.MONTH, 1): _("January %(year)s"),
    (ReportingPeriod.Kind.MONTH, 2): _("February %(year)s"),
    (ReportingPeriod.Kind.MONTH, 3): _("March %(year)s"),
    (ReportingPeriod.Kind.MONTH, 4): _("April %(year)s"),
    (ReportingPeriod.Kind.MONTH, 5): _("May %(year)s"),
    (ReportingPeriod.Kind.MONTH, 6): _("June %(year)s"),
    (ReportingPeriod.Kind.MONTH, 7): _("July %(year)s"),
    (ReportingPeriod.Kind.MONTH, 8): _("August %(year)s"),
    (ReportingPeriod.Kind.MONTH, 9): _("September %(year)s"),
    (ReportingPeriod.Kind.MONTH, 10): _("October %(year)s"),
    (ReportingPeriod.Kind.MONTH, 11): _("November %(year)s"),
    (ReportingPeriod.Kind.MONTH, 12): _("December %(year)s"),
}
