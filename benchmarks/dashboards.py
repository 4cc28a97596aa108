"""What the views of the dashboards take: ``python benchmarks/dashboards.py`` (``--quick`` for a short look).

``DATABASE_URL`` names a PostgreSQL server; the databases are scratch ones that are gone afterwards. Each view
is asked for in trees of 34, 378 and 3,244 organizations with one and with ten years of filings, in turns, so
that what else the machine does meets all of them alike: median server time, queries, rows that the server
read, and the size of the page as it travels. Beside it stands the bare view, which renders the same page with
its context at hand.

The exit code tells of ratios and counts, which no slow machine changes: the office's overview at most 1.3 ×
the smallest, and where most is behind it 3 × the bare view; no page of the office above 60 kB, or with more
queries where there is more. Milliseconds are printed beside what is wanted. ``--here`` asks the database that
``DATABASE_URL`` names, as it is. ``make setup`` comes first: pages want their style.
"""

import argparse
import gzip
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ["PORTAL_TODAY"] = "2021-11-22"

import django

django.setup()

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.bare_view import AT_HAND, bare_client, pages_noted
from benchmarks.made_up_regions import write_regions
from benchmarks.pages import DAY, OK, reviewer_of, rows_read
from benchmarks.scratch import analyze
from benchmarks.several_databases import filled_databases, turn_to
from guidance_portal.garbage import look_less
from organizations.models import Organization
from reports.dashboards.tabs import VIEWS
from sample.simulation.play import Extent, simulate
from tasks.models import Filing, Responsibility, Task

# How many cities and counties each tree has beneath the provinces; what it is called counts everybody.
TREES = {"34 + 11": (0, 0), "378": (331, 0), "3,244": (331, 2_866)}
YEARS = (1, 10)
QUICK_TREES, QUICK_YEARS = ("34 + 11", "378"), (1, 2)
TURNS, IN_A_TURN = 6, 3
LIMIT_GROWTH, LIMIT_BARE, LIMIT_KILOBYTES = 1.3, 3.0, 60.0
WANTED_MILLISECONDS = 80
OVERVIEW = "office: reports:dashboard-of"
# What differs each time a page is rendered.
TOKENS = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken&quot;: &quot;|"X-CSRFToken": ")[\w]+')


@dataclass
class Cost:
    """What one view takes of one database: ``taken`` and ``bare`` are milliseconds, of the view and of the
    bare view right after it; ``sent`` are bytes as they travel, compressed."""

    rows: int
    queries: int
    sent: int
    taken: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return statistics.median(self.taken)

    @property
    def times_bare(self) -> float:
        return median_ratio(self.taken, self.bare)

    @property
    def kilobytes(self) -> float:
        return self.sent / 1_000

    def __str__(self) -> str:
        bare = f"×{self.times_bare:<4.1f} the bare" if self.bare else "without template"
        return (
            f"{self.milliseconds:>7.1f} ms, quickest {min(self.taken):>6.1f}, {bare:<16}"
            f"{self.queries:>4} queries {self.rows:>8,} rows {self.kilobytes:>6.1f} kB"
        )


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """How many times as long one took as the other that was asked for at about the same moment."""
    return statistics.median(one / other for one, other in zip(above, below, strict=True))


type Costs = dict[str, dict[str, Cost]]


def addresses() -> dict[str, str]:
    """The views by what they are called: the office's, a department's, a bureau's, and a task's page."""
    office, department = Organization.objects.get(kind=Organization.Kind.OFFICE), busiest_department()
    bureau = Organization.objects.get(code="44")
    found = {
        f"{name}: {view.url_name}": reverse(view.url_name, args=[organization.code])
        for name, organization in (("office", office), ("department", department), ("bureau", bureau))
        for view in VIEWS
        if view.is_for(organization)
    }
    everybodys = Task.objects.filter(
        guidance__year=DAY.year, responsibilities__collective=Responsibility.Collective.LOCAL_BUREAUS
    ).earliest("order")
    expected = reverse("reports:dashboard-expected", args=[office.code])
    return {
        "start page": reverse("home"),
        **found,
        "office: a week before": f"{found[OVERVIEW]}?on=2021-11-15",
        "office: forecasts, asked for later": expected,
        "a task of everybody, at the office": of_task(office, everybodys),
        "a task of everybody, at a bureau": of_task(bureau, everybodys),
    }


def of_task(organization: Organization, task: Task) -> str:
    return reverse("reports:dashboard-task", args=[organization.code, task.pk])


def busiest_department() -> Organization:
    """The department of the most tasks."""
    departments = Organization.objects.filter(kind=Organization.Kind.DEPARTMENT)
    return max(departments, key=lambda one: (Task.objects.of_organization(one).count(), one.code))


# --- Asking ---------------------------------------------------------------------------------------------


def asked(client: Client, address: str) -> tuple[float, bytes]:
    """How many milliseconds the server took for a page, and the page."""
    begun = time.perf_counter()
    response = client.get(address)
    taken = (time.perf_counter() - begun) * 1_000
    if response.status_code != OK:
        raise SystemExit(f"{address}: {response.status_code}")
    return taken, response.content


@transaction.atomic
def counted(client: Client, address: str) -> tuple[int, int]:
    """How many queries a page asks, and how many rows the server reads for them."""
    before = rows_read() or 0
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured), (rows_read() or 0) - before


@dataclass(frozen=True, slots=True)
class Reader:
    """A reviewer of the office who reads one of the databases, and the views by what they are called."""

    database: str
    client: Client
    bare: Client
    addresses: Mapping[str, str]

    @classmethod
    def of(cls, database: str) -> "Reader":
        turn_to(database)
        client = reviewer_of("CNIPA")
        client.handler.load_middleware()
        return cls(database, client, bare_client(client), addresses())

    def count(self, view: str) -> Cost:
        """What a view reads and sends; raises ``SystemExit`` where its bare view says something else."""
        turn_to(self.database)
        address = self.addresses[view]
        with pages_noted():
            _taken, page = asked(self.client, address)
        if AT_HAND.template:
            _taken, same = asked(self.bare, address)
            if TOKENS.sub(b"", page) != TOKENS.sub(b"", same):
                raise SystemExit(f"{address}: the bare view renders another page.")
        queries, rows = counted(self.client, address)
        return Cost(rows, queries, len(gzip.compress(page)))

    def take_time(self, view: str, cost: Cost) -> None:
        """Ask for a view some times, and after each time for its bare view; the first time does not count,
        for it opens the connection."""
        turn_to(self.database)
        address = self.addresses[view]
        with pages_noted():
            asked(self.client, address)
        for _repeat in range(IN_A_TURN):
            cost.taken.append(asked(self.client, address)[0])
            if AT_HAND.template:
                cost.bare.append(asked(self.bare, address)[0])


def measure(databases: Mapping[str, str]) -> Costs:
    """What each view takes of each database, all of them in turns, as the server goes about it."""
    look_less()
    readers = {key: Reader.of(name) for key, name in databases.items()}
    views = list(next(iter(readers.values())).addresses)
    costs = {view: {key: reader.count(view) for key, reader in readers.items()} for view in views}
    for view in views:
        for _turn in range(TURNS):
            for key, reader in readers.items():
                reader.take_time(view, costs[view][key])
    return costs


# --- Making ---------------------------------------------------------------------------------------------


def fill(tree: str, years: int) -> None:
    """Simulate a tree's years in the database that the portal is connected to."""
    begun, (cities, counties) = time.perf_counter(), TREES[tree]
    extent = Extent(cities=bool(cities), counties=bool(counties), years=years)
    with TemporaryDirectory() as folder:
        regions = write_regions(Path(folder), cities=cities, counties=counties)
        simulate(extent=extent, regions=regions, on=DAY, tell=lambda _text: None)
    analyze()
    print(
        f"  {Organization.objects.count():>5} organizations, {Filing.objects.count():>7} filings of"
        f" {years} years in {time.perf_counter() - begun:.0f} s",
        flush=True,
    )


def fillings(*, quick: bool) -> dict[str, Callable[[], object]]:
    """What makes each database, the smallest first."""
    trees, years = (QUICK_TREES, QUICK_YEARS) if quick else (tuple(TREES), YEARS)
    return {f"{tree}, {count} y": partial(fill, tree, count) for count in years for tree in trees}


# --- Telling --------------------------------------------------------------------------------------------


def told(costs: Costs) -> None:
    """Print what each view takes."""
    for view, by_database in costs.items():
        print(f"\n{view}")
        for key, cost in by_database.items():
            print(f"  {key:<14}{cost}")


def exceeded(costs: Costs) -> Iterator[str]:
    """Which limits are broken."""
    of_the_office = {view: found for view, found in costs.items() if view.startswith("office")}
    for view, found in of_the_office.items():
        widest = max(cost.kilobytes for cost in found.values())
        if widest > LIMIT_KILOBYTES:
            yield f"{view}: {widest:.1f} kB, at most {LIMIT_KILOBYTES:.0f} wanted"
        queries = [cost.queries for cost in found.values()]
        if max(queries) > queries[0]:
            yield f"{view}: {queries} queries from the smallest to the largest"
    overview = list(costs[OVERVIEW].values())
    smallest, largest = overview[0], overview[-1]
    growth, times_bare = median_ratio(largest.taken, smallest.taken), largest.times_bare
    print(
        f"\nThe office's overview at the largest: {largest.milliseconds:.1f} ms,"
        f" quickest {min(largest.taken):.1f} ms (at most {WANTED_MILLISECONDS} wanted),"
        f" ×{growth:.2f} the smallest, ×{times_bare:.2f} the bare view"
    )
    if growth > LIMIT_GROWTH:
        yield f"The overview grows ×{growth:.2f}, at most ×{LIMIT_GROWTH} wanted"
    if times_bare > LIMIT_BARE:
        yield f"The overview takes ×{times_bare:.2f} of the bare view, at most ×{LIMIT_BARE} wanted"


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small trees, two years")
    parser.add_argument("--here", action="store_true", help="the database that DATABASE_URL names, as it is")
    options = parser.parse_args(None if arguments is None else list(arguments))
    if connection.vendor != "postgresql":
        raise SystemExit("Name a PostgreSQL server: DATABASE_URL=postgres://…")
    print(f"The views of the dashboards on {connection.vendor}, load {os.getloadavg()[0]:.1f}", flush=True)
    if options.here:
        costs = measure({"here": str(connection.settings_dict["NAME"])})
    else:
        with filled_databases(fillings(quick=options.quick)) as databases:
            costs = measure(databases)
    told(costs)
    broken = list(exceeded(costs))
    print("\n".join(broken) or "All limits are kept.")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
