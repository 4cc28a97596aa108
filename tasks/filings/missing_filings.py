"""Filings that organizations still lack, and those that nobody has to make any more: found, counted and made
in the database, whatever their number."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from organizations.models import Organization
from tasks.lines.answerers import Answerers
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet

# The organization above is found as ``tasks.filings.filers`` finds it, its days are held against a period as
# ``active_on`` does; here once for all organizations and periods.
LACKING = """
FROM ({organizations}) asked
JOIN {tree} above ON above.path = substr(asked.path, 1, length(asked.path) - %s)
JOIN {periods} period ON period.id IN ({places})
 AND (asked.active_from IS NULL OR asked.active_from <= period.ends_on)
 AND (asked.active_until IS NULL OR asked.active_until >= period.ends_on)
WHERE NOT EXISTS (
 SELECT 1 FROM {filings} made WHERE made.organization_id = asked.id AND made.period_id = period.id
)
"""
COLUMNS = ("organization_id", "period_id", "reports_to_id", "status", "version", "is_sample")
NEEDED = ("id", "path", "active_from", "active_until")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Organizations that follow each other in the order of the tree, by their paths: those behind ``after``,
    up to ``last`` where that is given."""

    after: str = ""
    last: str = ""

    def condition(self, prefix: str = "") -> Q:
        """Organizations in the stretch, reached over ``prefix`` (``"organization__"``)."""
        behind = Q(**{f"{prefix}path__gt": self.after}) if self.after else Q()
        return behind & Q(**{f"{prefix}path__lte": self.last}) if self.last else behind


WHOLE = Stretch()


def asked_in(stretch: Stretch, asked: Answerers) -> QuerySet[Organization]:
    """The organizations of a stretch that the plan asks something and that file to somebody, in the order of
    the tree."""
    found: QuerySet[Organization] = Organization.objects.filter(
        asked.condition(), stretch.condition(), depth__gt=1
    )
    return found.order_by("path")


def create_filings(organizations: QuerySet[Organization], periods: Collection[ReportingPeriod]) -> int:
    """Create a draft for each of ``organizations`` and each of ``periods`` on whose last day it is there and
    for which it has none; returns how many.

    One statement, which reads and writes within the database: thousands of rows through Python would take
    seconds. Columns left out are empty.
    """
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in COLUMNS)
    made = f"asked.id, period.id, above.id, %s, 0, {'false' if connection.vendor == 'postgresql' else '0'}"
    lacking, parameters = lacking_in(organizations, periods)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(Filing._meta.db_table)} ({columns}) SELECT {made} {lacking}"
            f' ORDER BY asked.path, period."order"',
            [Filing.Status.DRAFT.value, *parameters],
        )
        return int(cursor.rowcount)


def count_lacking(organizations: QuerySet[Organization], periods: Collection[ReportingPeriod]) -> int:
    """How many ``create_filings`` would create (one query, which reads an index entry for each of them)."""
    lacking, parameters = lacking_in(organizations, periods)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {lacking}", parameters)
        return int(cursor.fetchone()[0])


def lacking_in(
    organizations: QuerySet[Organization], periods: Collection[ReportingPeriod]
) -> tuple[str, list[Any]]:
    """Organizations with the periods that they lack a filing for, as the end of a statement."""
    quote = connection.ops.quote_name
    chosen, parameters = organizations.order_by().values_list(*NEEDED).query.sql_with_params()
    sql = LACKING.format(
        organizations=chosen,
        tree=quote(Organization._meta.db_table),
        periods=quote(ReportingPeriod._meta.db_table),
        filings=quote(Filing._meta.db_table),
        places=", ".join(["%s"] * len(periods)),
    )
    return sql, [*parameters, Organization.steplen, *(period.pk for period in periods)]


def idle_in(stretch: Stretch, asked: Answerers, periods: Collection[ReportingPeriod]) -> FilingQuerySet:
    """Filings that nobody has to make any more and nobody has touched."""
    made = Filing.objects.filter(stretch.condition("organization__"), period__in=periods)
    return made.exclude(asked.condition("organization__")).untouched()
