"""``manage.py changepassword NAME``: Django's command, whose password is a temporary one like any that
somebody else sets."""

import getpass
from typing import Any, override

from django.contrib.auth.management.commands import changepassword
from django.utils import timezone

from organizations.actions import note_password_set
from organizations.models import User


class Command(changepassword.Command):
    help = "Sets a temporary password for a person; it signs in once and must be changed then."
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    @override
    def handle(self, *args: Any, **options: Any) -> str | None:
        options["username"] = options["username"] or getpass.getuser()
        done: str | None = super().handle(*args, **options)
        person = User.objects.get(username=options["username"])
        note_password_set(user=person, by=None, at=timezone.now())
        return done
