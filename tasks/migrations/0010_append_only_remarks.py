"""What was said about a filing stays said: the database refuses to change a step of a remark."""

from django.db import migrations

from tasks.append_only import allow_updates, forbid_updates


class Migration(migrations.Migration):
    dependencies = [("tasks", "0009_remarks")]

    operations = [migrations.RunPython(forbid_updates("tasks_remarkstep"), allow_updates("tasks_remarkstep"))]
