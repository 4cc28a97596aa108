"""What a sheet is made of: declared columns, and rows that are read while they are written."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from organizations.models import Organization
from organizations.scope import Scope
from targets.tables.values import Column, Row, Text
from tasks.models import Guidance


@dataclass(frozen=True)
class YearReport:
    """What is reported: a guidance's year, by one organization and everything under it, on a day."""

    guidance: Guidance
    organization: Organization
    day: dt.date
    at: dt.datetime

    @cached_property
    def scope(self) -> Scope:
        return Scope.of([self.organization])

    def organizations(self, prefix: str = "") -> Q:
        """Restricts to the organizations reported on (design R19)."""
        return self.scope.organizations(prefix)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``rows`` reads in chunks, in a stable order, as many values a row as there are columns;
    ``count`` says beforehand how many there will be."""

    key: str
    title: Text
    columns: tuple[Column, ...]
    rows: Callable[[YearReport], Iterable[Row]]
    count: Callable[[YearReport], int]
