"""When somebody last looked at a dashboard, so that it can say what has changed since."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

# Who stays away for so long has been there, and comes anew.
ABSENCE = dt.timedelta(hours=4)


class DashboardVisit(models.Model):
    """到访: the visits of one person to one organization's dashboard, of which the last two matter.

    ``seen_at`` is the last look of the visit that goes on or was the last; ``before`` the last look of the
    visit before it, None for the first. A visit ends after four hours of absence.
    """

    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("seen by")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="+", verbose_name=_("organization")
    )
    seen_at = models.DateTimeField(_("last seen at"), editable=False)
    before = models.DateTimeField(_("visit before"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("visit to a dashboard")
        verbose_name_plural = _("visits to dashboards")
        ordering = ["-seen_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seen_by", "organization"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The visits of this person to this dashboard are noted already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_in_order",
                condition=Q(before__isnull=True) | Q(before__lt=F("seen_at")),
                violation_error_message=_("A visit comes after the one before it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seen_by} · {self.organization}"

    def ended_before(self, at: dt.datetime) -> dt.datetime | None:
        """When the visit before the one that a look at a moment belongs to ended; None for the first."""
        return self.seen_at if self.is_over(at) else self.before

    def is_over(self, at: dt.datetime) -> bool:
        """Whether a look at a moment begins another visit."""
        return at - self.seen_at > ABSENCE
