"""Tables that are written once: the database itself refuses to change or remove a row (design R2, R25).

For migrations of every room, from ``organizations/0003`` on, which makes PostgreSQL's function. Their models
are ``organizations.models.AppendOnly``, so that a table which has lost its rules is found.
"""

from collections.abc import Callable, Iterable
from typing import Any

Step = Callable[[Any, Any], None]

# Rows as they are removed one by one, and as TRUNCATE removes them all; SQLite knows only the first way.
SQLITE = (
    """
CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE{columns} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: UPDATE is refused'); END
""",
    """
CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: DELETE is refused'); END
""",
)
POSTGRESQL = (
    """
CREATE OR REPLACE TRIGGER {table}_no_update BEFORE UPDATE{columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION guidance_portal_refuse()
""",
    """
CREATE OR REPLACE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION guidance_portal_refuse()
""",
    """
CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION guidance_portal_refuse()
""",
)
FUNCTION = """
CREATE OR REPLACE FUNCTION guidance_portal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
  USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
KINDS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}


def forbid_changes(*tables: str, columns: Iterable[str] = ()) -> Step:
    """A step of a migration that makes ``tables`` append-only; again changes nothing.

    With ``columns`` only these are fixed once written, and the others may change; rows stay all the same.
    SQLite drops the rules whenever a migration makes a table anew, as it does for a column that has to hold
    something: such a migration forbids again.
    """
    only = f" OF {', '.join(columns)}" if columns else ""

    def step(_apps: Any, schema_editor: Any) -> None:
        for table in tables:
            for template in POSTGRESQL if is_postgresql(schema_editor) else SQLITE:
                schema_editor.execute(template.format(table=table, columns=only), params=None)

    return step


def allow_changes(*tables: str) -> Step:
    """The way back from ``forbid_changes``, also where SQLite has dropped the rules on the way."""

    def step(_apps: Any, schema_editor: Any) -> None:
        for table in tables:
            on_table = f" ON {table}" if is_postgresql(schema_editor) else ""
            for name in triggers_of(table, schema_editor.connection.vendor):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}", params=None)

    return step


def triggers_of(table: str, vendor: str) -> list[str]:
    """The names of the rules that make ``table`` append-only on a database of ``vendor``."""
    return [f"{table}_no_{kind}" for kind in KINDS[vendor]]


def add_function(_apps: Any, schema_editor: Any) -> None:
    """Make the function that PostgreSQL's rules call."""
    if is_postgresql(schema_editor):
        schema_editor.execute(FUNCTION, params=None)


def drop_function(_apps: Any, schema_editor: Any) -> None:
    """The way back from ``add_function``."""
    if is_postgresql(schema_editor):
        schema_editor.execute("DROP FUNCTION guidance_portal_refuse()", params=None)


def is_postgresql(schema_editor: Any) -> bool:
    return bool(schema_editor.connection.vendor == "postgresql")
