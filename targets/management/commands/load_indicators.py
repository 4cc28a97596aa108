"""``manage.py load_indicators [FILE]``: what is measured, year after year."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.records import BadRecords, read_json_list
from targets.goals.loading import add_indicators, used_otherwise


class Command(BaseCommand):
    help = "Adds the indicators of a JSON file; those that stand already stay as they are."
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        default = settings.BASE_DIR / "fixtures" / "indicators.json"
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", default=default)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            data = read_json_list(options["file"])
            added = add_indicators(data=data)
            others = used_otherwise(data)
        except BadRecords as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{len(added)} indicators added, {len(data) - len(added)} left as they are.")
        for sentence in others:
            self.stderr.write(self.style.WARNING(sentence))
