"""A version of shares is written once, as the log is: the database refuses updates."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER targets_allocationversion_append_only BEFORE UPDATE ON targets_allocationversion
BEGIN SELECT RAISE(ABORT, 'targets_allocationversion is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER targets_allocationversion_append_only BEFORE UPDATE ON targets_allocationversion
FOR EACH ROW EXECUTE FUNCTION guidance_portal_append_only()
"""


def forbid_updates(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL if is_postgresql else SQLITE, params=None)


def allow_updates(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    on_table = " ON targets_allocationversion" if is_postgresql else ""
    schema_editor.execute(f"DROP TRIGGER targets_allocationversion_append_only{on_table}", params=None)


class Migration(migrations.Migration):
    dependencies = [("targets", "0005_allocation"), ("tasks", "0002_append_only")]

    operations = [migrations.RunPython(forbid_updates, allow_updates)]
