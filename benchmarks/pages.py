"""Whether pages read only what they show: ``python benchmarks/pages.py``.

``DATABASE_URL`` names the server; the databases are scratch ones that are gone afterwards. Asks for the pages
of a reviewer of the office and of one of a province in two simulated trees: every province has ten cities,
every city three counties or twelve. Both show the same organizations to them. On PostgreSQL the rows that
the server read are compared, which no other load changes; elsewhere the time. Where chance made a page list
more, it may read more. Pages about the whole tree, and finding by name, may grow with it.
"""

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ["PORTAL_TODAY"] = "2021-11-22"

import django

django.setup()

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.made_up_regions import PROVINCES, write_regions
from benchmarks.scratch import analyze, scratch_database
from organizations.models import Organization, User
from organizations.permissions import Role
from sample.simulation.play import Extent, simulate
from tasks.models import Filing

CITIES, FEW, MANY = 10, 3, 12
REPEATS = 7
LIMIT_GROWTH = 1.6
# So few cost nothing, in whichever way the server chose to find them.
FEW_ROWS = 2_000
DAY = dt.date(2021, 11, 22)
OK = 200
READ = "SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) FROM pg_stat_xact_user_tables"
# By what it is called: whose reviewer asks, for what, and whether it may grow with the tree.
PAGES = {
    "start page of the office": ("CNIPA", "/", False),
    "start page of a province": ("44", "/", False),
    "review queue of the office": ("CNIPA", "/filings/review/", False),
    "review queue of a province": ("44", "/filings/review/", False),
    "subordinates of the office": ("CNIPA", "/filings/subordinates/", False),
    "subordinates of a province": ("44", "/filings/subordinates/", False),
    "dashboard of the office": ("CNIPA", "/dashboard/", False),
    "dashboard of a province": ("44", "/dashboard/", False),
    "tasks of the office": ("CNIPA", "/tasks/", False),
    "tasks of a province": ("44", "/tasks/", False),
    "a province found by name": ("CNIPA", "/filings/?name=gd", True),
    "all filings": ("CNIPA", "/filings/", True),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page takes: rows that the server read (None where it does not tell), queries, and time; and
    how many things it lists."""

    rows: int | None
    queries: int
    milliseconds: float
    listed: int


def reviewer_of(code: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    held = {"memberships__organization__code": code, "memberships__role": Role.REVIEWER}
    client.force_login(
        User.objects.filter(**held).earliest("pk"), backend="organizations.backends.RoleBackend"
    )
    return client


def cost_of(client: Client, address: str) -> Cost:
    """What asking for a page takes: the fewest rows and the median time of several times."""
    costs = [asked_once(client, address) for _repeat in range(REPEATS)]
    rows = [cost.rows for cost in costs if cost.rows is not None]
    return Cost(
        min(rows, default=None),
        min(cost.queries for cost in costs),
        statistics.median(cost.milliseconds for cost in costs),
        costs[0].listed,
    )


@transaction.atomic
def asked_once(client: Client, address: str) -> Cost:
    before = rows_read()
    with CaptureQueriesContext(connection) as captured:
        begun = time.perf_counter()
        response = client.get(address)
        taken = (time.perf_counter() - begun) * 1_000
    if response.status_code != OK:
        raise SystemExit(f"{address}: {response.status_code}")
    after, page = rows_read(), response.content.decode()
    listed = page.count("<tr") + page.count("<li")
    return Cost(None if before is None or after is None else after - before, len(captured), taken, listed)


def rows_read() -> int | None:
    """How many rows the server has read for this transaction so far."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return int(cursor.fetchone()[0])


def costs_in_tree(counties: int) -> dict[str, Cost]:
    """What each page takes where every city has so many counties."""
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        extent = Extent(cities=True, counties=True)
        cities = CITIES * len(PROVINCES)
        regions = write_regions(Path(folder), cities=cities, counties=cities * counties)
        simulate(extent=extent, regions=regions, on=DAY, tell=lambda _text: None)
        analyze()
        print(f"  {Organization.objects.count()} organizations, {Filing.objects.count()} filings", flush=True)
        people = {code: reviewer_of(code) for code, _address, _grows in PAGES.values()}
        return {name: cost_of(people[code], address) for name, (code, address, _grows) in PAGES.items()}


def growth(small: Cost, large: Cost) -> float:
    """By how much a page takes more than it lists more: in rows where they are known, else in time."""
    more_listed = max(large.listed / max(small.listed, 1), 1)
    if small.rows is not None and large.rows is not None:
        return large.rows / max(small.rows, 1) / more_listed
    return large.milliseconds / small.milliseconds / more_listed


def in_words(cost: Cost) -> str:
    rows = "" if cost.rows is None else f"{cost.rows:>9,} rows"
    return f"{cost.listed:>4} listed {rows}{cost.queries:>4} queries {cost.milliseconds:>7.1f} ms"


def too_much(small: dict[str, Cost], large: dict[str, Cost]) -> Iterable[str]:
    """The pages that take more although they show the same."""
    for name, (_code, _address, may_grow) in PAGES.items():
        factor = growth(small[name], large[name])
        print(f"  {name:<28}{in_words(small[name])} → {in_words(large[name])}  ×{factor:.2f}")
        rows = large[name].rows
        is_large = rows is None or rows > FEW_ROWS
        if factor > LIMIT_GROWTH and is_large and not may_grow:
            yield name


def main() -> int:
    print(f"Pages on {connection.vendor}, load {os.getloadavg()[0]:.1f}")
    grown = list(too_much(costs_in_tree(FEW), costs_in_tree(MANY)))
    print(f"More than ×{LIMIT_GROWTH} for what they do not show: {', '.join(grown) or 'none'}")
    return int(bool(grown))


if __name__ == "__main__":
    sys.exit(main())
