"""How the words of an indicator were put better."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import AppendOnly
from targets.models.indicator import Indicator
from tasks.models import LONGEST_REASON


class IndicatorCorrection(AppendOnly):
    """One change of an indicator: what was changed from what to what, why, who made it and when.

    ``changes`` holds objects of ``field``, ``before`` and ``after``, the field by its name in the code.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("indicator")
    )
    changes = models.JSONField(_("changes"), default=list)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("correction of an indicator")
        verbose_name_plural = _("corrections of indicators")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_reason_given",
                condition=Q(reason__gt=""),
                violation_error_message=_("Say why the indicator is changed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.at:%Y-%m-%d}"
