"""The reports that a document asks for, as its text says it."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from reading import Rhythm
from tasks.models.guidance import Guidance
from texts.punctuation import listed

LONGEST_RECEIVER = 100
LONGEST_CONTACT = 300


class ReportDuty(models.Model):
    """报送要求: one report that the text of a guidance asks for: on which days or how often, and to whom.

    ``days`` are the days that are named or follow from the rhythm, as ISO dates. The periods of a draft are
    proposed by it; it binds nobody. ``starts_at`` and ``ends_at`` are offsets into the source text.
    """

    class Rhythm(models.TextChoices):
        """How often, where the document says so."""

        MONTHLY = Rhythm.MONTHLY, _("Every month")
        QUARTERLY = Rhythm.QUARTERLY, _("Every quarter")
        HALF_YEARLY = Rhythm.HALF_YEARLY, _("Every half-year")
        YEARLY = Rhythm.YEARLY, _("Every year")

    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="report_duties", verbose_name=_("guidance")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"))
    days = models.JSONField(_("days"), default=list, blank=True)
    rhythm = models.CharField(_("rhythm"), max_length=12, choices=Rhythm, blank=True)
    receiver = models.CharField(_("receiver as printed"), max_length=LONGEST_RECEIVER, blank=True)
    contact = models.CharField(_("contact as printed"), max_length=LONGEST_CONTACT, blank=True)
    starts_at = models.PositiveIntegerField(_("starts at"))
    ends_at = models.PositiveIntegerField(_("ends at"))

    class Meta:
        verbose_name = _("report asked for")
        verbose_name_plural = _("reports asked for")
        ordering = ["guidance", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "order"],
                name="%(app_label)s_%(class)s_order_once",
                violation_error_message=_("Another report asked for has this place."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_offsets_in_order",
                condition=Q(starts_at__lte=F("ends_at")),
                violation_error_message=_("The stretch ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def due_on(self) -> tuple[dt.date, ...]:
        """The days, in order."""
        return tuple(dt.date.fromisoformat(day) for day in self.days)

    @property
    def when(self) -> str:
        """How often and on which days, in the language of the page."""
        days = listed(date_format(day) for day in self.due_on)
        return " · ".join(part for part in (self.get_rhythm_display(), days) if part)
