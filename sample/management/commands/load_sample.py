"""``manage.py load_sample``: the 2021 guidance with sample organizations, people and filings."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations.records import BadRecords
from sample.year.load import load_sample
from sample.year.people import PASSWORD, sign_ins
from tasks.models import Filing


class Command(BaseCommand):
    help = "Loads the sample year 2021 into an empty portal; does nothing where a guidance exists."
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            guidance = load_sample()
        except BadRecords as error:
            raise CommandError(str(error)) from None
        if guidance is None:
            return
        self.stdout.write(f"{guidance.title}: {Filing.objects.count()} sample filings.")
        self.stdout.write(f"Password of every sample person: {PASSWORD}")
        for person in sign_ins():
            self.stdout.write(
                f"  {person.username:<18}{person.organization} · {person.role} · {person.meets}"
            )
