"""A version of shares is written once, as the log is: the database refuses updates."""

from django.db import migrations

from tasks.append_only import allow_updates, forbid_updates


class Migration(migrations.Migration):
    dependencies = [("targets", "0005_allocation"), ("tasks", "0002_append_only")]

    operations = [migrations.RunPython(forbid_updates("targets_allocationversion"), allow_updates("targets_allocationversion"))]
