"""``manage.py recompute_rollups``: every published figure anew from what was submitted, and compared."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from targets.explanation.comparisons import Comparison
from targets.explanation.reconciliation import (
    compared_in,
    compared_on_days,
    published_targets,
    with_figures,
)
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
        differences = sum(self.recompute(guidance) for guidance in guidances)
        differences += self.recompute_days(list(guidances), most=options["days"])
        if differences and options["check"]:
            raise CommandError(f"{differences} figures differ from what was submitted.")

    def recompute(self, guidance: Guidance) -> int:
        """Compare one guidance's figures, list the differences, and return how many there are."""
        organizations = list(with_figures(guidance))
        comparisons = (compared_in(guidance, organization) for organization in organizations)
        return self.compare(str(guidance.year), comparisons, len(organizations))

    def recompute_days(self, guidances: list[Guidance], *, most: int) -> int:
        """The same for the figures of all years at once, now and on earlier days; told of the years that were
        asked for."""
        targets, years = published_targets(), {guidance.year for guidance in guidances}
        having = {organization for guidance in guidances for organization in with_figures(guidance)}
        comparisons = (
            (
                comparison
                for comparison in compared_on_days(organization, targets, most=most)
                if comparison.target.guidance.year in years
            )
            for organization in sorted(having, key=lambda organization: str(organization.path))
        )
        return self.compare("now and on earlier days", comparisons, len(having))

    def compare(self, name: str, comparisons: Iterable[Iterable[Comparison]], organizations: int) -> int:
        """List the differences of one organization after another, and return how many there are."""
        figures = differences = 0
        for place, compared in enumerate(comparisons, start=1):
            for comparison in compared:
                figures += 1
                if not comparison.agrees:
                    differences += 1
                    self.stdout.write(str(comparison))
            if place % EVERY == 0 or place == organizations:
                self.tell(f"{name}: {place} of {organizations} organizations")
        self.stdout.write(f"{name}: {figures} figures recomputed, {differences} differ")
        return differences

    def tell(self, text: str) -> None:
        """Progress, at once and apart from the result."""
        self.stderr.write(text)
        self.stderr.flush()
