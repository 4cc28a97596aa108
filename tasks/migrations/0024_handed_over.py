import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0006_reporting_tree'),
        ('tasks', '0019_explanations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='filing',
            name='handed_over_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='handed over at'),
        ),
        migrations.AddField(
            model_name='filing',
            name='handed_over_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handed over by'),
        ),
        migrations.AlterField(
            model_name='filingevent',
            name='action',
            field=models.CharField(choices=[('submit', 'Submitted'), ('withdraw', 'Withdrawn'), ('start_review', 'Review started'), ('return', 'Returned'), ('approve', 'Approved'), ('take_back', 'Approval taken back'), ('reopen', 'Reopened'), ('extend', 'Window extended'), ('remind', 'Reminded'), ('hand_over', 'Handed over to the lead'), ('give_back', 'Given back by the lead')], max_length=15, verbose_name='action'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('opened', 'A window opens'), ('due_in_7', 'Due in 7 workdays'), ('due_in_3', 'Due in 3 workdays'), ('due_in_1', 'Due in 1 workday'), ('due_today', 'Due today'), ('overdue', 'Overdue, of your own organization'), ('overdue_below', 'Overdue, of an organization that reports to yours'), ('reminded', 'Somebody asks for your filing'), ('handed_over', 'A filing waits for your signature'), ('given_back', 'Your lead gives a filing back to you'), ('signed', 'Your lead has submitted what you handed over'), ('returned', 'A filing is returned'), ('approved', 'A filing is approved'), ('taken_back', 'An approval is taken back'), ('remark', 'A remark on a filing')], max_length=15, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='noticepreference',
            name='kind',
            field=models.CharField(choices=[('opened', 'A window opens'), ('due_in_7', 'Due in 7 workdays'), ('due_in_3', 'Due in 3 workdays'), ('due_in_1', 'Due in 1 workday'), ('due_today', 'Due today'), ('overdue', 'Overdue, of your own organization'), ('overdue_below', 'Overdue, of an organization that reports to yours'), ('reminded', 'Somebody asks for your filing'), ('handed_over', 'A filing waits for your signature'), ('given_back', 'Your lead gives a filing back to you'), ('signed', 'Your lead has submitted what you handed over'), ('returned', 'A filing is returned'), ('approved', 'A filing is approved'), ('taken_back', 'An approval is taken back'), ('remark', 'A remark on a filing')], max_length=15, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(('handed_over_at__isnull', True), ('status__in', ['draft', 'returned']), _connector='OR'), name='tasks_filing_handed_over_in_draft', violation_error_message='Only what is not submitted waits for a signature.'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_over_at__isnull', False), ('handed_over_by__isnull', False)), models.Q(('handed_over_at__isnull', True), ('handed_over_by__isnull', True)), _connector='OR'), name='tasks_filing_handed_over_at_with_by', violation_error_message='Who and when belong together.'),
        ),
    ]
