"""An amendment is written once, as the log is: the database refuses updates."""

from django.db import migrations

from tasks.append_only import allow_updates, forbid_updates


class Migration(migrations.Migration):
    dependencies = [("tasks", "0003_drafts_and_amendments")]

    operations = [migrations.RunPython(forbid_updates("tasks_amendment"), allow_updates("tasks_amendment"))]
