"""``manage.py load_organizations [FILE …]``: the office, its departments and the local units."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organizations.planting import add_organizations
from organizations.records import BadRecords, parse_records, read_json_list

FIXTURES = ("organizations.json", "cities.json")


class Command(BaseCommand):
    help = "Adds the organizations of JSON files; those that stand already stay as they are."
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        files = options["files"] or [settings.BASE_DIR / "fixtures" / name for name in FIXTURES]
        try:
            records = [record for file in files for record in parse_records(read_json_list(file))]
            added = add_organizations(records=records, at=timezone.now())
        except BadRecords as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{len(added)} organizations added, {len(records) - len(added)} left as they are.")
