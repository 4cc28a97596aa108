"""What happened to a person's account, and the wrong passwords that count against the next try."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models.append_only import AppendOnly
from organizations.models.user import User


class AccountEvent(AppendOnly):
    """One change of a person's way in or of their rights: who made it, when, from which address.

    Written once, in the transaction of the change, and told to the person by mail (``mail_to``, empty where
    nothing can be mailed) and on the page of their account. ``detail`` holds what the sentence needs:
    ``given`` and ``taken`` roles as pairs of role and organization code, ``before`` and ``after`` addresses;
    of a deputy for whom, as what, where and on which days.
    ``by`` is None for what was done on the server, by command.
    """

    class Kind(models.TextChoices):
        PASSWORD_CHANGED = "password_changed", _("Password changed")
        PASSWORD_RESET = "password_reset", _("Password reset by mail")
        PASSWORD_SET = "password_set", _("Password set by somebody else")
        ROLES_CHANGED = "roles_changed", _("Roles changed")
        ADDRESS_CHANGED = "address_changed", _("Mail address changed")
        ADDRESS_CONFIRMED = "address_confirmed", _("Mail address confirmed")
        GUESSED = "guessed", _("Wrong passwords")
        OPENED = "opened", _("Account opened")
        SWITCHED_OFF = "switched_off", _("Account switched off")
        SWITCHED_ON = "switched_on", _("Account switched on")
        DEPUTY_NAMED = "deputy_named", _("Named as a deputy")
        DEPUTY_ENDED = "deputy_ended", _("No longer a deputy")

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="account_events", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    address = models.CharField(_("from the address"), max_length=64, blank=True)
    detail = models.JSONField(_("detail"), default=dict)
    mail_to = models.EmailField(_("told by mail to"), blank=True)

    class Meta:
        verbose_name = _("account event")
        verbose_name_plural = _("account events")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "kind", "at"])]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_by_whom",
                condition=Q(kind="guessed", by__isnull=True)
                | Q(kind__in=["password_set", "opened", "switched_off", "switched_on"])
                | (~Q(kind="guessed") & Q(by__isnull=False)),
                violation_error_message=_("Say who made the change."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_kind_display()}"


class SignInAttempt(models.Model):
    """One wrong password, or one that is being looked at: who was meant, and from where.

    ``name_digest`` stands for the name as typed, so that a password typed into the wrong field is not kept.
    ``browser`` is set for a browser that this person has signed in with before.
    """

    name_digest = models.CharField(_("digest of the name"), max_length=64)
    address = models.CharField(_("from the address"), max_length=64, blank=True)
    browser = models.CharField(_("known browser"), max_length=32, blank=True)
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("sign-in attempt")
        verbose_name_plural = _("sign-in attempts")
        ordering = ["pk"]
        indexes = [models.Index(fields=["name_digest", "at"]), models.Index(fields=["address", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} · {self.address}"
