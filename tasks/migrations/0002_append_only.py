"""The log, the submitted versions and the revisions are written once: the database refuses updates."""

from django.db import migrations

from tasks.append_only import allow_updates, forbid_updates, is_postgresql

TABLES = ("tasks_filingevent", "tasks_filingsnapshot", "tasks_linerevision")
FUNCTION = """
CREATE FUNCTION guidance_portal_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def add_function(apps, schema_editor):
    if is_postgresql(schema_editor):
        schema_editor.execute(FUNCTION, params=None)


def drop_function(apps, schema_editor):
    if is_postgresql(schema_editor):
        schema_editor.execute("DROP FUNCTION guidance_portal_append_only()", params=None)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]

    operations = [
        migrations.RunPython(add_function, drop_function),
        migrations.RunPython(forbid_updates(*TABLES), allow_updates(*TABLES)),
    ]
