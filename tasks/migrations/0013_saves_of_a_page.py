"""Which page sent a revision. SQLite makes the table anew for it, which drops the trigger that forbids updates."""

from django.db import migrations, models

SQLITE = """
CREATE TRIGGER tasks_linerevision_append_only BEFORE UPDATE ON tasks_linerevision
BEGIN SELECT RAISE(ABORT, 'tasks_linerevision is append-only'); END
"""


def forbid_updates_again(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0012_filings_of_a_period'),
    ]

    operations = [
        migrations.AddField(
            model_name='linerevision',
            name='page',
            field=models.CharField(blank=True, help_text='In which open page it was typed.', max_length=32, verbose_name='page'),
        ),
        migrations.AddField(
            model_name='linerevision',
            name='turn',
            field=models.PositiveIntegerField(default=0, help_text='Its number among what that page sent.', verbose_name='turn'),
        ),
        migrations.RunPython(forbid_updates_again, migrations.RunPython.noop),
    ]
