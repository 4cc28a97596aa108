"""Long tables in tests: as records."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from organizations.models import Organization
from reports.gathering.filings import Standpoint
from reports.snapshot.tables import LongTable
from reports.tables.long_tables import long_tables
from reports.tables.scope import TableScope

if TYPE_CHECKING:
    from tests.world import World


def scope_of(world: "World", day: dt.date, code: str, *, with_submitted: bool = False) -> TableScope:
    return TableScope(world.guidance, Organization.objects.get(code=code), Standpoint(day, with_submitted))


def text_of(scope: TableScope) -> str:
    """All that the tables say."""
    return str([list(table.rows) for table in long_tables(scope)])


def records(table: LongTable) -> list[dict[str, Any]]:
    keys = [column.key for column in table.head.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def table_records(scope: TableScope, key: str) -> list[dict[str, Any]]:
    """The rows of one table."""
    return next(records(table) for table in long_tables(scope) if table.head.key == key)
