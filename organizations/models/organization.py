"""The reporting tree."""

import datetime as dt
from typing import Self, cast

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from organizations.scope import Scope


class OrganizationQuerySet(MP_NodeQuerySet["Organization"]):
    def visible_to(self, scope: Scope) -> Self:
        """Organizations that someone with ``scope`` may see (design R18)."""
        return cast("Self", self.filter(scope.organizations()))

    def active_on(self, day: dt.date) -> Self:
        """Organizations that exist on ``day``; the last day of one still counts."""
        begun = Q(active_from__isnull=True) | Q(active_from__lte=day)
        lasting = Q(active_until__isnull=True) | Q(active_until__gte=day)
        return cast("Self", self.filter(begun, lasting))

    def on_top(self) -> Self:
        """The office and those who file to it: what a list to choose from offers. The rest of the tree has
        thousands, who are named by typing."""
        return cast("Self", self.filter(depth__lte=2))

    def local(self) -> Self:
        """The local reporting units of every level: bureaus, centres, cities, counties, townships."""
        return cast("Self", self.filter(kind__in=LOCAL_KINDS))


class OrganizationManager(MP_NodeManager.from_queryset(OrganizationQuerySet)):  # type: ignore[misc]
    """treebeard's own manager always hands out its own queryset; this one hands out ours."""

    def get_queryset(self) -> OrganizationQuerySet:
        return cast("OrganizationQuerySet", OrganizationQuerySet(self.model, using=self._db).order_by("path"))

    def hold_tree(self) -> None:
        """Hold the shape of the tree until the transaction ends (one query): what changes it, and what makes
        rows by it, take turns. Whatever only names an organization goes on."""
        list(self.get_queryset().filter(depth=1).select_for_update(no_key=True).values_list("pk"))


class Organization(MP_Node):
    """机构: one node of the reporting tree, office → departments and bureaus → cities → counties → townships.

    A node files to its parent. The code of a region is its GB/T 2260 code (two or six digits), that of a
    township the one of GB/T 10114 (nine digits, of which the first six name its county).
    """

    class Kind(models.TextChoices):
        OFFICE = "office", _("National office")
        DEPARTMENT = "department", _("Department")
        BUREAU = "bureau", _("Provincial bureau")
        CENTRE = "centre", _("Provincial center")
        CITY = "city", _("City bureau")
        COUNTY = "county", _("County bureau")
        TOWNSHIP = "township", _("Township")

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^[A-Z0-9][A-Z0-9-]*\Z", _("Use capital letters, digits and hyphens."))],
    )
    name = models.CharField(_("full name"), max_length=100, unique=True)
    short_name = models.CharField(_("short name"), max_length=40)
    english_name = models.CharField(_("English name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    aliases = models.JSONField(
        _("aliases"),
        default=list,
        blank=True,
        help_text=_("Other names under which documents mention it, as a JSON list."),
    )
    active_from = models.DateField(_("exists from"), null=True, blank=True)
    active_until = models.DateField(_("exists until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("merged into"),
        help_text=_("The organization that has reported for it since its last day."),
    )

    objects = OrganizationManager()

    class Meta(MP_Node.Meta):
        abstract = False
        ordering = ["path"]
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_active_in_order",
                condition=Q(active_from__isnull=True)
                | Q(active_until__isnull=True)
                | Q(active_from__lte=models.F("active_until")),
                violation_error_message=_("The last day lies before the first one."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_merged_when",
                condition=Q(successor__isnull=True) | Q(active_until__isnull=False),
                violation_error_message=_("An organization that was merged into another needs a last day."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_merged_into_another",
                condition=Q(successor__isnull=True) | ~Q(successor=models.F("pk")),
                violation_error_message=_("An organization cannot be merged into itself."),
            ),
            models.UniqueConstraint(
                fields=["depth"],
                condition=Q(depth=1),
                name="%(app_label)s_%(class)s_one_root",
                violation_error_message=_("There is one national office, to which all others file."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_office_on_top",
                condition=Q(depth=1, kind="office") | Q(depth__gt=1) & ~Q(kind="office"),
                violation_error_message=_("The national office, and nobody else, files to nobody."),
            ),
        ]
        indexes = [
            models.Index(fields=["kind"]),
            # One level of the tree, or what stands directly beneath a place, found without the rest.
            models.Index(
                fields=["depth", "path"],
                name="organizations_level",
                opclasses=["int4_ops", "varchar_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The short name in the language of the page."""
        return self.english_name if get_language() == "en" else self.short_name

    @property
    def full_display_name(self) -> str:
        """The official name in the language of the page."""
        return self.english_name if get_language() == "en" else self.name

    @property
    def all_names(self) -> list[str]:
        """Every name by which it is known, its aliases in documents among them."""
        return [self.name, self.short_name, self.english_name, *self.aliases]

    @property
    def is_office(self) -> bool:
        return self.kind == self.Kind.OFFICE

    @property
    def is_department(self) -> bool:
        return self.kind == self.Kind.DEPARTMENT

    @property
    def is_local(self) -> bool:
        return self.kind in LOCAL_KINDS

    @property
    def parent_path(self) -> str:
        """The path of the organization it files to; empty for the office."""
        return str(self.path)[: -self.steplen]

    def is_there_on(self, day: dt.date) -> bool:
        """Whether it exists on ``day``: ``active_on`` of one."""
        return exists_on(day, self.active_from, self.active_until)

    def is_within(self, other: "Organization") -> bool:
        """Whether it is ``other`` or stands anywhere under it."""
        return str(self.path).startswith(str(other.path))


def exists_on(day: dt.date, begun: dt.date | None, until: dt.date | None) -> bool:
    """Whether what exists from ``begun`` until ``until`` does on ``day``; its last day still counts."""
    return (begun is None or begun <= day) and (until is None or day <= until)


LOCAL_KINDS = (
    Organization.Kind.BUREAU,
    Organization.Kind.CENTRE,
    Organization.Kind.CITY,
    Organization.Kind.COUNTY,
    Organization.Kind.TOWNSHIP,
)
