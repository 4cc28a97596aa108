"""How an organization's report is headed, addressed and signed (GB/T 9704-2012)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from reports.sign_off.course import Order
from reports.snapshot.document import Form


class ReportSettings(models.Model):
    """版式: form, mark, number and contact of one organization's reports; without a row stand the defaults.

    They are frozen with a report: a change concerns the next version.
    """

    class Letterhead(models.TextChoices):
        OFFICIAL = Form.OFFICIAL.value, _("Official document with red letterhead")
        LETTER = Form.LETTER.value, _("Letter")
        PLAIN = Form.PLAIN.value, _("Without letterhead")

    class SignOff(models.TextChoices):
        FULL = Order.FULL.value, _("Drafted, checked, countersigned, signed out")
        CHECKED = Order.CHECKED.value, _("Drafted, checked, signed out")
        SIGNED = Order.SIGNED.value, _("Drafted, signed out")

    organization = models.OneToOneField(
        Organization,
        on_delete=models.CASCADE,
        related_name="report_settings",
        verbose_name=_("organization"),
    )
    letterhead = models.CharField(
        _("letterhead"), max_length=10, choices=Letterhead, default=Letterhead.OFFICIAL
    )
    mark = models.CharField(
        _("mark of the issuing authority"),
        max_length=60,
        blank=True,
        help_text=_("Printed red on top; its full name where nothing is set."),
    )
    document_number = models.CharField(
        _("document number"),
        max_length=60,
        blank=True,
        help_text=_("With the year in brackets; empty leaves room for it."),
    )
    number_mark = models.CharField(
        _("mark in document numbers"),
        max_length=20,
        blank=True,
        help_text=_(
            "Signed out, a report gets the next number of the year: this mark, the year, a running number."
        ),
    )
    sign_off = models.CharField(_("sign-off"), max_length=10, choices=SignOff, default=SignOff.FULL)
    signer = models.CharField(
        _("signer"),
        max_length=40,
        blank=True,
        help_text=_("Who signs it out; empty leaves room for the name."),
    )
    addressee = models.CharField(
        _("addressee"),
        max_length=100,
        blank=True,
        help_text=_("The guidance's receiving department where nothing is set."),
    )
    copies_to = models.CharField(_("copies to"), max_length=200, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=40, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )

    class Meta:
        verbose_name = _("settings of reports")
        verbose_name_plural = _("settings of reports")
        ordering = ["organization__path"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_letterhead_known",
                condition=Q(letterhead__in=["official", "letter", "plain"]),
                violation_error_message=_("Choose one of the three letterheads."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sign_off_known",
                condition=Q(sign_off__in=["full", "checked", "signed"]),
                violation_error_message=_("Choose one of the three ways to sign off."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_changed_at_with_by",
                condition=Q(changed_at__isnull=True, changed_by__isnull=True)
                | Q(changed_at__isnull=False, changed_by__isnull=False),
                violation_error_message=_("Who and when belong together."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)
