"""A progress entry is found by its filing and task at once.

An index of the filing alone, or of the task alone, lets the database go through all lines of either. Those
indexes are dropped by themselves: SQLite would make the table anew for each.
"""

import django.db.models.deletion
from django.db import migrations, models


def drop_single_indexes(apps, schema_editor):
    """Drop the index that each of the foreign keys had of its own."""
    line = apps.get_model("tasks", "ProgressEntry")
    for column in ("filing_id", "task_id"):
        for index in schema_editor._constraint_names(line, [column], index=True, unique=False):
            schema_editor.execute(schema_editor._delete_index_sql(line, index))


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0032_filing_openings'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='progressentry',
            index=models.Index(fields=['task', 'filing'], name='tasks_progressentry_by_task'),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='progressentry',
                    name='filing',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='progress_entries', to='tasks.filing', verbose_name='filing'),
                ),
                migrations.AlterField(
                    model_name='progressentry',
                    name='task',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='progress_entries', to='tasks.task', verbose_name='task'),
                ),
            ],
            database_operations=[migrations.RunPython(drop_single_indexes, migrations.RunPython.noop)],
        ),
    ]
