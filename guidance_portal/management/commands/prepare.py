"""``manage.py prepare``: everything between installed packages and a portal that can serve."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from guidance_portal import preparation
from guidance_portal.production import refuse_sample_people
from organizations import calendar
from sample.year.people import PASSWORD


class Command(BaseCommand):
    help = "Collects assets, applies migrations, loads the sample into an empty portal; repeats nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port", type=port_number, help="Where the portal will listen; a busy one is refused."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        port = options["port"]
        if port is not None and not preparation.is_port_free(port):
            raise CommandError(
                f"Port {port} of this machine is taken, perhaps by another portal."
                f" Stop what runs there, or choose another port: make run PORT={port + 1}"
            )
        try:
            self.prepare()
            refuse_sample_people()
            self.greet(port)
        except OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(f"The database of DATABASE_URL cannot be used: {reason}") from None

    def prepare(self) -> None:
        """Run each step, and say what it did when it did something."""
        preparation.make_folders()
        preparation.make_signing_key()
        if preparation.collect_assets():
            self.stdout.write("Static assets collected.")
        if applied := preparation.apply_migrations():
            self.stdout.write(f"{applied} migrations applied.")
        for warning in preparation.warnings():
            self.stderr.write(f"{warning.msg} {warning.hint}")
        if preparation.add_sample():
            self.stdout.write("The guidance of 2021 loaded, with sample organizations, people and filings.")
        if queued := preparation.queue_reports():
            self.stdout.write(f"{queued} annual reports are frozen in the background.")
        if queued := preparation.queue_texts():
            self.stdout.write(f"{queued} approved filings are read for the search in the background.")

    def greet(self, port: int | None) -> None:
        """Say where the portal will be, on which day it plays, and who can sign in."""
        lines = [] if port is None else ["", f"The portal: http://127.0.0.1:{port} (Ctrl-C stops it)"]
        if calendar.is_moved():
            lines.append(f"Its calendar is set to {calendar.today().isoformat()} (PORTAL_TODAY).")
        if not settings.IS_PRODUCTION and (people := preparation.sample_sign_ins()):
            lines.append(f"Sample people, password {PASSWORD}:")
            width = max(len(person.username) for person in people)
            lines += [
                f"  {person.username:<{width}}  {person.organization} · {person.role} · {person.meets}"
                for person in people
            ]
        for line in lines:
            self.stdout.write(line)


def port_number(text: str) -> int:
    """A number that a port can have."""
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) < 65_536:
        raise ArgumentTypeError(f"{text} is no port; use a number from 1 to 65535")
    return int(text)
