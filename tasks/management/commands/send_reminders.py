"""``manage.py send_reminders``: writes the day's reminders and sends everybody's digest."""

import datetime as dt
from argparse import ArgumentTypeError
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organizations.calendar import day_of, is_ahead
from organizations.models import User
from tasks.actions import write_notices
from tasks.actions.digest import deliver_digests, people_waiting
from tasks.models import Notice
from tasks.notices.reminders import outstanding, reminders


class Command(BaseCommand):
    help = (
        "Writes the reminders of the day and mails each person one digest; running it again repeats nothing."
    )
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, change nothing")
        parser.add_argument(
            "--on", type=day, metavar="DAY", help="the day to remind for, 2021-10-20; without it today"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        at = timezone.now()
        on: dt.date = options["on"] or day_of(at)
        if options["dry_run"]:
            self.foretell(on, at)
        elif is_ahead(on):
            raise CommandError(f"{on.isoformat()} is still to come; try it with --dry-run. Nothing was sent.")
        else:
            self.send(on, at)

    def foretell(self, on: dt.date, at: dt.datetime) -> None:
        """Say what a run would do."""
        notices = list(outstanding(on=on, at=at))
        people = {user.pk for user in people_waiting(on)} | mailed_for(notices, on=on)
        self.tell(on, notices)
        self.stdout.write(f"{len(people)} digests would be sent. Nothing was changed.")

    def send(self, on: dt.date, at: dt.datetime) -> None:
        """Write what is new, and mail it."""
        written = [
            notice
            for messages in reminders(on=on)
            for notice in write_notices(messages=messages, on=on, at=at)
        ]
        self.tell(on, written)
        done = deliver_digests(on=on, at=at)
        self.stdout.write(f"{done.sent} digests sent.")
        if done.failed:
            raise CommandError(
                f"{done.failed} digests could not be sent; the log says why. Run it again later."
            )

    def tell(self, on: dt.date, notices: list[Notice]) -> None:
        """How many notices of each kind are new."""
        self.stdout.write(f"{on.isoformat()}: {len(notices)} new notices.")
        for kind, count in sorted(Counter(str(notice.kind) for notice in notices).items()):
            self.stdout.write(f"  {kind}: {count}")


def mailed_for(notices: list[Notice], *, on: dt.date) -> set[int]:
    """The ids of those who would get a mail because of notices that are not written yet."""
    people = User.objects.filter(pk__in={notice.user_id for notice in notices if notice.is_by_mail})
    return set(
        people.exclude(email="").exclude(subscription__last_digest_on__gte=on).values_list("pk", flat=True)
    )


def day(text: str) -> dt.date:
    """A day as written on the command line; refused with a sentence."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no day; write it as 2021-10-20.") from None
