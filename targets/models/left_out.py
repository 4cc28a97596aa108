"""Figures of a document that were not offered as goals."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tasks.models import Guidance, Section

LONGEST_REASON = 200


class FigureLeftOut(models.Model):
    """未列为目标的数字: a clause of a draft with a figure that the reader took for no goal, and why.

    ``reason`` is a sentence of ``reading.goals.reasons``. Whoever checks the draft can make a goal of it.
    """

    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="figures_left_out", verbose_name=_("guidance")
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="figures_left_out", verbose_name=_("section")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("clause"))
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)

    class Meta:
        verbose_name = _("figure left out")
        verbose_name_plural = _("figures left out")
        ordering = ["guidance", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "order"],
                name="%(app_label)s_%(class)s_order_once",
                violation_error_message=_("Another figure left out has this place."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def why(self) -> str:
        """The reason in the language of the page."""
        return gettext(self.reason)
