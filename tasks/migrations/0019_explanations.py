from django.db import migrations, models


def let_notes_answer(apps, schema_editor):
    """A note of before today answers every doubt, as it always has."""
    entries = apps.get_model("tasks", "ProgressEntry").objects.using(schema_editor.connection.alias)
    entries.exclude(note="").update(note_answers_doubts=True)


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0018_approval_taken_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='progressentry',
            name='explanations',
            field=models.JSONField(blank=True, default=dict, help_text='By the kind of doubt: what was written on it, and what had been compared then.', verbose_name='explanations of doubts'),
        ),
        migrations.AddField(
            model_name='progressentry',
            name='note_answers_doubts',
            field=models.BooleanField(default=False, help_text='It was written before each doubt had an explanation of its own.', verbose_name='the note answers every doubt'),
        ),
        migrations.AlterField(
            model_name='filing',
            name='warning_count',
            field=models.PositiveIntegerField(db_default=0, editable=False, help_text='How many doubts about the submitted version were explained.', verbose_name='explained doubts'),
        ),
        migrations.RunPython(let_notes_answer, migrations.RunPython.noop),
    ]
