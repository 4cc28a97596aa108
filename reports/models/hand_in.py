"""报送: annual reports handed in to the department that receives them, electronically and on paper."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import AppendOnly, Organization, User
from reports.models.annual_report import SHA256_LENGTH, AnnualReport
from reports.models.report_form import FORM_CHOICES, FormKey
from tasks.models import Guidance

LONGEST_NOTE = 500


class HandInQuerySet(models.QuerySet["HandIn"]):
    def visible_to(self, user: User) -> Self:
        """Those of the organizations in the person's scope, and those that their department receives
        (design R18)."""
        held = [organization.pk for organization in user.organizations_held]
        in_scope = user.scope.organizations("report__organization__")
        return self.filter(in_scope | Q(guidance__receiving_department__in=held))

    def of(self, guidance: Guidance, organization: Organization) -> Self:
        """What one organization has handed in, the latest first."""
        return self.filter(guidance=guidance, report__organization=organization).order_by("-number")

    def for_page(self) -> Self:
        """With the names that a page shows, in one query."""
        related = ("guidance__receiving_department", "report__organization", "report__verification")
        others = ("report__frozen_by", "handed_in_by", "replaces__report")
        return self.select_related(*related, *others).defer("guidance__source_text")


class HandIn(AppendOnly):
    """One version of a report, handed in electronically: a receipt that never changes.

    ``number`` counts the receipts of a guidance from 1 without a gap; ``replaces`` is what the organization
    had handed in before. What was handed in is the frozen snapshot with these checksums; ``forms`` are those
    of which the portal had made a file by then. ``handed_in_on`` is the day in the portal's calendar.
    """

    guidance = models.ForeignKey(
        Guidance, on_delete=models.PROTECT, related_name="hand_ins", verbose_name=_("guidance")
    )
    number = models.PositiveIntegerField(_("receipt number"))
    report = models.ForeignKey(
        AnnualReport, on_delete=models.PROTECT, related_name="hand_ins", verbose_name=_("annual report")
    )
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    is_issued = models.BooleanField(_("signed out"))
    forms = models.CharField(_("forms"), max_length=30)
    sha256 = models.CharField(_("SHA-256"), max_length=SHA256_LENGTH)
    sm3 = models.CharField(_("SM3"), max_length=SHA256_LENGTH)
    handed_in_on = models.DateField(_("handed in on"))
    handed_in_at = models.DateTimeField(_("handed in at"))
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("handed in by")
    )

    objects = HandInQuerySet.as_manager()

    class Meta:
        verbose_name = _("report handed in")
        verbose_name_plural = _("reports handed in")
        ordering = ["-guidance__year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "number"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This receipt number is given already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_counts_from_one",
                condition=Q(number__gte=1),
                violation_error_message=_("Numbers count from 1."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_checksums",
                condition=~Q(sha256="") & ~Q(sm3=""),
                violation_error_message=_("What is handed in has its checksums."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_replaces_no_self",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")),
                violation_error_message=_("What is handed in does not replace itself."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_forms_known",
                condition=Q(forms__in=FORM_CHOICES),
                violation_error_message=_("What is handed in has at least one form, each once."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_number} · {self.report.organization}"

    @property
    def receipt_number(self) -> str:
        """The number as it is printed: the year of the guidance and the place in its register."""
        return f"{self.guidance.year}-{self.number:04d}"

    @property
    def form_labels(self) -> list[str]:
        return [str(FormKey(key).label) for key in self.forms.split(",")]


class HandInStep(AppendOnly):
    """What else happened on the way of a report to the department that receives it, on file for good.

    A return names what it sends back; an arrival of the paper the version that arrived and when; a
    withdrawal the arrival that was noted wrongly. ``noted_on`` is the day in the portal's calendar.
    """

    class Kind(models.TextChoices):
        RETURNED = "returned", _("Sent back")
        ARRIVED = "arrived", _("Paper arrived")
        TAKEN_BACK = "taken_back", _("Entry of the paper taken back")
        REMINDED = "reminded", _("Reminded")

    guidance = models.ForeignKey(
        Guidance, on_delete=models.PROTECT, related_name="hand_in_steps", verbose_name=_("guidance")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="hand_in_steps", verbose_name=_("organization")
    )
    kind = models.CharField(_("step"), max_length=10, choices=Kind)
    hand_in = models.OneToOneField(
        HandIn,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="returned",
        verbose_name=_("report handed in"),
    )
    report = models.ForeignKey(
        AnnualReport,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="arrivals",
        verbose_name=_("annual report"),
    )
    arrived_on = models.DateField(_("arrived on"), null=True, blank=True)
    arrival = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_back",
        verbose_name=_("arrival"),
    )
    note = models.CharField(_("reason or text"), max_length=LONGEST_NOTE, blank=True)
    noted_on = models.DateField(_("day"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("step of a hand-in")
        verbose_name_plural = _("steps of hand-ins")
        ordering = ["guidance", "organization__path", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_kind_known",
                condition=Q(kind__in=["returned", "arrived", "taken_back", "reminded"]),
                violation_error_message=_("Unknown step."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_returned_with_reason",
                condition=Q(kind="returned", hand_in__isnull=False) & ~Q(note="")
                | ~Q(kind="returned") & Q(hand_in__isnull=True),
                violation_error_message=_("A return names what it sends back, and why; nothing else does."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_arrived_with_day",
                condition=Q(kind="arrived", report__isnull=False, arrived_on__isnull=False)
                | ~Q(kind="arrived") & Q(report__isnull=True, arrived_on__isnull=True),
                violation_error_message=_("An arrival names the version and the day; nothing else does."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_arrived_by_then",
                condition=Q(arrived_on__isnull=True) | Q(arrived_on__lte=F("noted_on")),
                violation_error_message=_("What arrives later cannot be noted yet."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_taken_back_with_reason",
                condition=Q(kind="taken_back", arrival__isnull=False) & ~Q(note="")
                | ~Q(kind="taken_back") & Q(arrival__isnull=True),
                violation_error_message=_("A withdrawal names the entry and why; nothing else does."),
            ),
            models.UniqueConstraint(
                fields=["guidance", "organization", "noted_on"],
                condition=Q(kind="reminded"),
                name="%(app_label)s_%(class)s_reminded_once_a_day",
                violation_error_message=_("This organization was reminded today already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.get_kind_display()} · {self.by}"
