"""签批: who put their name under which version of a text, and the numbers of documents."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.deputy_wording import acting_name
from organizations.models import AppendOnly, Organization
from reports.models.annual_report import AnnualReport
from reports.models.edition import Edition

LONGEST_OPINION = 1_000


class SignOffStep(AppendOnly):
    """One act of the sign-off, on file for good. ``version`` is that of the text which was read; ``round``
    begins anew each time the text is handed on. A deputy has done it for ``in_place_of``."""

    class Kind(models.TextChoices):
        HANDED_ON = "handed_on", _("Drafted")
        CHECKED = "checked", _("Checked")
        COUNTERSIGNED = "countersigned", _("Countersigned")
        SIGNED_OUT = "signed_out", _("Signed out")
        SENT_BACK = "sent_back", _("Sent back")
        TAKEN_BACK = "taken_back", _("Taken back")
        GIVEN_UP = "given_up", _("Given up")

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="steps", verbose_name=_("edited text")
    )
    round = models.PositiveSmallIntegerField(_("round"))
    kind = models.CharField(_("step"), max_length=15, choices=Kind)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name=_("for")
    )
    version = models.PositiveIntegerField(_("version read"))
    opinion = models.CharField(_("opinion"), max_length=LONGEST_OPINION, blank=True)
    at = models.DateTimeField(_("at"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    in_place_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in place of"),
    )

    class Meta:
        verbose_name = _("step of a sign-off")
        verbose_name_plural = _("steps of sign-offs")
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "round", "kind", "organization"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This step is done already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_kind_known",
                condition=Q(
                    kind__in=[
                        *("handed_on", "checked", "countersigned"),
                        *("signed_out", "sent_back", "taken_back", "given_up"),
                    ]
                ),
                violation_error_message=_("Unknown step."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sent_back_with_reason",
                condition=~Q(kind="sent_back") | ~Q(opinion=""),
                violation_error_message=_("Say why it is sent back."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_for_somebody_else",
                condition=Q(in_place_of__isnull=True) | ~Q(in_place_of=models.F("by")),
                violation_error_message=_("Nobody stands in for themselves."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_deputies_sign",
                condition=Q(in_place_of__isnull=True)
                | Q(kind__in=["checked", "countersigned", "signed_out", "sent_back"]),
                violation_error_message=_("This step is not done in place of somebody."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.get_kind_display()} · {self.signature}"

    @property
    def signature(self) -> str:
        """The name that stands under the text, with the one who was stood in for."""
        return acting_name(self.by, self.in_place_of or "")


class Countersigner(models.Model):
    """会签单位: an organization that is asked to countersign a text."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="countersigners", verbose_name=_("edited text")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name=_("organization")
    )

    class Meta:
        verbose_name = _("countersigner")
        verbose_name_plural = _("countersigners")
        ordering = ["edition", "organization__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "organization"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This organization is asked already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.organization}"


class DocumentNumber(AppendOnly):
    """发文字号 out of the register of an organization and year: ``sequence`` counts from 1 without a gap, and
    ``mark`` is the 机关代字 that was in use then."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="document_numbers",
        verbose_name=_("organization"),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    sequence = models.PositiveIntegerField(_("number"))
    mark = models.CharField(_("mark in document numbers"), max_length=20)
    report = models.OneToOneField(
        AnnualReport, on_delete=models.PROTECT, related_name="number", verbose_name=_("annual report")
    )
    at = models.DateTimeField(_("at"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("document number")
        verbose_name_plural = _("document numbers")
        ordering = ["organization__path", "-year", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "sequence"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This number is given already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_counts_from_one",
                condition=Q(sequence__gte=1),
                violation_error_message=_("Numbers count from 1."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_mark",
                condition=~Q(mark=""),
                violation_error_message=_("A number has the mark of its organization."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark}〔{self.year}〕{self.sequence}号"
