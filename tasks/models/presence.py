"""Who has a line open just now."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from tasks.models.filing import Filing
from texts.punctuation import labelled

# A page that is open tells so more often than this.
LASTS = dt.timedelta(seconds=90)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def lasting(self, *, at: dt.datetime) -> Self:
        """Those that were told within the last ninety seconds."""
        return self.filter(at__gt=at - LASTS).select_related("user").order_by("pk")

    def at_line(self, filing: Filing, kind: str, subject: int) -> Self:
        return self.filter(filing=filing, kind=kind, subject_id=subject)

    def besides(self, user: User) -> Self:
        """Everybody but ``user``, who knows where they are."""
        return self.exclude(user=user)


class Presence(models.Model):
    """One person has one line of a filing open; the page says so while it is."""

    filing = models.ForeignKey(
        Filing, on_delete=models.CASCADE, related_name="presences", verbose_name=_("filing")
    )
    kind = models.CharField(_("kind of line"), max_length=20)
    subject_id = models.PositiveBigIntegerField(_("subject"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    at = models.DateTimeField(_("at"))

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["filing", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "user"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("A person is at one line of a filing at a time."),
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.user, f"{self.kind} {self.subject_id}")
