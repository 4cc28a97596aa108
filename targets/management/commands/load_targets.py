"""``manage.py load_targets FILE --year Y``: the goals of one guidance."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.records import BadRecords, read_json_list
from targets.goals.loading import create_targets
from tasks.models import Guidance
from texts.digits import whole_number


class Command(BaseCommand):
    help = "Creates the goals of a draft guidance from a JSON file."
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--year", type=whole_number, required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        guidance = Guidance.objects.filter(year=options["year"]).first()
        if guidance is None:
            raise CommandError(f"There is no guidance for {options['year']}. Import it first.")
        try:
            targets = create_targets(guidance=guidance, data=read_json_list(options["file"]))
        except BadRecords as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{len(targets)} goals created for {guidance.year}.")
