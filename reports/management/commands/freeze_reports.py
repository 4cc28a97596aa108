"""``manage.py freeze_reports``: freezes reports whose last filing was approved before there were any."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.closing_filings import unfrozen_filings
from reports.freezing import freeze_each
from reports.management.years import guidance_of

STEP = 50


class Command(BaseCommand):
    help = (
        "Freezes the report of every organization whose last filing of the year is approved and not frozen."
    )
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", help="year of the guidance, such as 2021; every year without it")

    def handle(self, *_args: Any, **options: Any) -> None:
        filings = unfrozen_filings()
        if options["year"] is not None:
            filings = filings.of_year(guidance_of(options["year"]).year)
        ordered = filings.order_by("period__guidance__year", "pk")
        self.freeze(list(ordered.values_list("pk", flat=True)))

    def freeze(self, filings: list[int]) -> None:
        """Freeze the reports that ``filings`` end; says now and then how far it is, and at last how many."""
        frozen, failed = 0, []
        for number, outcome in enumerate(freeze_each(filings), start=1):
            frozen += outcome.report is not None
            if outcome.error is not None:
                failed.append(outcome.filing.organization.code)
            if number % STEP == 0:
                self.stderr.write(f"{number} of {len(filings)}")
        self.stdout.write(f"Froze {frozen} reports.")
        if left := len(filings) - frozen - len(failed):
            self.stdout.write(f"Left {left}, of which an approval can still be taken back.")
        if failed:
            names = ", ".join(failed)
            raise CommandError(f"{len(failed)} could not be frozen, the log says why: {names}.")
