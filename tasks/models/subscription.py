"""How notices and due days reach a person outside the portal."""

import datetime as dt
import hashlib
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

# The link of a calendar is noted as used once in so long, so that polling writes next to nothing.
USE_NOTED_EVERY = dt.timedelta(hours=1)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def opened_by(self, token: str) -> Self:
        """The one whose calendar link carries ``token``; its owner is active, their password older."""
        of_this_password = Q(user__password_changed_at=None) | Q(
            user__password_changed_at__lt=F("calendar_made_at")
        )
        known = self.filter(calendar_token_sha256=sha256_of(token), user__is_active=True)
        return known.filter(of_this_password).select_related("user")


class Subscription(models.Model):
    """订阅: how notices and due days reach one person outside the portal.

    Of the secret in the address of the calendar feed only the SHA-256 is kept, None while there is no link;
    ``calendar_made_at`` is when the link was made, ``calendar_used_at`` when a calendar last asked by it, to
    the hour. ``last_digest_on`` is the day of the last digest, so that there is at most one a day.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="subscription",
        verbose_name=_("person"),
    )
    calendar_token_sha256 = models.CharField(
        _("SHA-256 of the calendar's secret"),
        max_length=64,
        null=True,
        blank=True,
        unique=True,
        editable=False,
    )
    calendar_made_at: "models.DateTimeField[dt.datetime | None, dt.datetime | None]" = models.DateTimeField(
        _("calendar link made at"), null=True, blank=True, editable=False
    )
    calendar_used_at: "models.DateTimeField[dt.datetime | None, dt.datetime | None]" = models.DateTimeField(
        _("calendar link last used at"), null=True, blank=True, editable=False
    )
    last_digest_on: "models.DateField[dt.date | None, dt.date | None]" = models.DateField(
        _("last digest on"), null=True, blank=True, editable=False
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_calendar_dated",
                condition=Q(calendar_token_sha256=None, calendar_made_at=None, calendar_used_at=None)
                | Q(calendar_token_sha256__isnull=False, calendar_made_at__isnull=False),
                violation_error_message=_("A calendar link and the moment it was made stand together."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def has_calendar_link(self) -> bool:
        """Whether a link was made and not taken back; a later change of the password may have ended it."""
        return self.calendar_token_sha256 is not None

    @property
    def is_calendar_outlived(self) -> bool:
        """Whether the person has another password since the link was made: ``opened_by`` of one."""
        made_at, changed_at = self.calendar_made_at, self.user.password_changed_at
        return made_at is not None and changed_at is not None and made_at <= changed_at

    def is_use_noted(self, at: dt.datetime) -> bool:
        """Whether it was noted a short while before ``at`` that the link is used."""
        return self.calendar_used_at is not None and at - self.calendar_used_at < USE_NOTED_EVERY


def sha256_of(token: str) -> str:
    """What is kept of a secret: it is long and random, so that one round of a quick hash hides it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
