"""``manage.py recompute_rollups``: every published figure anew from what was submitted, and compared."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from targets.explanation.reconciliation import compared_in, with_figures
from tasks.models import Guidance
from texts.digits import whole_number

EVERY = 100


class Command(BaseCommand):
    help = "Recomputes every published figure from the submitted filings and lists each difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if there is any difference")
        parser.add_argument("--year", type=whole_number, help="only the guidance of this year")

    def handle(self, *_args: Any, **options: Any) -> None:
        guidances = Guidance.objects.published().defer("source_text").order_by("year")
        if options["year"] is not None:
            guidances = guidances.filter(year=options["year"])
        if not guidances:
            raise CommandError("No guidance is published of which figures could be recomputed.")
        differences = sum(self.recompute(guidance) for guidance in guidances)
        if differences and options["check"]:
            raise CommandError(f"{differences} figures differ from what was submitted.")

    def recompute(self, guidance: Guidance) -> int:
        """Compare one guidance's figures, list the differences, and return how many there are."""
        organizations = list(with_figures(guidance))
        figures = differences = 0
        for place, organization in enumerate(organizations, start=1):
            for one in compared_in(guidance, organization):
                figures += 1
                if not one.agrees:
                    differences += 1
                    self.stdout.write(str(one))
            if place % EVERY == 0 or place == len(organizations):
                self.tell(f"{guidance.year}: {place} of {len(organizations)} organizations")
        self.stdout.write(f"{guidance.year}: {figures} figures recomputed, {differences} differ")
        return differences

    def tell(self, text: str) -> None:
        """Progress, at once and apart from the result."""
        self.stderr.write(text)
        self.stderr.flush()
