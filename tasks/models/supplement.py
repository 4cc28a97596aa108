"""What a supplement asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tasks.models.guidance import ReportingPeriod


class SupplementLine(models.Model):
    """补报条目: one task or target that a supplement asks for, by the kind of its line (design R6)."""

    period = models.ForeignKey(
        ReportingPeriod, on_delete=models.CASCADE, related_name="asked_lines", verbose_name=_("period")
    )
    kind = models.CharField(_("kind of line"), max_length=20)
    subject_id = models.PositiveBigIntegerField(_("task or target"))

    class Meta:
        verbose_name = _("line of a supplement")
        verbose_name_plural = _("lines of supplements")
        ordering = ["period", "kind", "subject_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "kind", "subject_id"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The supplement asks for this line already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
