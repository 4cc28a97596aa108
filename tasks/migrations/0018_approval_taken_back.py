
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0016_calendar_link'),
    ]

    operations = [
        migrations.AlterField(
            model_name='filingevent',
            name='action',
            field=models.CharField(choices=[('submit', 'Submitted'), ('withdraw', 'Withdrawn'), ('start_review', 'Review started'), ('return', 'Returned'), ('approve', 'Approved'), ('take_back', 'Approval taken back'), ('reopen', 'Reopened'), ('extend', 'Window extended'), ('remind', 'Reminded')], max_length=15, verbose_name='action'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('opened', 'A window opens'), ('due_in_7', 'Due in 7 workdays'), ('due_in_3', 'Due in 3 workdays'), ('due_in_1', 'Due in 1 workday'), ('due_today', 'Due today'), ('overdue', 'Overdue, of your own organization'), ('overdue_below', 'Overdue, of an organization that reports to yours'), ('reminded', 'Somebody asks for your filing'), ('returned', 'A filing is returned'), ('approved', 'A filing is approved'), ('taken_back', 'An approval is taken back'), ('remark', 'A remark on a filing')], max_length=15, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='noticepreference',
            name='kind',
            field=models.CharField(choices=[('opened', 'A window opens'), ('due_in_7', 'Due in 7 workdays'), ('due_in_3', 'Due in 3 workdays'), ('due_in_1', 'Due in 1 workday'), ('due_today', 'Due today'), ('overdue', 'Overdue, of your own organization'), ('overdue_below', 'Overdue, of an organization that reports to yours'), ('reminded', 'Somebody asks for your filing'), ('returned', 'A filing is returned'), ('approved', 'A filing is approved'), ('taken_back', 'An approval is taken back'), ('remark', 'A remark on a filing')], max_length=15, verbose_name='kind'),
        ),
    ]
