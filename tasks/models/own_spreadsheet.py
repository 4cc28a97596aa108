"""自有表格: a spreadsheet that an organization keeps itself, and which of its cells answer what."""

import secrets
from pathlib import PurePosixPath
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.permissions import Permission
from tasks.models.evidence import LONGEST_NAME

LONGEST_SPREADSHEET_NAME = 80
# What a cell of a spreadsheet can hold at most, and Excel shows of a head.
LONGEST_LABEL = 500
LONGEST_SHEET = 100
LONGEST_IDENTITY = 200
LONGEST_UNIT = 20


def sample_name(spreadsheet: "OwnSpreadsheet", _name: str) -> str:
    """Where a sample is kept: under its organization, by a name that nobody chose and nobody can guess."""
    suffix = PurePosixPath(spreadsheet.file_name).suffix.lower()[:10]
    return f"own_spreadsheets/{spreadsheet.organization_id}/{secrets.token_hex(16)}{suffix}"


class OwnSpreadsheetQuerySet(models.QuerySet["OwnSpreadsheet"]):
    def of(self, user: User) -> Self:
        """Those of the organizations whose filings the person may edit."""
        return self.filter(organization__in=user.organizations_where(Permission.EDIT_FILING))

    def with_counts(self) -> Self:
        """Annotate ``entry_count``, how many fields are mapped."""
        return self.annotate(entry_count=Count("entries"))


class OwnSpreadsheet(models.Model):
    """A spreadsheet that an organization keeps anyway, mapped to fields of its filings once.

    With ``CELLS`` each entry is one cell. With ``CITY_ROWS`` a sheet has a row for each city: ``sheet`` and
    ``key_head`` tell the column that names the cities, and each entry is a column. ``file`` is the sample
    that the mapping was made on; it is shown beside the fields, and nothing is read from it into a filing.
    """

    class Shape(models.TextChoices):
        CELLS = "cells", _("Cells that answer for the organization itself")
        CITY_ROWS = "city_rows", _("A row for each city")

    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="own_spreadsheets",
        verbose_name=_("organization"),
    )
    name = models.CharField(_("name of the spreadsheet"), max_length=LONGEST_SPREADSHEET_NAME)
    shape = models.CharField(_("what it holds"), max_length=10, choices=Shape, default=Shape.CELLS)
    sheet = models.CharField(_("sheet of the cities"), max_length=LONGEST_SHEET, blank=True)
    key_head = models.CharField(_("head of the cities' names"), max_length=LONGEST_LABEL, blank=True)
    file = models.FileField(_("sample"), upload_to=sample_name, max_length=200)
    file_name = models.CharField(_("name of the sample"), max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    changed_at = models.DateTimeField(_("changed at"), editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("changed by"),
    )

    objects = OwnSpreadsheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("own spreadsheet")
        verbose_name_plural = _("own spreadsheets")
        ordering = ["organization", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="%(app_label)s_%(class)s_name_once",
                violation_error_message=_("Another spreadsheet of the organization has this name."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_named",
                condition=~Q(name=""),
                violation_error_message=_("Give the spreadsheet a name."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_shape_known",
                condition=Q(shape__in=["cells", "city_rows"]),
                violation_error_message=_("Say what the spreadsheet holds."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_cities_complete",
                condition=Q(sheet="", key_head="") | (Q(shape="city_rows") & ~Q(sheet="") & ~Q(key_head="")),
                violation_error_message=_(
                    "The sheet of the cities and the head of their names belong together."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_city_rows(self) -> bool:
        return self.shape == self.Shape.CITY_ROWS


class OwnSpreadsheetEntry(models.Model):
    """What one field is read from: a cell that stays where it is between its witnesses ``left`` and
    ``above``, a cell where the column of ``head`` and the row of ``key`` meet, or the column of ``head``.

    ``kind``, ``identity`` and ``field`` name what it answers across periods and years: an indicator by its
    code, a task by its title. ``subject`` is what that was called when it was mapped. ``unit`` is written
    behind a bare number for the form to convert.
    """

    class Anchor(models.TextChoices):
        CELL = "cell", _("At its place")
        HEAD_AND_KEY = "head_and_key", _("Under its head, in the row of its key")
        COLUMN = "column", _("In the column of its head")

    spreadsheet = models.ForeignKey(
        OwnSpreadsheet,
        on_delete=models.CASCADE,
        related_name="entries",
        verbose_name=_("own spreadsheet"),
    )
    kind = models.CharField(_("kind of line"), max_length=20)
    identity = models.CharField(_("what it answers"), max_length=LONGEST_IDENTITY)
    field = models.CharField(_("field"), max_length=40)
    subject = models.CharField(_("name of what it answers"), max_length=LONGEST_IDENTITY)
    is_number = models.BooleanField(_("is a number"), default=False)
    unit = models.CharField(_("unit in the spreadsheet"), max_length=LONGEST_UNIT, blank=True)
    anchor = models.CharField(_("how it is found"), max_length=15, choices=Anchor)
    sheet = models.CharField(_("sheet"), max_length=LONGEST_SHEET, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True, blank=True)
    column = models.PositiveIntegerField(_("column"), null=True, blank=True)
    head = models.CharField(_("head"), max_length=LONGEST_LABEL, blank=True)
    key = models.CharField(_("key"), max_length=LONGEST_LABEL, blank=True)
    left = models.CharField(_("label to the left"), max_length=LONGEST_LABEL, blank=True)
    above = models.CharField(_("label above"), max_length=LONGEST_LABEL, blank=True)
    mapped_at = models.DateTimeField(_("mapped at"), editable=False)
    mapped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("mapped by"),
    )

    class Meta:
        verbose_name = _("mapped field")
        verbose_name_plural = _("mapped fields")
        ordering = ["spreadsheet", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["spreadsheet", "kind", "identity", "field"],
                name="%(app_label)s_%(class)s_field_once",
                violation_error_message=_("The field is mapped already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_field_named",
                condition=~Q(kind="") & ~Q(identity="") & ~Q(field=""),
                violation_error_message=_("Say which field the cell answers."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_anchor_complete",
                condition=(Q(anchor="cell", row__gte=1, column__gte=1, head="", key="") & ~Q(sheet=""))
                | (
                    Q(anchor="head_and_key", row__gte=1, column__gte=1, left="", above="")
                    & ~Q(sheet="")
                    & ~Q(head="")
                    & ~Q(key="")
                )
                | (
                    Q(anchor="column", row=None, column=None, sheet="", key="", left="", above="")
                    & ~Q(head="")
                ),
                violation_error_message=_("Say completely where the cell stands."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_unit_of_number",
                condition=Q(unit="") | Q(is_number=True),
                violation_error_message=_("Only numbers have a unit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} · {self.field}"
