"""The log, the submitted versions and the revisions are written once: the database refuses updates."""

from django.db import migrations

TABLES = ("tasks_filingevent", "tasks_filingsnapshot", "tasks_linerevision")

SQLITE = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION guidance_portal_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION guidance_portal_append_only()
"""


def forbid_updates(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
    template = POSTGRESQL if vendor == "postgresql" else SQLITE
    for table in TABLES:
        schema_editor.execute(template.format(table=table), params=None)


def allow_updates(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    on_table = " ON {table}" if vendor == "postgresql" else ""
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_append_only" + on_table.format(table=table), params=None)
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION guidance_portal_append_only()", params=None)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]

    operations = [migrations.RunPython(forbid_updates, allow_updates)]
