"""Openings of filings in batches, and fewer indexes of filings, so that thousands are written at a stroke.

An index that only repeats the first column of another one goes; those of people hold only filings that name
somebody. The indexes are dropped by themselves: SQLite would make the table anew for each.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


SINGLE = (
    *("organization", "period", "reports_to", "handed_over_by", "submitted_by"),
    *("review_started_by", "returned_by", "approved_by"),
)


def drop_single_indexes(apps, schema_editor):
    """Drop the index that each of the foreign keys had of its own."""
    filing = apps.get_model("tasks", "Filing")
    named = [index.name for index in filing._meta.indexes]
    for name in SINGLE:
        column = filing._meta.get_field(name).column
        for index in schema_editor._constraint_names(filing, [column], index=True, unique=False, exclude=named):
            schema_editor.execute(schema_editor._delete_index_sql(filing, index))


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0008_deputies'),
        ('tasks', '0031_report_duties'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='filing',
                    name='approved_by',
                    field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by'),
                ),
                migrations.AlterField(
                    model_name='filing',
                    name='handed_over_by',
                    field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handed over by'),
                ),
                migrations.AlterField(
                    model_name='filing',
                    name='organization',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='organizations.organization', verbose_name='organization'),
                ),
                migrations.AlterField(
                    model_name='filing',
                    name='period',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='tasks.reportingperiod', verbose_name='period'),
                ),
                migrations.AlterField(
                    model_name='filing',
                    name='reports_to',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='filings_received', to='organizations.organization', verbose_name='reports to'),
                ),
                migrations.AlterField(
                    model_name='filing',
                    name='returned_by',
                    field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='returned by'),
                ),
                migrations.AlterField(
                    model_name='filing',
                    name='review_started_by',
                    field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='review started by'),
                ),
                migrations.AlterField(
                    model_name='filing',
                    name='submitted_by',
                    field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by'),
                ),
            ],
            database_operations=[migrations.RunPython(drop_single_indexes, migrations.RunPython.noop)],
        ),
        migrations.CreateModel(
            name='FilingOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('periods', models.JSONField(default=list, verbose_name='periods')),
                ('organizations', models.PositiveIntegerField(verbose_name='organizations in all')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='organizations done')),
                ('reached', models.CharField(blank=True, max_length=255, verbose_name='place in the tree')),
                ('is_finished', models.BooleanField(default=False, verbose_name='finished')),
            ],
            options={
                'verbose_name': 'opening of filings',
                'verbose_name_plural': 'openings of filings',
            },
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('handed_over_by__isnull', False)), fields=['handed_over_by'], name='tasks_filing_handed_over_by'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('submitted_by__isnull', False)), fields=['submitted_by'], name='tasks_filing_submitted_by'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('review_started_by__isnull', False)), fields=['review_started_by'], name='tasks_filing_review_started_by'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('returned_by__isnull', False)), fields=['returned_by'], name='tasks_filing_returned_by'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('approved_by__isnull', False)), fields=['approved_by', 'approved_at'], name='tasks_filing_approved_by'),
        ),
        migrations.AddField(
            model_name='filingopening',
            name='guidance',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='opening', to='tasks.guidance', verbose_name='guidance'),
        ),
        migrations.AddConstraint(
            model_name='filingopening',
            constraint=models.CheckConstraint(condition=models.Q(('done__lte', models.F('organizations'))), name='tasks_filingopening_done_of_all', violation_error_message='No more organizations are done than there are.'),
        ),
    ]
