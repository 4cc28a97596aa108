"""What was said about a filing stays said: the database refuses to change a step of a remark."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER tasks_remarkstep_append_only BEFORE UPDATE ON tasks_remarkstep
BEGIN SELECT RAISE(ABORT, 'tasks_remarkstep is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER tasks_remarkstep_append_only BEFORE UPDATE ON tasks_remarkstep
FOR EACH ROW EXECUTE FUNCTION guidance_portal_append_only()
"""


def forbid_updates(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL if is_postgresql else SQLITE, params=None)


def allow_updates(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    on_table = " ON tasks_remarkstep" if is_postgresql else ""
    schema_editor.execute(f"DROP TRIGGER tasks_remarkstep_append_only{on_table}", params=None)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0009_remarks")]

    operations = [migrations.RunPython(forbid_updates, allow_updates)]
