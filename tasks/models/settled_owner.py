"""What printed names of owners were settled to: in one draft, and for the documents to come."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from organizations.models import Organization
from tasks.models.draft import LONGEST_OWNER
from tasks.models.guidance import Guidance
from tasks.models.task import Responsibility, Task
from tasks.models.who_and_when import moment, pair, person


class LearntOwnerQuerySet(models.QuerySet["LearntOwner"]):
    def in_use(self) -> Self:
        """Those that nobody has had forgotten."""
        return self.filter(forgotten_at=None)

    def with_meaning(self) -> Self:
        """With who is meant and who said so (two queries)."""
        related = ("meant__organization__successor",)
        return self.select_related("said_by").prefetch_related(*related)


class LearntOwner(models.Model):
    """What a printed name means that an office has settled: the same name in the next document means it too.

    ``key`` is the name without blanks and marks, in ordinary characters. Where it means one organization the
    name is an alias of it, and means it only as long as it is; ``is_alias_new`` tells whether it became one
    by this. ``guidance`` and ``year`` say in which document it was settled. One that was forgotten settles
    nothing until the name is settled again.
    """

    class Meaning(models.TextChoices):
        ORGANIZATIONS = "organizations", _("Organizations")
        COLLECTIVE = "collective", _("Many organizations at once")
        NOTHING = "nothing", _("Nobody who files here")

    name = models.CharField(_("name as printed"), max_length=LONGEST_OWNER)
    key = models.CharField(_("name in ordinary characters"), max_length=LONGEST_OWNER, editable=False)
    meaning = models.CharField(_("meaning"), max_length=15, choices=Meaning)
    collective = models.CharField(
        _("collective"), max_length=15, choices=Responsibility.Collective, blank=True
    )
    is_alias_new = models.BooleanField(_("became an alias by this"), default=False)
    guidance = models.ForeignKey(
        Guidance,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("guidance"),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    said_at = moment(_("said at"))
    said_by = person(_("said by"))
    forgotten_at = moment(_("forgotten at"))
    forgotten_by = person(_("forgotten by"))

    objects = LearntOwnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("learnt name of an owner")
        verbose_name_plural = _("learnt names of owners")
        ordering = ["name", "pk"]
        constraints = [
            pair("said"),
            pair("forgotten"),
            models.UniqueConstraint(
                fields=["key"],
                name="%(app_label)s_%(class)s_name_once",
                violation_error_message=_("What this name means is learnt already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_collective_named",
                condition=Q(meaning="collective", collective__gt="")
                | ~Q(meaning="collective") & Q(collective=""),
                violation_error_message=_("Name the collective, and only where one is meant."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organizations(self) -> list[Organization]:
        """Who is meant, where it is organizations (a query where they were not brought along)."""
        return [meant.organization for meant in self.meant.all()]

    @property
    def meant_names(self) -> str:
        """Who is meant, in the language of the page; "" for nobody."""
        if self.collective:
            return str(self.get_collective_display())
        names = [organization.display_name for organization in self.organizations]
        return pgettext("between names", ", ").join(names)


class LearntOrganization(models.Model):
    """One of the organizations that a learnt name means, and what it was ``called`` then: of one that was
    renamed since nobody has said that the printed name means it."""

    learnt = models.ForeignKey(
        LearntOwner, on_delete=models.CASCADE, related_name="meant", verbose_name=_("learnt name of an owner")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name=_("organization")
    )
    called = models.CharField(_("full name then"), max_length=100)

    class Meta:
        verbose_name = _("meaning of a learnt name")
        verbose_name_plural = _("meanings of learnt names")
        ordering = ["learnt", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learnt", "organization"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The name means this organization already."),
            ),
        ]

    def __str__(self) -> str:
        return self.called


class SettledOwner(models.Model):
    """What a printed name of a task was settled to: a row for each who is meant, one that names nobody where
    it was dropped.

    ``is_new`` tells whether it made somebody answer for the task, ``raised_from`` which role who stood there
    had before, where this one comes first. Without ``settled_by`` the name was settled as before, by what was
    ``learnt``.
    """

    task = models.ForeignKey(
        Task, on_delete=models.CASCADE, related_name="settled_owners", verbose_name=_("task")
    )
    name = models.CharField(_("name as printed"), max_length=LONGEST_OWNER)
    role = models.CharField(_("role"), max_length=10, choices=Responsibility.Role)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organization"),
    )
    collective = models.CharField(
        _("collective"), max_length=15, choices=Responsibility.Collective, blank=True
    )
    is_new = models.BooleanField(_("answers by this"), default=False)
    raised_from = models.CharField(
        _("role before this"), max_length=10, choices=Responsibility.Role, blank=True
    )
    learnt = models.ForeignKey(
        LearntOwner,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("learnt name of an owner"),
    )
    settled_at = moment(_("settled at"))
    settled_by = person(_("settled by"))

    class Meta:
        verbose_name = _("settled name of an owner")
        verbose_name_plural = _("settled names of owners")
        ordering = ["task__order", "pk"]
        constraints = [
            pair("settled"),
            models.UniqueConstraint(
                fields=["task", "name", "organization"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The name is settled to this organization already."),
            ),
            models.UniqueConstraint(
                fields=["task", "name", "collective"],
                condition=Q(organization__isnull=True),
                name="%(app_label)s_%(class)s_without_organization_once",
                violation_error_message=_("The name is settled to this already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_one_meaning",
                condition=Q(organization__isnull=True) | Q(collective=""),
                violation_error_message=_("Name one organization or one collective."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def meant(self) -> str:
        """Who is meant, in the language of the page; "" for nobody."""
        if self.organization is not None:
            return self.organization.display_name
        return str(self.get_collective_display()) if self.collective else ""
