"""``manage.py retire_sample_people``: makes a portal that was tried with sample people fit for real ones."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from organizations.actions import retire_people
from organizations.models import User


class Command(BaseCommand):
    help = "Closes the accounts of all sample people; what they filed and the log stay."
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        count = retire_people(people=User.objects.filter(is_sample=True), at=timezone.now())
        self.stdout.write(
            f"{count} sample people retired: nobody can sign in as one of them, and their sessions and"
            " calendar links have ended."
            if count
            else "No sample person can sign in; nothing was changed."
        )
