from django.db import migrations, models


def let_notes_answer(apps, schema_editor):
    """A note of before today answers every doubt, as it always has."""
    lines = apps.get_model("targets", "Measurement").objects.using(schema_editor.connection.alias)
    lines.exclude(note="").update(note_answers_doubts=True)


class Migration(migrations.Migration):

    dependencies = [
        ('targets', '0008_nothing_is_removed'),
    ]

    operations = [
        migrations.AddField(
            model_name='measurement',
            name='explanations',
            field=models.JSONField(blank=True, default=dict, help_text='By the kind of doubt: what was written on it, and what had been compared then.', verbose_name='explanations of doubts'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='note_answers_doubts',
            field=models.BooleanField(default=False, help_text='It was written before each doubt had an explanation of its own.', verbose_name='the note answers every doubt'),
        ),
        migrations.RunPython(let_notes_answer, migrations.RunPython.noop),
    ]
