"""A measurement is found by its filing and target at once.

An index of the filing alone, or of the target alone, lets the database go through all lines of either. Those
indexes are dropped by themselves: SQLite would make the table anew for each.
"""

import django.db.models.deletion
from django.db import migrations, models


def drop_single_indexes(apps, schema_editor):
    """Drop the index that each of the foreign keys had of its own."""
    line = apps.get_model("targets", "Measurement")
    for column in ("filing_id", "target_id"):
        for index in schema_editor._constraint_names(line, [column], index=True, unique=False):
            schema_editor.execute(schema_editor._delete_index_sql(line, index))


class Migration(migrations.Migration):

    dependencies = [
        ('targets', '0014_figures_left_out'),
        ('tasks', '0032_filing_openings'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='measurement',
            index=models.Index(fields=['target', 'filing'], name='targets_measurement_by_target'),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='measurement',
                    name='filing',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='tasks.filing', verbose_name='filing'),
                ),
                migrations.AlterField(
                    model_name='measurement',
                    name='target',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='targets.target', verbose_name='target'),
                ),
            ],
            database_operations=[migrations.RunPython(drop_single_indexes, migrations.RunPython.noop)],
        ),
    ]
