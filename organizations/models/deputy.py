"""代理人: who acts for a lead or a reviewer while they are away."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from organizations.models.append_only import AppendOnly
from organizations.models.organization import Organization
from organizations.models.user import Membership, User
from organizations.permissions import ROLE_PERMISSIONS, Permission, Role

LONGEST_REASON = 200
LONGEST_KEY = 18


class DeputyQuerySet(models.QuerySet["Deputy"]):
    def standing(self) -> Self:
        """Those that nobody has ended."""
        return self.filter(ended_at=None)

    def on(self, day: dt.date) -> Self:
        """Those in force on a day: both people are active, the one still holds the role that is stood in for,
        and the other still belongs to the organization."""
        held = Membership.objects.filter(organization=OuterRef("organization"))
        return self.standing().filter(
            Exists(held.filter(user=OuterRef("principal"), role=OuterRef("role"))),
            Exists(held.filter(user=OuterRef("deputy"))),
            starts_on__lte=day,
            ends_on__gte=day,
            principal__is_active=True,
            deputy__is_active=True,
        )

    def overlapping(self, starts_on: dt.date, ends_on: dt.date) -> Self:
        """Those that nobody has ended and that share a day with the days named."""
        return self.standing().filter(starts_on__lte=ends_on, ends_on__gte=starts_on)

    def sent_by(self, user: User, key: str) -> "Deputy | None":
        """The naming of a person that a form names, whenever it is or was (one query)."""
        if not (key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY):
            return None
        return self.select_related("principal").filter(deputy=user, pk=int(key)).first()

    def for_page(self) -> Self:
        """With the names that a page shows, in one query."""
        return self.select_related("principal", "deputy", "organization", "ended_by")


class Deputy(AppendOnly):
    """One naming of a deputy: ``deputy`` acts in the role that ``principal`` holds at an organization, from
    ``starts_on`` to ``ends_on``, both included, unless it is ended before. On file for good but for its end.
    """

    CHANGING = ("ended_at", "ended_by_id")

    principal = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="deputies", verbose_name=_("stood in for")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="deputies", verbose_name=_("organization")
    )
    role = models.CharField(_("role"), max_length=15, choices=Role)
    deputy = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="standing_in", verbose_name=_("deputy")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    named_at = models.DateTimeField(_("named at"))
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("named by"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["deputy", "ends_on"]), models.Index(fields=["principal", "ends_on"])]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is not before the first."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_not_oneself",
                condition=~Q(deputy=F("principal")),
                violation_error_message=_("Nobody stands in for themselves."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_role_deputized",
                condition=Q(role__in=["lead", "reviewer"]),
                violation_error_message=_("Only leads and reviewers have deputies."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ended_at_with_by",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                violation_error_message=_("Who ended it, and when, belong together."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} · {self.principal} · {self.starts_on} – {self.ends_on}"

    def is_over(self, day: dt.date) -> bool:
        """Whether nobody acts by it any more."""
        return self.ended_at is not None or self.ends_on < day

    def grants(self, permission: Permission, *, at: Organization) -> bool:
        """Whether the role that is stood in for has a right at an organization; roles whose rights reach
        further down are not deputized."""
        return at.pk == self.organization_id and permission in ROLE_PERMISSIONS[Role(self.role)]
