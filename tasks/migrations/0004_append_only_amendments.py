"""An amendment is written once, as the log is: the database refuses updates."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER tasks_amendment_append_only BEFORE UPDATE ON tasks_amendment
BEGIN SELECT RAISE(ABORT, 'tasks_amendment is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER tasks_amendment_append_only BEFORE UPDATE ON tasks_amendment
FOR EACH ROW EXECUTE FUNCTION guidance_portal_append_only()
"""


def forbid_updates(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL if is_postgresql else SQLITE, params=None)


def allow_updates(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    on_table = " ON tasks_amendment" if is_postgresql else ""
    schema_editor.execute(f"DROP TRIGGER tasks_amendment_append_only{on_table}", params=None)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0003_drafts_and_amendments")]

    operations = [migrations.RunPython(forbid_updates, allow_updates)]
