"""``manage.py freeze_reports``: freezes reports whose last filing was approved before there were any."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.closing_filings import unfrozen_filings
from reports.freezing import Outcome, freeze_each
from reports.management.years import guidance_of

STEP = 50


class Command(BaseCommand):
    help = (
        "Freezes the report of every organization whose last filing of the year is approved and not frozen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", help="year of the guidance, such as 2021; every year without it")

    def handle(self, *_args: Any, **options: Any) -> None:
        filings = unfrozen_filings()
        if options["year"] is not None:
            filings = filings.of_year(guidance_of(options["year"]).year)
        outcomes = self.freeze(list(filings.values_list("pk", flat=True)))
        frozen = sum(outcome.report is not None for outcome in outcomes)
        failed = [outcome for outcome in outcomes if outcome.error is not None]
        self.stdout.write(f"Froze {frozen} reports.")
        if left := len(outcomes) - frozen - len(failed):
            self.stdout.write(f"Left {left}, of which an approval can still be taken back.")
        if failed:
            names = ", ".join(outcome.filing.organization.code for outcome in failed)
            raise CommandError(f"{len(failed)} could not be frozen, the log says why: {names}.")

    def freeze(self, filings: list[int]) -> list[Outcome]:
        """Freeze the reports that ``filings`` end; says now and then how far it is."""
        outcomes = []
        for outcome in freeze_each(filings):
            outcomes.append(outcome)
            if len(outcomes) % STEP == 0:
                self.stderr.write(f"{len(outcomes)} of {len(filings)}")
        return outcomes
