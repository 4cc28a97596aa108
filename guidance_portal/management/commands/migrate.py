"""``manage.py migrate``: Django's command, which checks the models and the database, and loads no page."""

from django.core.checks import Tags
from django.core.management.commands import migrate


class Command(migrate.Command):
    requires_system_checks = [Tags.models, Tags.database]
