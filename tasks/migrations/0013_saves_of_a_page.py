"""Which page sent a revision. SQLite makes the table anew for it, which drops the trigger that forbids updates."""

from django.db import migrations, models

from tasks.append_only import forbid_updates


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
        migrations.RunPython(forbid_updates("tasks_linerevision"), migrations.RunPython.noop),
    ]
