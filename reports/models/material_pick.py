"""What the editors of a report have marked for it: their common basket."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from reports.models.filed_text import TextPart
from targets.models import Target
from tasks.models import Filing, Guidance, Section
from tasks.models.who_and_when import moment, pair, person

LONGEST_PICK_NOTE = 500


class PickKind(models.TextChoices):
    """What is marked."""

    TEXT = "text", _("Paragraph")
    CASE = "case", _("Case study")
    FIGURE = "figure", _("Figure")
    CHART = "chart", _("Chart")


class MaterialPickQuerySet(models.QuerySet["MaterialPick"]):
    def visible_to(self, user: User) -> Self:
        """Picks of published guidances, for whoever sees the whole country: the basket is the office's."""
        published = self.filter(guidance__status=Guidance.Status.PUBLISHED)
        return published if user.scope.sees_all else published.none()

    def standing(self) -> Self:
        """Those that nobody has taken out."""
        return self.filter(is_removed=False)

    def in_order(self) -> Self:
        """In the order of the guidance's sections, then as the editors have put them."""
        return self.order_by(F("section__order").asc(nulls_last=True), "place", "pk")


class MaterialPick(models.Model):
    """素材: a paragraph, case, figure or chart marked for the report of one guidance, by no matter whom.

    A text is named by its place in its filing, so that it stays marked while the filing is corrected;
    ``place`` orders the picks of one section. What is taken out keeps its row, and can be put back.
    """

    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="material_picks", verbose_name=_("guidance")
    )
    kind = models.CharField(_("kind"), max_length=6, choices=PickKind)
    filing = models.ForeignKey(
        Filing, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("filing")
    )
    line_kind = models.CharField(_("kind of line"), max_length=20, blank=True)
    subject_id = models.PositiveBigIntegerField(_("subject"), null=True, blank=True)
    part = models.CharField(_("part"), max_length=12, choices=TextPart, blank=True)
    target = models.ForeignKey(
        Target, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("target")
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
    )
    place = models.PositiveIntegerField(_("place"), default=0)
    note = models.CharField(_("note"), max_length=LONGEST_PICK_NOTE, blank=True)
    picked_at = models.DateTimeField(_("marked at"), editable=False)
    picked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("marked by")
    )
    is_removed = models.BooleanField(_("taken out"), default=False)
    changed_at = moment(_("changed at"))
    changed_by = person(_("changed by"))

    objects = MaterialPickQuerySet.as_manager()

    class Meta:
        verbose_name = _("marked material")
        verbose_name_plural = _("marked material")
        ordering = ["guidance", "section__order", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "line_kind", "subject_id", "part"],
                condition=Q(filing__isnull=False),
                name="%(app_label)s_%(class)s_text_once",
                violation_error_message=_("This text is marked already."),
            ),
            models.UniqueConstraint(
                fields=["target", "kind"],
                condition=Q(target__isnull=False),
                name="%(app_label)s_%(class)s_figure_once",
                violation_error_message=_("This figure is marked already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_text_or_figure",
                condition=Q(
                    kind__in=["text", "case"],
                    filing__isnull=False,
                    subject_id__isnull=False,
                    target__isnull=True,
                )
                | Q(
                    kind__in=["figure", "chart"],
                    filing__isnull=True,
                    subject_id__isnull=True,
                    target__isnull=False,
                    part="",
                ),
                violation_error_message=_(
                    "What is marked is a text of a filing, or a target's figure or chart."
                ),
            ),
            pair("changed"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.filing or self.target}"

    @property
    def item(self) -> str:
        """What pages and forms call that which is marked."""
        if self.target_id is not None:
            return f"{self.kind}-{self.target_id}"
        return f"{self.kind}-{self.filing_id}-{self.line_kind}-{self.subject_id}-{self.part}"
