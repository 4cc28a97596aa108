"""What the pages take as the tree and the years grow: ``make benchmarks ARGS=pages``, or
``python benchmarks/pages.py``.

``DATABASE_URL`` names a PostgreSQL server; the databases are scratch ones that are gone afterwards. Every
page of the catalogue is asked for in trees of 45, 3,244 and about 43,000 organizations (the largest with
``--largest``), with one and with ten years of filings, in turns: time, statements, rows that the server goes
through, and the page's size as it travels; beside it the bare view, which renders the same page with its
context at hand. ``--here`` asks the database that ``DATABASE_URL`` names, as it is; ``--only`` names pages.

The exit code tells of ratios and counts, which no slow machine changes: no page takes more than 1.3 times as
long as in the smallest portal for as much as it lists, nor more than three times its bare view, nor more
statements; no dashboard of the office is above 60 kB. ``--counted`` looks at statements and rows alone, in
small trees that show the same (on SQLite at statements alone). ``make setup`` comes first: pages want their
style.
"""

import argparse
import datetime as dt
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ["PORTAL_TODAY"] = "2021-11-22"

import django

django.setup()

from django.db import connection

from benchmarks.made_up_regions import PROVINCES, write_regions
from benchmarks.page_catalogue import PAGES
from benchmarks.page_costs import Cost, Costs, counted
from benchmarks.scratch import analyze, scratch_database
from benchmarks.several_databases import filled_databases
from organizations.models import Organization
from sample.simulation.play import Extent, simulate
from tasks.models import Filing

DAY = dt.date(2021, 11, 22)
LIMIT_GROWTH, LIMIT_BARE, LIMIT_KILOBYTES = 1.3, 3.0, 60.0
# So few rows cost nothing, in whichever way the server chose to find them.
FEW_ROWS = 2_200


@dataclass(frozen=True, slots=True)
class Size:
    """A portal: how many cities, counties and townships stand beneath the provinces, and years of filings."""

    cities: int = 0
    counties: int = 0
    townships: int = 0
    years: int = 1

    def fill(self) -> None:
        """Simulate it in the database that the portal is connected to."""
        begun = time.perf_counter()
        extent = Extent(
            cities=bool(self.cities),
            counties=bool(self.counties),
            townships=bool(self.townships),
            years=self.years,
        )
        with TemporaryDirectory() as folder:
            regions = write_regions(
                Path(folder), cities=self.cities, counties=self.counties, townships=self.townships
            )
            simulate(extent=extent, regions=regions, on=DAY, tell=lambda _text: None)
        analyze()
        print(
            f"  {Organization.objects.count():>6} organizations, {Filing.objects.count():>7} filings,"
            f" {self.years} year(s), in {time.perf_counter() - begun:.0f} s",
            flush=True,
        )


SIZES = {
    "45, 1 year": Size(),
    "3,244, 1 year": Size(331, 2_866),
    "3,244, 10 years": Size(331, 2_866, years=10),
}
LARGEST = {"43,000, 1 year": Size(331, 2_866, 40_124)}
# Trees that show the same to the office and to a province, however much stands beneath.
COUNTED = {
    "few": Size(2 * len(PROVINCES), 4 * len(PROVINCES), years=2),
    "many": Size(2 * len(PROVINCES), 16 * len(PROVINCES), years=2),
}


def costs_counted() -> Costs:
    """What each page reads in one small tree after the other."""
    costs: Costs = {}
    for key, size in COUNTED.items():
        with scratch_database():
            size.fill()
            here = str(connection.settings_dict["NAME"])
            for name, found in counted({key: here}, is_small=True).items():
                costs.setdefault(name, {}).update(found)
    return costs


def costs_timed(wanted: str, sizes: Mapping[str, Size]) -> Costs:
    """What each page takes in each portal, in turns."""
    fillings = {key: partial(size.fill) for key, size in sizes.items()}
    with filled_databases(fillings) as databases:
        return counted(databases, wanted)


def told(costs: Costs) -> None:
    """Print what each page takes."""
    for name, by_database in costs.items():
        print(f"\n{name}")
        for key, cost in by_database.items():
            print(f"  {key:<16}{cost}")


def exceeded(costs: Costs) -> Iterator[str]:
    """Which limits are broken."""
    for name, by_database in costs.items():
        found = list(by_database.values())
        smallest, largest = found[0], found[-1]
        yield from (f"{name}: {broken}" for broken in grown(smallest, largest) if not PAGES[name].may_grow)
        if largest.times_bare is not None and largest.times_bare > LIMIT_BARE:
            yield f"{name}: ×{largest.times_bare:.1f} the bare view, at most ×{LIMIT_BARE} wanted"
        if name.startswith("dashboard") and largest.kilobytes > LIMIT_KILOBYTES:
            yield f"{name}: {largest.kilobytes:.0f} kB, at most {LIMIT_KILOBYTES:.0f} wanted"


def grown(small: Cost, large: Cost) -> Iterator[str]:
    """What a page of the largest portal takes more, although it shows the same."""
    if large.statements > small.statements:
        yield f"{small.statements} statements in the smallest, {large.statements} in the largest"
    more_listed = max(large.listed / max(small.listed, 1), 1.0)
    if small.rows is not None and large.rows is not None and large.rows > FEW_ROWS:
        factor = large.rows / max(small.rows, FEW_ROWS) / more_listed
        if factor > LIMIT_GROWTH:
            yield f"×{factor:.1f} the rows for what it lists ({small.rows:,} to {large.rows:,})"
    if small.taken and large.growth(small) > LIMIT_GROWTH * more_listed:
        yield f"×{large.growth(small):.2f} the time, at most ×{LIMIT_GROWTH * more_listed:.2f} wanted"


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--counted", action="store_true", help="statements and rows alone, in small trees")
    kind.add_argument("--here", action="store_true", help="the database that DATABASE_URL names, as it is")
    kind.add_argument("--largest", action="store_true", help="townships as well")
    parser.add_argument("--only", default="", metavar="PART", help="pages whose name has this in it")
    options = parser.parse_args(None if arguments is None else list(arguments))
    print(f"Pages on {connection.vendor}, load {os.getloadavg()[0]:.1f}", flush=True)
    if options.counted:
        costs = costs_counted()
    elif connection.vendor != "postgresql":
        raise SystemExit("Name a PostgreSQL server: DATABASE_URL=postgres://…, or count with --counted.")
    elif options.here:
        costs = counted({"here": str(connection.settings_dict["NAME"])}, options.only)
    else:
        costs = costs_timed(options.only, SIZES | (LARGEST if options.largest else {}))
    if not options.counted:
        told(costs)
    broken = list(exceeded(costs))
    print("\n".join(broken) or "All limits are kept.")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
