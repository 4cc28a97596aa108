"""What reading a document left open, to be settled before its guidance is published."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tasks.models.guidance import Guidance, Section
from tasks.models.task import IN_ORDER_OF_ROLES, OwnerRole, Task
from tasks.models.who_and_when import moment, pair, person

LONGEST_OWNER = 200


class UnmatchedOwner(models.Model):
    """An owner as the document prints it that is no known organization yet.

    It becomes a ``Responsibility`` once an administrator says who is meant, or is dropped.
    """

    task = models.ForeignKey(
        Task, on_delete=models.CASCADE, related_name="unmatched_owners", verbose_name=_("task")
    )
    name = models.CharField(_("name as printed"), max_length=LONGEST_OWNER)
    role = models.CharField(_("role"), max_length=10, choices=OwnerRole)

    class Meta:
        verbose_name = _("unmatched owner")
        verbose_name_plural = _("unmatched owners")
        ordering = ["task__order", IN_ORDER_OF_ROLES, "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "name"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The task already names this owner."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReadingCaution(models.Model):
    """A doubt that the reader of the document had, until somebody has looked at it.

    ``message`` is a template of ``reading.cautions``, ``values`` what it is filled with. ``starts_at`` and
    ``ends_at`` are where the words stand in the guidance's source text that it is about; None where it is
    about no words.
    """

    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="cautions", verbose_name=_("guidance")
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cautions",
        verbose_name=_("section"),
    )
    message = models.TextField(_("message"))
    values: "models.JSONField[dict[str, Any]]" = models.JSONField(_("values"), default=dict)
    starts_at = models.PositiveIntegerField(_("starts at"), null=True, blank=True)
    ends_at = models.PositiveIntegerField(_("ends at"), null=True, blank=True)
    settled_at = moment(_("settled at"))
    settled_by = person(_("settled by"))

    class Meta:
        verbose_name = _("doubt of the reader")
        verbose_name_plural = _("doubts of the reader")
        ordering = ["guidance", F("section__order").asc(nulls_first=True), "pk"]
        constraints = [
            pair("settled"),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_place_in_order",
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=False, starts_at__lt=F("ends_at")),
                violation_error_message=_("Where the words begin and where they end belong together."),
            ),
        ]

    def __str__(self) -> str:
        return str(gettext(self.message) % self.values)

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None


class GuidanceTable(models.Model):
    """A table as it stands in a document: ``rows`` of cells as printed, of which the first ``header_rows``
    name the columns.

    ``is_read`` tells whether its rows were read as tasks. Offsets are into the guidance's source text.
    """

    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="tables", verbose_name=_("guidance")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    rows: "models.JSONField[list[list[str]]]" = models.JSONField(_("rows"), default=list)
    header_rows = models.PositiveSmallIntegerField(_("rows of heading"), default=0)
    is_read = models.BooleanField(_("read as tasks"))
    starts_at = models.PositiveIntegerField(_("starts at"))
    ends_at = models.PositiveIntegerField(_("ends at"))

    class Meta:
        verbose_name = _("table of a document")
        verbose_name_plural = _("tables of documents")
        ordering = ["guidance", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "order"],
                name="%(app_label)s_%(class)s_order_once",
                violation_error_message=_("Another table has this place in the document."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_offsets_in_order",
                condition=Q(starts_at__lte=F("ends_at")),
                violation_error_message=_("The stretch ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Table %(place)s") % {"place": self.order}
