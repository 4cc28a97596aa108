"""One organization's share of a target, and every version of how a target was shared out."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import AppendOnly, Organization, User
from targets.models.indicator import PLACES
from targets.models.target import Target


class Allocation(models.Model):
    """任务分解: what one organization is to bring to a target by the year end, in the indicator's unit.

    The organization one level up sets it, so its shares stand against the office's target or, for a city,
    against the share of its province. No row is no share; a share of 0 is one.
    """

    target = models.ForeignKey(
        Target, on_delete=models.CASCADE, related_name="allocations", verbose_name=_("target")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="allocations", verbose_name=_("organization")
    )
    value = models.DecimalField(_("share"), max_digits=20, decimal_places=PLACES)
    set_at = models.DateTimeField(_("set at"))
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("set by"))

    class Meta:
        verbose_name = _("share of a target")
        verbose_name_plural = _("shares of targets")
        ordering = ["target", "organization"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "organization"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The organization already has a share of this target."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_not_negative",
                condition=Q(value__gte=0),
                violation_error_message=_("A share is not negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} · {self.organization}"


class AllocationVersion(AppendOnly):
    """How ``parent`` shared a target out among its subordinates, once saved; append-only.

    ``shares`` are values in the indicator's unit as decimal strings, by the organization's id as a string.
    """

    class Way(models.TextChoices):
        BY_HAND = "by_hand", _("By hand")
        LAST_YEAR = "last_year", _("In proportion to last year")
        EQUALLY = "equally", _("Equally")
        EARLIER = "earlier", _("As in an earlier version")

    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, related_name="allocation_versions", verbose_name=_("target")
    )
    parent = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name=_("shared out by")
    )
    number = models.PositiveIntegerField(_("version"))
    way = models.CharField(_("way"), max_length=10, choices=Way)
    shares = models.JSONField(_("shares"))
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("who"))

    class Meta:
        verbose_name = _("version of shares")
        verbose_name_plural = _("versions of shares")
        ordering = ["target", "parent", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "parent", "number"],
                name="%(app_label)s_%(class)s_number_once",
                violation_error_message=_("Another version of these shares has this number."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_reason_after_the_first",
                condition=Q(number=1) | ~Q(reason=""),
                violation_error_message=_("Changing shares needs a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} · {self.parent} · {self.number}"

    @property
    def values(self) -> dict[int, Decimal]:
        """The shares by organization id."""
        return {int(pk): Decimal(share) for pk, share in self.shares.items()}

    @property
    def total(self) -> Decimal:
        return sum(self.values.values(), Decimal(0))
