import hashlib


from django.db import migrations, models
from django.utils import timezone


def keep_hashes(apps, schema_editor):
    """Keep of each secret its hash, so that the links in people's calendars go on working."""
    subscriptions = apps.get_model("tasks", "Subscription").objects.filter(calendar_token_sha256__isnull=False)
    for subscription in subscriptions:
        secret = subscription.calendar_token_sha256
        subscription.calendar_token_sha256 = hashlib.sha256(secret.encode()).hexdigest()
        subscription.calendar_made_at = timezone.now()
        subscription.save(update_fields=["calendar_token_sha256", "calendar_made_at"])


def end_links(apps, schema_editor):
    """A hash leads back to no secret: going back ends the links."""
    apps.get_model("tasks", "Subscription").objects.update(calendar_token_sha256=None)


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0005_password_changed_at'),
        ('tasks', '0015_nothing_is_removed'),
    ]

    operations = [
        migrations.RenameField(
            model_name='subscription',
            old_name='calendar_token',
            new_name='calendar_token_sha256',
        ),
        migrations.AlterField(
            model_name='subscription',
            name='calendar_token_sha256',
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name="SHA-256 of the calendar's secret"),
        ),
        migrations.AddField(
            model_name='subscription',
            name='calendar_made_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='calendar link made at'),
        ),
        migrations.AddField(
            model_name='subscription',
            name='calendar_used_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='calendar link last used at'),
        ),
        migrations.RunPython(keep_hashes, end_links),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(('calendar_made_at', None), ('calendar_token_sha256', None), ('calendar_used_at', None)), models.Q(('calendar_made_at__isnull', False), ('calendar_token_sha256__isnull', False)), _connector='OR'),
                name='tasks_subscription_calendar_dated',
                violation_error_message='A calendar link and the moment it was made stand together.',
            ),
        ),
    ]
