"""PostgreSQL's function that refuses, for every room; and what was done in the administration stays on record."""

from django.db import migrations

from organizations.append_only import add_function, allow_changes, drop_function, forbid_changes


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0002_successor"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [
        migrations.RunPython(add_function, drop_function),
        migrations.RunPython(forbid_changes("django_admin_log"), allow_changes("django_admin_log")),
    ]
