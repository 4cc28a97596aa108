"""Pairs of columns that say who did something, and when."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def moment(label: "StrOrPromise") -> "models.DateTimeField[dt.datetime | None, dt.datetime | None]":
    """The ``_at`` half of a who-and-when pair."""
    return models.DateTimeField(label, null=True, blank=True, editable=False)


def person(label: "StrOrPromise", *, db_index: bool = True) -> "models.ForeignKey[User | None, User | None]":
    """The ``_by`` half of a who-and-when pair."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=db_index,
        verbose_name=label,
    )


def pair(name: str) -> models.CheckConstraint:
    """The constraint that holds ``<name>_at`` and ``<name>_by`` together."""
    both = Q(**{f"{name}_at__isnull": False, f"{name}_by__isnull": False})
    none = Q(**{f"{name}_at__isnull": True, f"{name}_by__isnull": True})
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{name}_at_with_by",
        condition=both | none,
        violation_error_message=_("Who and when belong together."),
    )
