"""编辑稿: the text of one report while people work on it, from a frozen version to the one signed out."""

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import AppendOnly, Organization, User
from reports.models.annual_report import AnnualReport
from tasks.models import Guidance
from tasks.models.who_and_when import moment, person

LONGEST_PART = 10_000
LONGEST_REASON = 500
LONGEST_ORIGIN = 80


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: User) -> Self:
        """The texts of the person's own organizations (design R22: nobody above reads what is not issued),
        and those that one of them countersigns."""
        return self.told_at([held.pk for held in user.organizations_held])

    def told_at(self, own: Collection[int]) -> Self:
        """``visible_to`` somebody who belongs to these organizations, by id."""
        asked = self.model.objects.filter(countersigners__organization__in=own)
        return self.filter(Q(organization__in=own) | Q(pk__in=asked.values("pk")))

    def open(self) -> Self:
        """Those that are neither issued nor given up: one a report at most."""
        return self.filter(status__in=[Edition.Status.EDITING, Edition.Status.SIGNING])

    def of(self, guidance: Guidance, organization: Organization) -> Self:
        """Every text of one report, the latest first."""
        return self.filter(guidance=guidance, organization=organization).order_by("-pk")

    def for_page(self) -> Self:
        """With what a page says of them, in one query."""
        related = ("guidance", "organization", "base", "begun_by", "issued_by", "report")
        return self.select_related(*related).defer("guidance__source_text")


class Edition(models.Model):
    """One text of a report. It begins with a frozen version, ``base``, whose figures and tables it keeps, and
    ends with the ``report`` that is issued. ``version`` counts every change of it: whoever signs has read one
    (design R20)."""

    class Status(models.TextChoices):
        EDITING = "editing", _("Being edited")
        SIGNING = "signing", _("Being signed off")
        ISSUED = "issued", _("Issued")
        GIVEN_UP = "given_up", _("Given up")

    guidance = models.ForeignKey(
        Guidance, on_delete=models.PROTECT, related_name="editions", verbose_name=_("guidance")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="editions", verbose_name=_("organization")
    )
    base = models.ForeignKey(
        AnnualReport, on_delete=models.PROTECT, related_name="editions", verbose_name=_("begun from")
    )
    asked = models.JSONField(
        _("sections to answer"), default=list, help_text=_("Their headings, as they were composed.")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.EDITING)
    version = models.PositiveIntegerField(_("version"), default=1)
    begun_at = models.DateTimeField(_("begun at"), editable=False)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("begun by")
    )
    issued_at = moment(_("issued at"))
    issued_by = person(_("issued by"))
    report = models.OneToOneField(
        AnnualReport,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="edition",
        verbose_name=_("issued as"),
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edited text of a report")
        verbose_name_plural = _("edited texts of reports")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "organization"],
                condition=Q(status__in=["editing", "signing"]),
                name="%(app_label)s_%(class)s_one_open",
                violation_error_message=_("This report is being edited already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_status_known",
                condition=Q(status__in=["editing", "signing", "issued", "given_up"]),
                violation_error_message=_("A text is edited, signed off, issued or given up."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_issued_at_with_by",
                condition=Q(issued_at__isnull=True, issued_by__isnull=True)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
                violation_error_message=_("Who issued it, and when, belong together."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_issued_as_report",
                condition=Q(status="issued", report__isnull=False, issued_at__isnull=False)
                | ~Q(status="issued") & Q(report__isnull=True, issued_at__isnull=True),
                violation_error_message=_("An issued text has its report, and no other has."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guidance.year} · {self.organization}"

    @property
    def is_open(self) -> bool:
        return self.status in {self.Status.EDITING, self.Status.SIGNING}


class EditionPart(models.Model):
    """One part of a text as it stands: a ``reports.editing.parts.Part`` on file. ``number`` names it within
    its text, ``place`` orders it, ``version`` counts its changes (design R1)."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="parts", verbose_name=_("edited text")
    )
    number = models.PositiveIntegerField(_("number"))
    place = models.PositiveIntegerField(_("place"))
    compiled = models.JSONField(
        _("as composed"), null=True, blank=True, help_text=_("Empty where an editor wrote it.")
    )
    origin = models.CharField(
        _("material"),
        max_length=LONGEST_ORIGIN,
        blank=True,
        help_text=_("What was inserted here out of what was filed, as the basket calls it."),
    )
    sources = models.JSONField(
        _("filings"), default=list, blank=True, help_text=_("What inserted material rests on.")
    )
    words = models.TextField(_("text"), max_length=LONGEST_PART, blank=True)
    is_left_out = models.BooleanField(_("left out"), default=False)
    joined_into = models.PositiveIntegerField(_("joined into"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    edited_at = moment(_("edited at"))
    edited_by = person(_("edited by"))

    class Meta:
        verbose_name = _("part of an edited text")
        verbose_name_plural = _("parts of edited texts")
        ordering = ["edition", "place", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The text has a part of this number already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_joined_into_no_self",
                condition=Q(joined_into__isnull=True) | ~Q(joined_into=models.F("number")),
                violation_error_message=_("A part is not joined to itself."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_inserted_as_composed",
                condition=Q(origin="") | Q(compiled__isnull=False),
                violation_error_message=_("What was inserted is kept as it was composed."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_edited_at_with_by",
                condition=Q(edited_at__isnull=True, edited_by__isnull=True)
                | Q(edited_at__isnull=False, edited_by__isnull=False),
                violation_error_message=_("Who edited it, and when, belong together."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.number}"


class EditionChange(AppendOnly):
    """One change of a text: what each part touched was and is since, and the order of the parts where that
    changed: ``content`` is a ``reports.editing.changes.Change``, so that every state of the text is on record
    and a change can be undone.  ``page`` and ``turn`` name its sending (design R1)."""

    class Kind(models.TextChoices):
        REWORDED = "reworded", _("Reworded")
        LEFT_OUT = "left_out", _("Left out")
        PUT_BACK = "put_back", _("Put back")
        JOINED = "joined", _("Joined")
        SEPARATED = "separated", _("Separated")
        MOVED = "moved", _("Moved")
        WRITTEN = "written", _("Written")
        INSERTED = "inserted", _("Inserted")
        BROUGHT_BACK = "brought_back", _("Brought back from Word")
        UNDONE = "undone", _("Undone")

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="changes", verbose_name=_("edited text")
    )
    version = models.PositiveIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    undoes = models.PositiveIntegerField(_("undoes from version"), null=True, blank=True)
    undoes_until = models.PositiveIntegerField(_("undoes up to version"), null=True, blank=True)
    content = models.JSONField(_("what changed"))
    page = models.CharField(_("page"), max_length=32, blank=True)
    turn = models.PositiveIntegerField(_("turn"), default=0)
    at = models.DateTimeField(_("at"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("change of an edited text")
        verbose_name_plural = _("changes of edited texts")
        ordering = ["edition", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "version"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The text has this version already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_undoes_a_range",
                condition=Q(undoes__isnull=True, undoes_until__isnull=True)
                | Q(undoes__lte=models.F("undoes_until"), undoes_until__lt=models.F("version")),
                violation_error_message=_("What is undone lies before it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.version}"


class EditionConfirmation(models.Model):
    """Somebody stands by what a check points out in a text, with a reason. ``key`` names what was pointed
    out; once the text says something else there, it is pointed out anew."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="confirmations", verbose_name=_("edited text")
    )
    key = models.CharField(_("what is confirmed"), max_length=200)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    confirmed_at = models.DateTimeField(_("confirmed at"), editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("confirmed by")
    )
    withdrawn_at = moment(_("withdrawn at"))
    withdrawn_by = person(_("withdrawn by"))

    class Meta:
        verbose_name = _("confirmation in an edited text")
        verbose_name_plural = _("confirmations in edited texts")
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This is confirmed already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why it stands."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_at_with_by",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                violation_error_message=_("Who withdrew it, and when, belong together."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.key}"
