"""The first rule of append-only tables, against UPDATE alone, for the migrations that were written with it.

Migrations are not rewritten; new ones use ``organizations.append_only``, which refuses DELETE and TRUNCATE
too.
"""

from collections.abc import Callable
from typing import Any

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_append_only BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION guidance_portal_append_only()
"""
Step = Callable[[Any, Any], None]


def forbid_updates(*tables: str) -> Step:
    """A step of a migration that makes ``tables`` append-only; again changes nothing.

    SQLite drops the rule whenever a migration makes a table anew, as it does for a column that has to hold
    something: such a migration forbids again.
    """

    def step(_apps: Any, schema_editor: Any) -> None:
        template = POSTGRESQL if is_postgresql(schema_editor) else SQLITE
        for table in tables:
            schema_editor.execute(template.format(table=table), params=None)

    return step


def allow_updates(*tables: str) -> Step:
    """The way back from ``forbid_updates``, also where SQLite has dropped the rule on the way."""

    def step(_apps: Any, schema_editor: Any) -> None:
        for table in tables:
            on_table = f" ON {table}" if is_postgresql(schema_editor) else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only{on_table}", params=None)

    return step


def is_postgresql(schema_editor: Any) -> bool:
    return bool(schema_editor.connection.vendor == "postgresql")
