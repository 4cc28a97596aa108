"""``manage.py recompute_rollups``: every published figure anew from what was submitted, and compared."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from targets.explanation.recomputed import CHECKS, Stage
from tasks.models import Guidance
from texts.digits import whole_number

EVERY = 100
# So many earlier days are compared of each organization where nothing else is asked for.
MOST_DAYS = 3


class Command(BaseCommand):
    help = (
        "Recomputes every published figure from the submitted filings and lists each difference: of every"
        " period, the subordinates' totals, and the figures of all years at once as they stand now and stood"
        " on earlier days."
    )
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if there is any difference")
        parser.add_argument("--year", type=whole_number, help="only the guidance of this year")
        parser.add_argument(
            "--days",
            type=whole_number,
            default=MOST_DAYS,
            help=(
                "so many earlier days of each organization at most (default %(default)s): of those on which"
                " something was approved or reopened the last, and others spread evenly before it; of an"
                " organization without subordinates the last alone; 0 for none"
            ),
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        guidances = Guidance.objects.published().defer("source_text").order_by("year")
        if options["year"] is not None:
            guidances = guidances.filter(year=options["year"])
        if not guidances:
            raise CommandError("No guidance is published of which figures could be recomputed.")
        stages = (stage for check in CHECKS for stage in check(list(guidances), options["days"]))
        differences = sum(self.compare(stage) for stage in stages)
        if differences and options["check"]:
            raise CommandError(f"{differences} figures differ from what was submitted.")

    def compare(self, stage: Stage) -> int:
        """List the differences of one part after another, and return how many there are."""
        figures = differences = 0
        for place, compared in enumerate(stage.parts, start=1):
            for comparison in compared:
                figures += 1
                if not comparison.agrees:
                    differences += 1
                    self.stdout.write(str(comparison))
            if place % EVERY == 0 or place == stage.size:
                self.tell(f"{stage.name}: {place} of {stage.size} {stage.of_what}")
        self.stdout.write(f"{stage.name}: {figures} figures recomputed, {differences} differ")
        return differences

    def tell(self, text: str) -> None:
        """Progress, at once and apart from the result."""
        self.stderr.write(text)
        self.stderr.flush()
