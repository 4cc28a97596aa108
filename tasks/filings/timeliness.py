"""Timeliness of a filing: the axis that is never mixed with its status (design §2, R6)."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Timeliness(models.TextChoices):
    NOT_DUE = "not_due", _("Not yet due")
    DUE = "due", _("Due")
    OVERDUE = "overdue", _("Overdue")
    ON_TIME = "on_time", _("On time")
    LATE = "late", _("Filed late")


class Absence(models.TextChoices):
    """What is said of an answer that is not there: 缺报 only once the due day is over, 待报 while the window
    is open, 未报 before."""

    MISSING = "missing", _("Missing")
    DUE = "due", _("Still to file")
    NOT_YET = "not_yet", _("Not filed yet")


def absence(*, opens_on: dt.date, due_on: dt.date, today: dt.date) -> Absence:
    """What is said of it on a day; the days of a window are inclusive."""
    if today > due_on:
        return Absence.MISSING
    return Absence.DUE if today >= opens_on else Absence.NOT_YET


def timeliness(*, opens_on: dt.date, due_on: dt.date, filed_on: dt.date | None, today: dt.date) -> Timeliness:
    """Where a filing stands against its window; days are inclusive, Asia/Shanghai (design R6).

    ``filed_on`` is the day it was first submitted: a return by the reviewer does not make it late.
    """
    if filed_on is not None:
        return Timeliness.ON_TIME if filed_on <= due_on else Timeliness.LATE
    if today < opens_on:
        return Timeliness.NOT_DUE
    return Timeliness.DUE if today <= due_on else Timeliness.OVERDUE


def timeliness_conditions(on: dt.date) -> dict[Timeliness, Q]:
    """How filings that have ``effective_due_on`` stand on a day: ``timeliness`` asked of the database."""
    unfiled = Q(filed_on__isnull=True)
    return {
        Timeliness.NOT_DUE: unfiled & Q(period__opens_on__gt=on),
        Timeliness.DUE: unfiled & Q(period__opens_on__lte=on, effective_due_on__gte=on),
        Timeliness.OVERDUE: unfiled & Q(period__opens_on__lte=on, effective_due_on__lt=on),
        Timeliness.ON_TIME: Q(filed_on__lte=F("effective_due_on")),
        Timeliness.LATE: Q(filed_on__gt=F("effective_due_on")),
    }
