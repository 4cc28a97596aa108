"""What an indicator in use means, held by the database itself (design R21): for migrations.

The rule looks at nothing but the indicator's own row. One that read the tables of goals and guidances would
keep SQLite from ever making these anew, as many a later migration has to.
"""

from typing import Any

from organizations.append_only import is_postgresql

TABLE = "targets_indicator"
RULE = f"{TABLE}_meaning_stays"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION {RULE}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  RAISE EXCEPTION '{RULE}: a guidance in force rests on what the indicator means'
  USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
POSTGRESQL = f"""
CREATE OR REPLACE TRIGGER {RULE} BEFORE UPDATE ON {TABLE}
FOR EACH ROW WHEN (OLD.is_fixed AND ({{changed}})) EXECUTE FUNCTION {RULE}()
"""
SQLITE = f"""
CREATE TRIGGER IF NOT EXISTS {RULE} BEFORE UPDATE ON {TABLE} WHEN OLD.is_fixed AND ({{changed}})
BEGIN SELECT RAISE(ABORT, '{RULE}: a guidance in force rests on what the indicator means'); END
"""
# The meaning, and that it is fixed.
COLUMNS = (
    *("code", "form", "unit", "scale", "decimals"),
    *("over_organizations", "over_periods", "never_falls", "is_fixed"),
)


def hold_meaning(_apps: Any, schema_editor: Any) -> None:
    """Have the database refuse another meaning of a fixed indicator; again changes nothing.

    SQLite drops the rule with a migration that makes the table of indicators anew: such a one holds again.
    """
    if is_postgresql(schema_editor):
        changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in COLUMNS)
        schema_editor.execute(FUNCTION, params=None)
        schema_editor.execute(POSTGRESQL.format(changed=changed), params=None)
    else:
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in COLUMNS)
        schema_editor.execute(SQLITE.format(changed=changed), params=None)


def release_meaning(_apps: Any, schema_editor: Any) -> None:
    """The way back from ``hold_meaning``, also where SQLite has dropped the rule on the way."""
    if is_postgresql(schema_editor):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {RULE} ON {TABLE}", params=None)
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {RULE}()", params=None)
    else:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {RULE}", params=None)
