"""``manage.py freeze_reports``: freezes reports whose last filing was approved before there were any."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reports.actions.freeze import freeze_report
from reports.closing_filings import unfrozen_filings
from tasks.models import Filing

STEP = 50


class Command(BaseCommand):
    help = (
        "Freezes the report of every organization whose last filing of the year is approved and not frozen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", help="year of the guidance, such as 2021; every year without it")

    def handle(self, *_args: Any, **options: Any) -> None:
        filings, year = unfrozen_filings(), options["year"]
        if year is not None:
            if not (year.isascii() and year.isdecimal()):
                raise CommandError(f"{year} is no year; write it as 2021.")
            filings = filings.of_year(int(year))
        found = list(filings.order_by("period__guidance__year", "pk").values_list("pk", flat=True))
        for number, pk in enumerate(found, start=1):
            filing = Filing.objects.select_related("approved_by").get(pk=pk)
            if filing.approved_by is not None:
                freeze_report(filing=filing, by=filing.approved_by, at=timezone.now())
            if number % STEP == 0:
                self.stderr.write(f"{number} of {len(found)}")
        self.stdout.write(f"Froze {len(found)} reports.")
